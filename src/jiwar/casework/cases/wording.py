"""The words of this room's codes, for its templates."""

from jiwar.casework import service_lines
from jiwar.casework.cases.models import Case, CaseMember, Document, Service
from jiwar.casework.cases.sectors import TONES, Sector, Severity, word
from jiwar.casework.cases.told import service_name


def sector(code: str) -> str:
    return word(Sector, code)


def severity(code: str) -> str:
    return word(Severity, code)


def tone(severity: str) -> str:
    return TONES[Severity(severity)] if severity in Severity.values else ""


def step(code: str) -> str:
    return word(Case.Step, code)


def closing(code: str) -> str:
    return word(Case.Closing, code)


def as_what(code: str) -> str:
    return word(CaseMember.Role, code)


def service_state(code: str) -> str:
    return word(Service.State, code)


def paper(code: str) -> str:
    return word(Document.Kind, code)


def original(code: str) -> str:
    return word(Document.Original, code)


def translation(code: str) -> str:
    return word(Document.Translation, code)


def line_icon(code: str) -> str:
    """The icon of a line; a plain one where the line is not installed."""
    try:
        return service_lines.line(code).icon
    except KeyError:
        return "file"


__all__ = [
    "as_what",
    "closing",
    "line_icon",
    "original",
    "paper",
    "sector",
    "service_name",
    "service_state",
    "severity",
    "step",
    "tone",
    "translation",
]
