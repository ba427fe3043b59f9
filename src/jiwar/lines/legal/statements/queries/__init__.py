"""What can be asked about what the person told, always for a viewer; narrow rows only with both parts open."""

from jiwar.lines.legal.statements.queries.chronology import Chronology, Line, chronology, entry, told_of
from jiwar.lines.legal.statements.queries.questions import Open, Questions, questions
from jiwar.lines.legal.statements.queries.sessions import session, sessions
from jiwar.lines.legal.statements.queries.texts import (
    Text,
    paragraphs_of,
    statement,
    statements,
    text,
    unread,
    versions_of,
)

__all__ = [
    "Chronology",
    "Line",
    "Open",
    "Questions",
    "Text",
    "chronology",
    "entry",
    "paragraphs_of",
    "questions",
    "session",
    "sessions",
    "statement",
    "statements",
    "text",
    "told_of",
    "unread",
    "versions_of",
]
