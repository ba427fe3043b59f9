"""Procedures with their events and deadlines; values and days of our own; what runs out; rounds of renewal; safety
plans and alarms; letters; signatures; evidence; what the person told; guided interviews; hearings; whom the desk helps,
how, and on what terms; the shelf; files looked through, before filing and after closing, and time.
"""

from jiwar.lines.legal.models.detention import Alarm, CheckIn, Rung, SafetyPlan
from jiwar.lines.legal.models.evidence import Bundle, CustodyLine, Exhibit
from jiwar.lines.legal.models.hearings import (
    AskedQuestion,
    Companion,
    Hearing,
    HearingMove,
    HearingRecord,
    Preparation,
    TravelNotes,
)
from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.interviews import GuidedInterview
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.looking import FiledUnseen, FilingLook, LookingBack
from jiwar.lines.legal.models.overriding import AnnouncedHoliday, RuleOverride
from jiwar.lines.legal.models.own_templates import OwnTemplate
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.models.quality import FileReview, ReviewPoint, TimeBefore, TimeEntry
from jiwar.lines.legal.models.radar import RunsOut
from jiwar.lines.legal.models.rounds import Renewal, RenewalRound, RoundBefore
from jiwar.lines.legal.models.shelf import (
    Argument,
    ArgumentParagraph,
    ArgumentUse,
    Citation,
    CountrySource,
    ShelfAge,
    SourceParagraph,
)
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
    "Argument",
    "ArgumentParagraph",
    "ArgumentUse",
    "AskedCriterion",
    "AskedQuestion",
    "Bundle",
    "CaseAnswers",
    "CheckIn",
    "ChronologyEntry",
    "Citation",
    "Companion",
    "CountrySource",
    "CustodyLine",
    "Deadline",
    "Decision",
    "Exhibit",
    "FileReview",
    "FiledUnseen",
    "FilingLook",
    "Ground",
    "GroupSignature",
    "GuidedInterview",
    "Hearing",
    "HearingMove",
    "HearingRecord",
    "Letter",
    "LookingBack",
    "NarrowPassages",
    "OwnTemplate",
    "Preparation",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "ReadBack",
    "Remark",
    "Renewal",
    "RenewalRound",
    "ReviewPoint",
    "RoundBefore",
    "RuleOverride",
    "Rung",
    "RunsOut",
    "SafetyPlan",
    "Scope",
    "Screen",
    "ShelfAge",
    "SigningCertificate",
    "SourceParagraph",
    "Statement",
    "StatementQuestion",
    "StatementSession",
    "StatementVersion",
    "TimeBefore",
    "TimeEntry",
    "TravelNotes",
]
