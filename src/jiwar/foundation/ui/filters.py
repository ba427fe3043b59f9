"""Template filters: each date, number, reference and name inside a sentence is isolated from its direction.

Without isolation a browser displays `2026-12-01` after Arabic text as `01-12-2026`.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language
from markupsafe import Markup, escape

from jiwar.foundation.languages import countries, reader, spoken
from jiwar.foundation.languages.bidi import harmless
from jiwar.foundation.languages.directions import direction, endonym
from jiwar.knowledge.calendars import GivenDate

_DASH: Final = "–"


def _civil(day: date | datetime) -> date:
    return reader.local_day(day) if isinstance(day, datetime) else day


def _within(opened: str, text: str, closed: str) -> Markup:
    """The text, escaped, in an element of ours. `Markup.format` says the same at ten times the price."""
    return Markup(f"{opened}{escape(text)}{closed}")  # noqa: S704  # only the text is a reader's, and it is escaped


def _written(stamp: date | datetime | time, text: str) -> Markup:
    return _element(stamp.isoformat(), text)


@lru_cache(maxsize=4096)
def _element(stamp: str, text: str) -> Markup:
    """A page writes the same days again and again."""
    return _within(f'<time datetime="{stamp}" dir="auto">', text, "</time>")


def day(value: date | datetime | None) -> Markup | str:
    """With weekday and year: for anything a person acts upon."""
    return _DASH if value is None else _day(_civil(value), reader.current_reader())


@lru_cache(maxsize=4096)
def _day(value: date, reads: reader.Reader) -> Markup:
    return _written(value, reader.format_day(value, reads))


def plain_day(value: date | datetime | None) -> Markup | str:
    """Day, month and year without the weekday."""
    return _DASH if value is None else _plain_day(_civil(value), reader.current_reader())


@lru_cache(maxsize=4096)
def _plain_day(value: date, reads: reader.Reader) -> Markup:
    return _written(value, reader.format_day(value, reads, weekday=False))


def short_day(value: date | datetime | None) -> Markup | str:
    """Day and month, where the year is plain."""
    return _DASH if value is None else _written(_civil(value), reader.format_short_day(_civil(value)))


def full_day(value: date | datetime) -> Markup:
    """For headings, nothing abbreviated."""
    return _written(_civil(value), reader.format_day_in_full(_civil(value)))


def other_day(value: date | datetime | None) -> Markup | str:
    """Only the date in the reader's other calendar; empty when they keep none."""
    reads = reader.current_reader()
    text = "" if value is None or reads.other_calendar is None else reader.format_other_day(_civil(value), reads)
    return _within('<bdi class="other">', text, "</bdi>") if text else ""


def day_with_other_calendar(value: date | datetime | None) -> Markup | str:
    """The civil day, and beside it the day in the reader's other calendar."""
    other = other_day(value)
    return Markup("{} <small>{}</small>").format(day(value), other) if other else day(value)


def given_date(value: GivenDate | None) -> Markup | str:
    """A date as it was given, in its own calendar and precision."""
    return _DASH if value is None else _within("<bdi>", reader.format_given(value), "</bdi>")


def moment(value: datetime | None) -> Markup | str:
    """Day and time of day."""
    return _DASH if value is None else _written(value, reader.format_moment(value))


def clock(value: datetime | time | None) -> Markup | str:
    """Time of day alone."""
    return _DASH if value is None else _within('<time dir="ltr">', reader.format_clock(value), "</time>")


def number(value: int | float | Decimal | None) -> Markup | str:
    return _DASH if value is None else _within('<bdi class="num">', reader.format_number(value), "</bdi>")


def ref(value: Any) -> Markup:
    """A file number, phone or code: always left to right, in Latin digits, so that it can be read out and copied."""
    return _within('<bdi dir="ltr" class="ref">', harmless(str(value)), "</bdi>")


def person_name(value: Any) -> Markup:
    """A name in whatever script, unable to turn its neighbours around."""
    return _within('<bdi dir="auto">', harmless(str(value)), "</bdi>")


def said(value: Any) -> Markup:
    """Text somebody typed: direction by its own first letter, line breaks kept by the stylesheet."""
    return _within('<span class="said" dir="auto">', harmless(str(value)), "</span>")


def country(code: str | None) -> str:
    return countries.country_name(code, get_language() or "en") if code else _DASH


def language_name(code: str | None) -> str:
    return spoken.language_name(code, get_language() or "en") if code else _DASH


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "day": day,
    "plain_day": plain_day,
    "short_day": short_day,
    "full_day": full_day,
    "other_day": other_day,
    "day_with_other_calendar": day_with_other_calendar,
    "given_date": given_date,
    "moment": moment,
    "clock": clock,
    "number": number,
    "ref": ref,
    "person_name": person_name,
    "said": said,
    "country": country,
    "language_name": language_name,
    "direction": direction,
    "endonym": endonym,
}
