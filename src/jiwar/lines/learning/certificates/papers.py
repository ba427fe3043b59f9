"""What a certificate says, in Arabic and in English whatever the desk reads in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.groups.models import Group, Office
from jiwar.foundation.languages.reader import Reader, current_reader, format_day, reading_as
from jiwar.foundation.papers.attesting.saying import Attestation, Side
from jiwar.foundation.papers.isolating import isolated, reference
from jiwar.foundation.papers.letter import Letterhead
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.certificates import codes
from jiwar.lines.learning.words import language_in_words

LANGUAGES: Final = ("en", "ar")
_REACHED: Final = {
    Level.LITERACY: gettext_lazy("has learned to read and write simple texts in %(language)s."),
}
_REACHED_LEVEL: Final = gettext_lazy("has reached level %(level)s in %(language)s.")


@dataclass(frozen=True, slots=True)
class Given:
    """What the teacher gives. `course`, `hours`: as they are to stand there, or empty."""

    language: str
    level: Level
    name: str
    arabic_name: str
    course: str
    hours: str


def address_of(code: str) -> str:
    return settings.JIWAR_ORIGIN.rstrip("/") + reverse("learning:certificate-check", args=[codes.shown(code)])


def saying(group: Group, given: Given, *, number: str, code: str, today: date, signed: bool) -> Attestation:
    sides = []
    for language in LANGUAGES:
        with reading_as(Reader(language, digits="latn", months=group.months)):
            sides.append(_side(given, number, today, signed=signed))
    with reading_as(Reader("en")):
        picture_of = _("Picture of the address where this certificate is checked")
        fictional = _("Invented for the demonstration") if group.fictional else ""
    head = Letterhead(group.name, _lines())
    return Attestation(head, tuple(sides), number, address_of(code), codes.compared(code), picture_of, fictional)


def _side(given: Given, number: str, today: date, *, signed: bool) -> Side:
    language = current_reader().language
    facts: Sequence[tuple[str, str]] = (
        (_("Course"), isolated(given.course)),
        (_("Hours attended"), isolated(given.hours)),
        (_("Given on"), isolated(format_day(today, weekday=False))),
        (_("Number"), reference(number)),
    )
    check = [
        _("Check it: point a telephone’s camera at the picture, or type the address. The page names nobody."),
        _("The code above must be the same there. Compare the name here with the holder’s identity paper."),
        _("This is the group’s own certificate, by the judgement of its teacher. It is no official examination."),
    ]
    if signed:
        check.append(_("The file carries the group’s electronic signature."))
    return Side(
        language=language,
        title=_("Certificate"),
        opening=_("This is to certify that"),
        name=isolated(given.arabic_name if language == "ar" else given.name),
        said=_said(given),
        facts=tuple((term, value) for term, value in facts if value),
        signed=_("For the group: name and signature"),
        check=tuple(check),
    )


def _said(given: Given) -> str:
    language = language_in_words(given.language)
    if given.level in _REACHED:
        return _REACHED[given.level] % {"language": language}
    return _REACHED_LEVEL % {"level": reference(given.level.value.upper()), "language": language}


def _lines() -> tuple[str, ...]:
    """Where the group is found: its offices, as letters say it."""
    rows = Office.objects.filter(closed_on__isnull=True)
    return tuple(
        " · ".join(filter(None, (row.name, row.area, reference(row.phone) if row.phone else ""))) for row in rows[:2]
    )
