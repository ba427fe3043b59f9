"""Addresses of the legal line: `legal/…` and the group's board, `deadlines/…`."""

from django.urls import path

from jiwar.lines.legal.helping.views import criteria, helping, scopes
from jiwar.lines.legal.statements.views import chronology, questions, sessions, texts
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
    path("legal/case/<uuid:case>/statements/", sessions.statements, name="statements"),
    path("legal/case/<uuid:case>/statements/session/", sessions.add, name="session-add"),
    path("legal/session/<uuid:sitting>/", sessions.correct, name="session"),
    path("legal/case/<uuid:case>/chronology/", chronology.chronology, name="chronology"),
    path("legal/case/<uuid:case>/chronology/add/", chronology.add, name="chronology-add"),
    path("legal/chronology/<uuid:told>/", chronology.change, name="chronology-change"),
    path("legal/chronology/<uuid:told>/take-out/", chronology.take_out, name="chronology-take-out"),
    path("legal/case/<uuid:case>/statements/questions/", questions.questions, name="statement-questions"),
    path("legal/case/<uuid:case>/statements/questions/ask/", questions.ask, name="statement-ask"),
    path("legal/case/<uuid:case>/statements/questions/<slug:question>/", questions.answer, name="statement-answer"),
    path("legal/case/<uuid:case>/statements/begin/", texts.begin, name="statement-begin"),
    path("legal/statement/<uuid:statement>/", texts.text, name="statement"),
    path("legal/statement/<uuid:statement>/write/", texts.write, name="statement-write"),
    path("legal/statement/<uuid:statement>/differences/", texts.compare, name="statement-differences"),
    path("legal/statement/<uuid:statement>/read-back/", texts.read_back, name="statement-read-back"),
    path("legal/statement/<uuid:statement>/paper/", texts.on_paper, name="statement-paper"),
    path("legal/packs/", packs.all_packs, name="packs"),
    path("legal/packs/<slug:pack>/", packs.one_pack, name="pack"),
    path("deadlines/", board.board, name="board"),
    path("deadlines/wall/", board.wall, name="wall"),
]
