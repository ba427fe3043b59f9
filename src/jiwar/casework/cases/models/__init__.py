"""Rows of this room. Plain are ids, numbers, dates, states, minutes and codes; what was said or found is sealed."""

from jiwar.casework.cases.models.case import Assignment, Case, CaseMember
from jiwar.casework.cases.models.document import Document
from jiwar.casework.cases.models.note import Note, NoteVersion
from jiwar.casework.cases.models.plan import Assessment, Goal, Need, Service
from jiwar.casework.cases.models.receipt import Receipt
from jiwar.casework.cases.models.task import Task
from jiwar.casework.cases.models.timeline import TimelineEntry

__all__ = [
    "Assessment",
    "Assignment",
    "Case",
    "CaseMember",
    "Document",
    "Goal",
    "Need",
    "Note",
    "NoteVersion",
    "Receipt",
    "Service",
    "Task",
    "TimelineEntry",
]
