"""The words of the learning line: levels and scripts."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.spoken import language_name
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


def level_in_words(code: str) -> str:
    return str(LEVELS[Level(code)]) if code in set(Level) else code


def language_in_words(code: str) -> str:
    return language_name(code, (get_language() or "en").split("-")[0])


def scripts_in_words(codes: list[str]) -> list[str]:
    return [str(SCRIPTS[code]) for code in codes if code in SCRIPTS]
