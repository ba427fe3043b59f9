"""Procedures with their events and deadlines; letters; whom the desk helps and how; what the person told."""

from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.models.statements import (
    ChronologyEntry,
    NarrowPassages,
    ReadBack,
    Statement,
    StatementQuestion,
    StatementSession,
    StatementVersion,
)

__all__ = [
    "AskedCriterion",
    "CaseAnswers",
    "ChronologyEntry",
    "Deadline",
    "Decision",
    "Ground",
    "Letter",
    "NarrowPassages",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "ReadBack",
    "Remark",
    "Scope",
    "Screen",
    "Statement",
    "StatementQuestion",
    "StatementSession",
    "StatementVersion",
]
