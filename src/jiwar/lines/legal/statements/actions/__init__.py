"""What can be done about what the person told: one verb a function, the acting viewer first, in one transaction."""

from jiwar.lines.legal.statements.actions.chronology import Event, change_event, take_out_event, write_event
from jiwar.lines.legal.statements.actions.questions import answer_question, ask_question
from jiwar.lines.legal.statements.actions.sessions import Sitting, correct_session, record_session
from jiwar.lines.legal.statements.actions.texts import (
    Reading,
    begin_statement,
    from_chronology,
    read_back,
    write_version,
)

__all__ = [
    "Event",
    "Reading",
    "Sitting",
    "answer_question",
    "ask_question",
    "begin_statement",
    "change_event",
    "correct_session",
    "from_chronology",
    "read_back",
    "record_session",
    "take_out_event",
    "write_event",
    "write_version",
]
