"""The words of the learning line: levels, scripts, times, why somebody left, and marks."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.spoken import language_choices, language_name
from jiwar.knowledge.attendance import Mark
from jiwar.knowledge.levels import Level

LEVELS: Final[dict[Level, str | Promise]] = {
    Level.LITERACY: _("Reading and writing first"),
    Level.A1: _("A1: beginner"),
    Level.A2: _("A2: everyday"),
    Level.B1: _("B1: independent"),
    Level.B2: _("B2: fluent"),
    Level.C1: _("C1: advanced"),
    Level.C2: _("C2: near-native"),
}
PARTS_OF_DAY: Final[dict[str, str | Promise]] = {
    "morning": _("in the morning"),
    "afternoon": _("in the afternoon"),
    "evening": _("in the evening"),
}
WAYS: Final[dict[str, str | Promise]] = {"room": _("in a room"), "online": _("online")}
ENDINGS: Final[dict[str, str | Promise]] = {
    "finished": _("finished the course"),
    "transferred": _("went to another class"),
    "work": _("works at these hours"),
    "times": _("the times do not fit"),
    "way-there": _("the way is too far or too dear"),
    "childcare": _("nobody looks after the children"),
    "level": _("too easy or too hard"),
    "moved": _("moved away"),
    "other-course": _("learns somewhere else"),
    "not-said": _("did not say why"),
    "class-closed": _("the class was closed"),
}
"""Why somebody left a class. None of them says anything of a case or of somebody's health."""
DROPPED: Final = tuple(code for code in ENDINGS if code not in ("finished", "transferred", "class-closed"))
MARKS: Final[dict[Mark, str | Promise]] = {
    Mark.PRESENT: _("came"),
    Mark.LATE: _("came late"),
    Mark.EXCUSED: _("said beforehand"),
    Mark.ABSENT: _("did not come"),
}
WEEKDAYS: Final[tuple[str | Promise, ...]] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
SCRIPTS: Final[dict[str, str | Promise]] = {
    "arabic": _("Arabic script"),
    "latin": _("Latin script"),
    "ethiopic": _("Ethiopic script"),
    "cyrillic": _("Cyrillic script"),
    "other": _("another script"),
}


def languages() -> tuple[tuple[str, str], ...]:
    """For a field of choices, the names in the reader's language."""
    return language_choices((get_language() or "en").split("-")[0])


def level_in_words(code: str) -> str:
    return str(LEVELS[Level(code)]) if code in set(Level) else code


def language_in_words(code: str) -> str:
    return language_name(code, (get_language() or "en").split("-")[0])


def scripts_in_words(codes: list[str]) -> list[str]:
    return [str(SCRIPTS[code]) for code in codes if code in SCRIPTS]
