"""Procedures with their events and deadlines; letters; whom the desk helps, how, and on what terms; what runs out."""

from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.models.radar import RunsOut

__all__ = [
    "AskedCriterion",
    "CaseAnswers",
    "Deadline",
    "Decision",
    "Ground",
    "Letter",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "Remark",
    "RunsOut",
    "Scope",
    "Screen",
]
