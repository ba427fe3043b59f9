"""Procedures with their events and deadlines; values and days of our own; letters; evidence; whom the desk helps, how,
and on what terms.
"""

from jiwar.lines.legal.models.evidence import Bundle, CustodyLine, Exhibit
from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.overriding import AnnouncedHoliday, RuleOverride
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark

__all__ = [
    "AnnouncedHoliday",
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
    "RuleOverride",
    "Scope",
    "Screen",
]
