"""Procedures with their events and deadlines; values and days of our own; what runs out; safety plans and alarms;
letters; signatures; evidence; what the person told; guided interviews; whom the desk helps, how, and on what terms.
"""

from jiwar.lines.legal.models.detention import Alarm, CheckIn, Rung, SafetyPlan
from jiwar.lines.legal.models.evidence import Bundle, CustodyLine, Exhibit
from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.interviews import GuidedInterview
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.overriding import AnnouncedHoliday, RuleOverride
from jiwar.lines.legal.models.own_templates import OwnTemplate
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.models.radar import RunsOut
from jiwar.lines.legal.models.signing import GroupSignature, SigningCertificate
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
    "Alarm",
    "AnnouncedHoliday",
    "AskedCriterion",
    "Bundle",
    "CaseAnswers",
    "CheckIn",
    "ChronologyEntry",
    "CustodyLine",
    "Deadline",
    "Decision",
    "Exhibit",
    "Ground",
    "GroupSignature",
    "GuidedInterview",
    "Letter",
    "NarrowPassages",
    "OwnTemplate",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "ReadBack",
    "Remark",
    "RuleOverride",
    "Rung",
    "RunsOut",
    "SafetyPlan",
    "Scope",
    "Screen",
    "SigningCertificate",
    "Statement",
    "StatementQuestion",
    "StatementSession",
    "StatementVersion",
]
