"""How one reader wants dates and numbers: language, month names, digits, and a calendar beside the civil one.

The reader of the request at hand is kept in a context variable by `LanguageMiddleware`, so that a template filter, a
form's error and a printed list all write the same date the same way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from django.utils import timezone, translation

from jiwar.foundation.languages.directions import DESK_LANGUAGES, Direction, direction
from jiwar.knowledge import calendars
from jiwar.knowledge.calendars import Calendar

LATIN: Final = "latn"
ARABIC: Final = "arab"
PERSIAN: Final = "arabext"


@dataclass(frozen=True, slots=True)
class Reader:
    """`digits` is a Unicode numbering system (latn, arab, arabext); `months` names the Arabic names of Gregorian months
    (levantine, egyptian, maghrebi); `other_calendar` stands beside the civil date, None shows the civil date alone."""

    language: str = "en"
    other_calendar: Calendar | None = None
    digits: str = LATIN
    months: str = "egyptian"
    time_zone: str = ""

    @property
    def direction(self) -> Direction:
        return direction(self.language)

    @classmethod
    def usual(cls, language: str) -> "Reader":
        """What most readers of the language expect, where nobody has chosen."""
        return cls(language=language if language in DESK_LANGUAGES else "en")

    def month(self, calendar: Calendar, month: int) -> str:
        return calendars.month_name(calendar, month, self.language, self.months)

    def figures(self, text: str) -> str:
        """The same text with this reader's digits."""
        return calendars.digits(text, self.digits)


_current: ContextVar[Reader | None] = ContextVar("jiwar_reader", default=None)


def current_reader() -> Reader:
    """The reader of this request or job; without one, a usual reader of the active language."""
    return _current.get() or Reader.usual(translation.get_language() or "en")


@contextmanager
def reading_as(reader: Reader) -> Iterator[Reader]:
    """Everything inside the block is written for `reader`, in their language and time zone."""
    token = _current.set(reader)
    try:
        with translation.override(reader.language), timezone.override(reader.time_zone or None):
            yield reader
    finally:
        _current.reset(token)


@lru_cache(maxsize=4096)
def _by_babel(day: date, pattern: str, language: str) -> str:
    """A page writes the same few hundred days again and again, and babel takes its time for each."""
    return babel_date(day, pattern, locale=language)


@lru_cache(maxsize=4096)
def _number_by_babel(number: int, language: str, digits: str) -> str:
    return format_decimal(number, locale=language, numbering_system=digits)


def format_day(day: date, reader: Reader | None = None, *, weekday: bool = True) -> str:
    """A civil day: 'Wed 11 Mar 2026', 'الأربعاء ١١ آذار ٢٠٢٦'."""
    reader = reader or current_reader()
    if reader.language == "ar":
        written = f"{day.day} {reader.month(Calendar.GREGORIAN, day.month)} {day.year}"
        name = calendars.weekday_name(day.weekday(), reader.language)
        return reader.figures(f"{name} {written}" if weekday else written)
    return reader.figures(_by_babel(day, "EEE d MMM y" if weekday else "d MMM y", reader.language))


def format_day_in_full(day: date, reader: Reader | None = None) -> str:
    """For headings: 'Friday 6 March 2026'."""
    reader = reader or current_reader()
    if reader.language == "ar":
        return format_day(day, reader)
    return reader.figures(_by_babel(day, "EEEE d MMMM y", reader.language))


def format_short_day(day: date, reader: Reader | None = None) -> str:
    """Where the year is plain from the context: '5 Mar', '٥ آذار'."""
    reader = reader or current_reader()
    if reader.language == "ar":
        return reader.figures(f"{day.day} {reader.month(Calendar.GREGORIAN, day.month)}")
    return reader.figures(_by_babel(day, "d MMM", reader.language))


def format_other_day(day: date, reader: Reader | None = None) -> str:
    """The day in the calendar the reader keeps beside the civil one ('22 Ramadan 1447'); empty where there is none or
    where that calendar does not reach."""
    reader = reader or current_reader()
    if reader.other_calendar is None or reader.other_calendar is Calendar.GREGORIAN:
        return ""
    try:
        other = calendars.from_civil(day, reader.other_calendar)
    except calendars.ImpossibleDate:
        return ""
    return reader.figures(f"{other.day} {reader.month(reader.other_calendar, other.month)} {other.year}")


def format_day_with_other_calendar(day: date, reader: Reader | None = None) -> str:
    """'Wed 11 Mar 2026 (22 Ramadan 1447)'."""
    other = format_other_day(day, reader)
    return f"{format_day(day, reader)} ({other})" if other else format_day(day, reader)


def format_given(given: calendars.GivenDate, reader: Reader | None = None) -> str:
    """A date as it was given, in its own calendar and precision: 'Safar 1410', 'about 1994'."""
    reader = reader or current_reader()
    parts = [str(given.year)]
    if given.month is not None:
        parts.insert(0, reader.month(given.calendar, given.month))
    if given.day is not None:
        parts.insert(0, str(given.day))
    written = reader.figures(" ".join(parts))
    with translation.override(reader.language):
        return translation.gettext("about %(date)s") % {"date": written} if given.about else written


def format_clock(moment: datetime | time, reader: Reader | None = None) -> str:
    """'14:30', the reader's digits; an aware moment is shown in the local time zone."""
    reader = reader or current_reader()
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return reader.figures(f"{moment.hour:02d}:{moment.minute:02d}")


def local_day(moment: datetime) -> date:
    """The civil day of a moment where the reader is."""
    return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()


def format_moment(moment: datetime, reader: Reader | None = None) -> str:
    """'Wed 11 Mar 2026, 14:30'."""
    reader = reader or current_reader()
    comma = "، " if reader.language == "ar" else ", "
    return f"{format_day(local_day(moment), reader)}{comma}{format_clock(moment, reader)}"


def format_number(number: int | float | Decimal, reader: Reader | None = None) -> str:
    """With the thousands and decimal marks of the reader's language and digits."""
    reader = reader or current_reader()
    if isinstance(number, int):
        return reader.figures(_number_by_babel(number, reader.language, reader.digits))
    return reader.figures(format_decimal(number, locale=reader.language, numbering_system=reader.digits))
