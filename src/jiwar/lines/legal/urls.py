"""Addresses of the legal line: `legal/…` and the group's board, `deadlines/…`."""

from django.urls import path

from jiwar.lines.legal.helping.views import criteria, helping, scopes
from jiwar.lines.legal.shelf.views import sources, using
from jiwar.lines.legal.views import board, deadlines, events, letters, packs, procedures

app_name = "legal"
urlpatterns = [
    path("legal/", procedures.mine, name="procedures"),
    path("legal/case/<uuid:case>/open/", procedures.open_one, name="open"),
    path("legal/case/<uuid:case>/letters/", letters.letters, name="letters"),
    path("legal/case/<uuid:case>/letters/<slug:kind>/", letters.letter, name="letter"),
    path("legal/letter/<uuid:letter>/sign/", letters.sign, name="letter_sign"),
    path("legal/letter/<uuid:letter>/word/", letters.word, name="letter_word"),
    path("legal/procedure/<uuid:procedure>/", procedures.standing, name="procedure"),
    path("legal/procedure/<uuid:procedure>/tracks/", procedures.tracks, name="tracks"),
    path("legal/procedure/<uuid:procedure>/close/", procedures.close, name="close"),
    path("legal/procedure/<uuid:procedure>/record/<slug:kind>/", events.record, name="record"),
    path("legal/event/<uuid:event>/correct/", events.correct, name="correct"),
    path("legal/event/<uuid:event>/withdraw/", events.withdraw, name="withdraw"),
    path("legal/deadline/<uuid:deadline>/printed/", deadlines.printed, name="printed"),
    path("legal/printed/<uuid:printed>/confirm/", deadlines.confirm, name="confirm_printed"),
    path("legal/printed/<uuid:printed>/remove/", deadlines.remove, name="remove_printed"),
    path("legal/deadline/<uuid:deadline>/take-over/", deadlines.take_over, name="take_over"),
    path("legal/deadline/<uuid:deadline>/acknowledge/", deadlines.acknowledge, name="acknowledge"),
    path("legal/deadline/<uuid:deadline>/set-aside/", deadlines.set_aside, name="set_aside"),
    path("legal/deadline/<uuid:deadline>/take-up/", deadlines.take_up, name="take_up"),
    path("legal/criteria/", criteria.choose, name="criteria"),
    path("legal/help/<uuid:service>/", helping.one, name="help"),
    path("legal/help/<uuid:service>/screen/", helping.screen, name="screen"),
    path("legal/help/<uuid:service>/decide/", helping.decide, name="decide"),
    path("legal/decision/<uuid:decision>/second/", helping.second, name="second"),
    path("legal/help/<uuid:service>/scope/", scopes.write, name="scope"),
    path("legal/scope/<uuid:scope>/agreed/", scopes.agree, name="agree-scope"),
    path("legal/scope/<uuid:scope>/end/", scopes.end, name="end-scope"),
    path("legal/scope/<uuid:scope>/letter/", scopes.letter, name="scope-letter"),
    path("legal/packs/", packs.all_packs, name="packs"),
    path("legal/packs/<slug:pack>/", packs.one_pack, name="pack"),
    path("legal/shelf/", sources.shelf, name="shelf"),
    path("legal/shelf/add/", sources.add, name="source_add"),
    path("legal/shelf/age/", sources.age, name="shelf_age"),
    path("legal/shelf/source/<uuid:source>/", sources.source, name="source"),
    path("legal/shelf/source/<uuid:source>/aside/", sources.aside, name="source_aside"),
    path("legal/shelf/paragraph/<uuid:paragraph>/cite/", using.cite, name="cite"),
    path("legal/shelf/case/<uuid:case>/", using.citations, name="citations"),
    path("legal/shelf/citation/<uuid:citation>/drop/", using.drop, name="citation_drop"),
    path("legal/shelf/arguments/", using.arguments, name="arguments"),
    path("legal/shelf/arguments/write/", using.write, name="argument_write"),
    path("legal/shelf/argument/<uuid:argument>/", using.argument, name="argument"),
    path("legal/shelf/argument/<uuid:argument>/used/", using.use, name="argument_use"),
    path("legal/shelf/argument/<uuid:argument>/aside/", using.argument_aside, name="argument_aside"),
    path("deadlines/", board.board, name="board"),
    path("deadlines/wall/", board.wall, name="wall"),
]
