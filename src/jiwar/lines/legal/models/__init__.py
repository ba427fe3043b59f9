"""Procedures with their events and deadlines; letters; whom the desk helps, how, and on what terms; safety plans."""

from jiwar.lines.legal.models.detention import Alarm, CheckIn, Rung, SafetyPlan
from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark

__all__ = [
    "Alarm",
    "AskedCriterion",
    "CaseAnswers",
    "CheckIn",
    "Deadline",
    "Decision",
    "Ground",
    "Letter",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "Remark",
    "Rung",
    "SafetyPlan",
    "Scope",
    "Screen",
]
