"""Questionnaires as data. Pure: no clock, no database.

`legal_help`            the criteria by which a legal desk decides whom it can help, and how; their words are the room's
`suggest`               what the answers speak for, each with its reason; a person decides
`interviews`            guided interviews in three languages (`Interview`, `Question`): the `path` that answers lead to,
                        what is `next_open`, what was `told`; conditions in a small language (`conditions`)
`placement`             where a learner begins: `next_question` follows from the answers so far, `place` says which
                        level they speak for, with a reason for each skill; the teacher decides
"""

from jiwar.knowledge.instruments.ladders import (
    LEVELS,
    READS,
    SCRIPT_STEPS,
    Mark,
    Marks,
    Placement,
    PlacementError,
    PlacementQuestion,
    Skill,
    placement,
    read_placement,
)
from jiwar.knowledge.instruments.placing import Found, Reason, Suggested, Weighs, asked, next_question, place
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
    "LEVELS",
    "READS",
    "SCRIPT_STEPS",
    "Answer",
    "Answers",
    "Asks",
    "Criterion",
    "Found",
    "Help",
    "Interview",
    "InterviewError",
    "Limit",
    "Mark",
    "Marks",
    "Placement",
    "PlacementError",
    "PlacementQuestion",
    "Question",
    "Reason",
    "Skill",
    "Suggested",
    "Suggestion",
    "Weighs",
    "asked",
    "fits",
    "given_date",
    "interview",
    "interviews",
    "legal_help",
    "next_open",
    "next_question",
    "path",
    "place",
    "placement",
    "read_interview",
    "read_placement",
    "said",
    "suggest",
    "told",
]
