"""Procedures with their events and deadlines; letters; whom the desk helps, how, and on what terms; the shelf."""

from jiwar.lines.legal.models.helping import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.models.letters import CaseAnswers, Letter
from jiwar.lines.legal.models.procedures import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.models.shelf import (
    Argument,
    ArgumentParagraph,
    ArgumentUse,
    Citation,
    CountrySource,
    ShelfAge,
    SourceParagraph,
)

__all__ = [
    "Argument",
    "ArgumentParagraph",
    "ArgumentUse",
    "AskedCriterion",
    "CaseAnswers",
    "Citation",
    "CountrySource",
    "Deadline",
    "Decision",
    "Ground",
    "Letter",
    "PrintedDate",
    "Procedure",
    "ProcedureEvent",
    "Remark",
    "Scope",
    "Screen",
    "ShelfAge",
    "SourceParagraph",
]
