"""Procedures, events and deadlines; letters; guided interviews; whom the desk helps, how, and on what terms."""

from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.interviews import GuidedInterview
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark

__all__ = [
    "AskedCriterion",
    "CaseAnswers",
    "Deadline",
    "Decision",
    "Ground",
    "GuidedInterview",
    "Letter",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "Remark",
    "Scope",
    "Screen",
]
