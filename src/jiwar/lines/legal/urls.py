"""Addresses of the legal line: `legal/…` and the group's board, `deadlines/…`."""

from django.urls import path

from jiwar.lines.legal.detention.views import alarms, plans
from jiwar.lines.legal.helping.views import criteria, helping, scopes
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
    path("legal/case/<uuid:case>/safety/", plans.safety, name="safety"),
    path("legal/case/<uuid:case>/safety/edit/", plans.edit, name="safety-edit"),
    path("legal/safety/<uuid:plan>/once/", plans.once, name="check-in-once"),
    path("legal/safety/<uuid:plan>/alarm/", plans.sound, name="alarm-raise"),
    path("legal/safety/<uuid:plan>/end/", plans.end, name="safety-end"),
    path("legal/check-in/<uuid:check_in>/heard/", plans.heard, name="check-in-heard"),
    path("legal/check-in/<uuid:check_in>/not-reached/", plans.not_reached, name="check-in-not-reached"),
    path("legal/check-in/<uuid:check_in>/drop/", plans.drop, name="check-in-drop"),
    path("legal/alarm/<uuid:alarm>/", alarms.one, name="alarm"),
    path("legal/alarm/<uuid:alarm>/take/", alarms.take, name="alarm-take"),
    path("legal/alarm/<uuid:alarm>/close/", alarms.close, name="alarm-close"),
    path("legal/packs/", packs.all_packs, name="packs"),
    path("legal/packs/<slug:pack>/", packs.one_pack, name="pack"),
    path("deadlines/", board.board, name="board"),
    path("deadlines/wall/", board.wall, name="wall"),
]
