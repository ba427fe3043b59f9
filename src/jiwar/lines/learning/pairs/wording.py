"""The words of pairs: kinds, times, places, and what is missing."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.groups.models import Office
from jiwar.knowledge.pairing import Kind, Lacks
from jiwar.lines.learning.pairs.given import ONLINE, TIMES
from jiwar.lines.learning.pairs.queries import Waits
from jiwar.lines.learning.words import WEEKDAYS, language_in_words, level_in_words

KINDS: Final[dict[Kind, str | Promise]] = {
    Kind.TUTOR: gettext_lazy("tutor: help with what the class does"),
    Kind.CONVERSATION: gettext_lazy("conversation partner"),
}
WHOM: Final[dict[str, str | Promise]] = {
    "": gettext_lazy("either"),
    "woman": gettext_lazy("a woman"),
    "man": gettext_lazy("a man"),
}
LACKS: Final[dict[Lacks, str | Promise]] = {
    Lacks.LANGUAGE: gettext_lazy("Nobody offers this language."),
    Lacks.KIND: gettext_lazy("Nobody with this language offers this kind of help."),
    Lacks.LEVEL: gettext_lazy("Nobody with this language offers help at this level."),
    Lacks.WISH: gettext_lazy("Nobody fits with whom they would like to learn."),
    Lacks.PLACE: gettext_lazy("Nobody can come where they can."),
    Lacks.TIME: gettext_lazy("Nobody has time when they have."),
    Lacks.FULL: gettext_lazy("Whoever fits has no room for one more."),
}
_PARTS: Final[dict[str, str | Promise]] = {
    "morning": gettext_lazy("morning"),
    "afternoon": gettext_lazy("afternoon"),
    "evening": gettext_lazy("evening"),
}


def time_in_words(code: str) -> str:
    day, part = code.split("-")
    return _("%(day)s, %(part)s") % {"day": WEEKDAYS[int(day)], "part": _PARTS[part]}


def times() -> list[tuple[str, str]]:
    return [(code, time_in_words(code)) for code in TIMES]


def times_in_words(codes: Iterable[str]) -> str:
    """In the order of the week."""
    known = set(codes)
    return _("; ").join(time_in_words(code) for code in TIMES if code in known)


def places() -> list[tuple[str, str]]:
    """The offices that are open, and the line."""
    offices = Office.objects.filter(closed_on__isnull=True)
    return [(ONLINE, _("by telephone or online")), *((str(office.id), office.name) for office in offices)]


def lacks_in_words(missing: Sequence[Lacks]) -> list[str]:
    return [str(LACKS[each]) for each in missing] or [_("Whoever fits is with somebody who waits longer.")]


def of_waiting(each: Waits, name: str, today: date) -> dict[str, Any]:
    """One line of who waits; `name` only where the learner is open to the reader."""
    wish = each.wish
    return {
        "waits": each,
        "name": name,
        "days": (today - wish.since).days,
        "wishes": [
            str(KINDS[Kind(wish.kind)]),
            _("%(language)s: %(level)s")
            % {"language": language_in_words(wish.language), "level": level_in_words(wish.level)},
            times_in_words(wish.times),
            places_in_words(wish.places),
            *([_("with %(whom)s") % {"whom": WHOM[wish.whom]}] if wish.whom else []),
        ],
        "lacks": [] if each.fitting else lacks_in_words(each.match.lacks),
        "passed": bool(each.fitting) and each.suggested is None,
    }


def places_in_words(codes: Iterable[str]) -> str:
    known = set(codes)
    return _(", ").join(name for code, name in places() if code in known)
