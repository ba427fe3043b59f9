"""What a person can agree to beforehand, the answers, and what an alarm can find, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASKED: Final[dict[str, str | Promise]] = {
    "power": _("Power of attorney signed"),
    "family": _("We may tell the family"),
    "unhcr": _("We may tell UNHCR"),
    "press": _("We may tell the press"),
}
ANSWERS: Final[dict[str, str | Promise]] = {"": _("not asked yet"), "yes": _("yes"), "no": _("no")}

SAFE: Final = "safe"
DETAINED: Final = "detained"
MOVED: Final = "moved"
UNREACHABLE: Final = "unreachable"
FOUND: Final[dict[str, str | Promise]] = {
    SAFE: _("safe"),
    DETAINED: _("detained"),
    MOVED: _("moved to another place"),
    UNREACHABLE: _("cannot be reached"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One question with its answer and the day it was given."""

    code: str
    question: str | Promise
    answer: str
    words: str | Promise
    day: date | None


def said(kept: dict[str, Any]) -> list[Said]:
    """Every question in its order; what nobody asked stands as not asked."""
    found = []
    for code, question in ASKED.items():
        answer, day = kept.get(code, ["", ""])
        found.append(Said(code, question, answer, ANSWERS[answer], date.fromisoformat(day) if day else None))
    return found


def found_in_words(code: str) -> str | Promise:
    return FOUND.get(code, "")
