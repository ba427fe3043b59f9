"""Addresses of the legal line: `legal/…` and the group's board, `deadlines/…`."""

from django.urls import path

from jiwar.lines.legal.helping.views import criteria, helping, scopes
from jiwar.lines.legal.interviews import views as interviews
from jiwar.lines.legal.plain_rights import views as plain_rights
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
    path("legal/packs/<slug:pack>/rights/", plain_rights.of_pack, name="rights"),
    path("legal/procedure/<uuid:procedure>/rights/", plain_rights.of_procedure, name="procedure_rights"),
    path("legal/case/<uuid:case>/interviews/", interviews.of_case, name="interviews"),
    path("legal/case/<uuid:case>/interviews/<slug:interview_kind>/", interviews.start, name="interview_start"),
    path("legal/interview/<uuid:interview>/", interviews.one, name="interview"),
    path("legal/interview/<uuid:interview>/end/", interviews.end, name="interview_end"),
    path("legal/interview/<uuid:interview>/paper/", interviews.paper, name="interview_paper"),
    path("deadlines/", board.board, name="board"),
    path("deadlines/wall/", board.wall, name="wall"),
]
