"""Questionnaires as data. Pure: no clock, no database.

`legal_help`            the criteria by which a legal desk decides whom it can help, and how; their words are the room's
`suggest`               what the answers speak for, each with its reason; a person decides
`interviews`            guided interviews in three languages (`Interview`, `Question`): the `path` that answers lead to,
                        what is `next_open`, what was `told`; conditions in a small language (`conditions`)
"""

from jiwar.knowledge.instruments.questionnaires import (
    Answers,
    Asks,
    Interview,
    InterviewError,
    Question,
    fits,
    given_date,
    interview,
    interviews,
    next_open,
    path,
    read_interview,
    said,
    told,
)
from jiwar.knowledge.instruments.screening import Answer, Criterion, Help, Limit, Suggestion, legal_help, suggest

__all__ = [
    "Answer",
    "Answers",
    "Asks",
    "Criterion",
    "Help",
    "Interview",
    "InterviewError",
    "Limit",
    "Question",
    "Suggestion",
    "fits",
    "given_date",
    "interview",
    "interviews",
    "legal_help",
    "next_open",
    "path",
    "read_interview",
    "said",
    "suggest",
    "told",
]
