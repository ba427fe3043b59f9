"""Procedures with their events and deadlines; letters; evidence; whom the desk helps, how, on what terms."""

from jiwar.lines.legal.models.evidence import Bundle, CustodyLine, Exhibit
from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark

__all__ = [
    "AskedCriterion",
    "Bundle",
    "CaseAnswers",
    "CustodyLine",
    "Deadline",
    "Decision",
    "Exhibit",
    "Ground",
    "Letter",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "Remark",
    "Scope",
    "Screen",
]
