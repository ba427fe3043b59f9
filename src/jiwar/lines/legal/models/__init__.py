"""Procedures with their events and deadlines; and whom the desk helps, how, and on what terms."""

from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark

__all__ = [
    "AskedCriterion",
    "Deadline",
    "Decision",
    "Ground",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "Remark",
    "Scope",
    "Screen",
]
