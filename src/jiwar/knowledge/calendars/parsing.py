"""Reading a date as people type it, in a calendar that is already chosen.

Digits may be Latin, Arabic-Indic or Persian; between the parts may stand / - . , ، or spaces. Understood are a year,
a month with a year, and a day with both, with the month as number or name:

* day before month: 3/4/1990 is 3 April, in every language of the page; 3/14/1990 is refused, never turned round;
* or the year first: 1990-04-03; between a month's name and a year the order does not matter;
* the year has four digits: with two, nobody can know the century, or even the calendar.

A word for 'about' (~, vers, حوالي…) marks the date as such. A mark of the calendar (هـ, AD…) must be that of the chosen
calendar: 1410 هـ is refused as a Gregorian date.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from jiwar.knowledge.calendars.digits import fold_digits
from jiwar.knowledge.calendars.errors import DateProblem, UnreadableDate
from jiwar.knowledge.calendars.given import GivenDate
from jiwar.knowledge.calendars.systems import Calendar
from jiwar.knowledge.calendars.wording import fold_letters, month_named

LONGEST = 64
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_BETWEEN = frozenset(" /-.,،؛'‘’ʻʼʿʾ`‐‑–−፡፣٫٬\\()")
_DOTTED = re.compile(r"(?<![^\W_])([^\W\d_])\.([^\W\d_])(?![^\W_])")  # A.D., هـ.ش
_APOSTROPHES = re.compile(r"['‘’ʻʼʿʾ`]")

_ABOUT = frozenset(map(fold_letters, (
    "about", "around", "approx", "approximately", "circa", "ca", "c", "vers", "environ",
    "حوالي", "حوالى", "تقريبا", "تقريباً", "نحو", "قرابة", "حدود", "حدودا", "በግምት", "ገደማ",
)))  # fmt: skip
_FILLERS = frozenset(map(fold_letters, (
    "of", "the", "in", "year", "month", "st", "nd", "rd", "th", "de", "du", "le", "en", "an", "annee", "mois", "er",
    "e", "eme", "ème", "من", "في", "شهر", "سنة", "عام", "يوم", "سال", "ماه", "ቀን", "ዓ",
)))  # fmt: skip
_ERAS = {
    fold_letters(mark): calendars
    for calendars, marks in (
        (
            {Calendar.GREGORIAN},
            ("AD", "CE", "م", "ميلادي", "ميلادية", "میلادی", "grégorien", "gregorian", "miladi", "milâdî"),
        ),
        ({Calendar.HIJRI}, ("AH", "ق", "هق", "قمری", "قمرية", "هجري قمري", "qamari", "lunar")),
        (
            {Calendar.SOLAR_HIJRI},
            ("SH", "HS", "AP", "ش", "هش", "شمسی", "شمسية", "خورشیدی", "shamsi", "solar", "khorshidi"),
        ),
        ({Calendar.HIJRI, Calendar.SOLAR_HIJRI}, ("H", "هـ", "هجري", "هجرية", "هجری", "hijri", "hejri", "hicri")),
        ({Calendar.ETHIOPIAN}, ("EC", "AM", "ም", "ዓም", "ethiopian", "éthiopien")),
    )
    for mark in marks
}


@dataclass(slots=True)
class _Parts:
    numbers: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    # The month's name stands in one piece: after another part begins, no more of it may follow.
    name_ended: bool = False
    about: bool = False


def parse(text: str, calendar: Calendar) -> GivenDate:
    """The date that was typed. Raises `UnreadableDate` (empty, too-long, short-year, not-understood) when it is none,
    and `ImpossibleDate` when it is one that does not exist."""
    parts = _parts(_cleaned(text), calendar)
    day, month, year = _ordered(parts, calendar)
    return GivenDate(calendar, _year(year), month, day, about=parts.about)


def _cleaned(text: str) -> str:
    if len(text) > LONGEST:
        raise UnreadableDate(DateProblem.TOO_LONG, longest=LONGEST)
    # Marks of direction come with text pasted from right-to-left pages; they are not part of the date.
    visible = "".join(mark for mark in text if unicodedata.category(mark) != "Cf" and mark != "ـ")
    plain = fold_digits(unicodedata.normalize("NFKC", visible)).strip()
    if not plain:
        raise UnreadableDate(DateProblem.EMPTY)
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _DOTTED.sub(r"\1\2", _APOSTROPHES.sub("", bare))


def _parts(text: str, calendar: Calendar) -> _Parts:
    parts = _Parts(about="~" in text or "≈" in text)
    if any(mark not in _BETWEEN and not mark.isspace() for mark in _TOKEN.sub("", text).strip("~≈ ")):
        raise _not_understood()
    for token in _TOKEN.findall(text):
        if token.isdecimal():
            parts.numbers.append(token)
            parts.name_ended = bool(parts.name)
        else:
            _take_word(parts, fold_letters(token), calendar)
    return parts


def _take_word(parts: _Parts, word: str, calendar: Calendar) -> None:
    if word in _ABOUT:
        parts.about = True
    elif word in _ERAS:
        if calendar not in _ERAS[word]:
            raise _not_understood()
    elif word not in _FILLERS:
        if parts.name_ended:
            raise _not_understood()
        parts.name.append(word)


def _ordered(parts: _Parts, calendar: Calendar) -> tuple[int | None, int | None, str]:
    """Day, month and the digits of the year."""
    if parts.name:
        month = month_named("".join(parts.name), calendar)
        if month is None:
            raise _not_understood()
        return _around_name(parts.numbers, month)
    match _year_last(parts.numbers):
        case [year]:
            return None, None, year
        case [month_number, year]:
            return None, _small(month_number), year
        case [day, month_number, year]:
            return _small(day), _small(month_number), year
    raise _not_understood()


def _around_name(numbers: list[str], month: int) -> tuple[int | None, int, str]:
    match _year_last(numbers):
        case [year]:
            return None, month, year
        case [day, year]:
            return _small(day), month, year
    raise _not_understood()


def _year_last(numbers: list[str]) -> list[str]:
    """The numbers with the year at the end: turned round when the first one is longer than a day or month can be."""
    return numbers[::-1] if len(numbers) > 1 and len(numbers[0]) > 2 else numbers


def _small(number: str) -> int:
    if len(number) > 2:
        raise _not_understood()
    return int(number)


def _year(number: str) -> int:
    if len(number) > 4:
        raise _not_understood()
    if len(number) < 4 or number.startswith("0"):
        raise UnreadableDate(DateProblem.SHORT_YEAR, year=number)
    return int(number)


def _not_understood() -> UnreadableDate:
    return UnreadableDate(DateProblem.NOT_UNDERSTOOD)
