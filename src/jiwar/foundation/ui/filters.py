"""Template filters: each date, number, reference and name inside a sentence is isolated from its direction.

Without isolation a browser displays `2026-12-01` after Arabic text as `01-12-2026`.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language
from markupsafe import Markup

from jiwar.foundation.languages import countries, reader, spoken
from jiwar.foundation.languages.bidi import harmless
from jiwar.foundation.languages.directions import direction, endonym
from jiwar.knowledge.calendars import GivenDate

_TIME: Final = Markup('<time datetime="{stamp}" dir="auto">{text}</time>')
_DASH: Final = "–"


def _civil(day: date | datetime) -> date:
    return reader.local_day(day) if isinstance(day, datetime) else day


def _written(stamp: date | datetime | time, text: str) -> Markup:
    return _element(stamp.isoformat(), text)


@lru_cache(maxsize=4096)
def _element(stamp: str, text: str) -> Markup:
    """A page writes the same days again and again."""
    return _TIME.format(stamp=stamp, text=text)


def day(value: date | datetime | None) -> Markup | str:
    """With weekday and year: for anything a person acts upon."""
    return _DASH if value is None else _written(_civil(value), reader.format_day(_civil(value)))


def plain_day(value: date | datetime | None) -> Markup | str:
    """Day, month and year without the weekday."""
    return _DASH if value is None else _written(_civil(value), reader.format_day(_civil(value), weekday=False))


def short_day(value: date | datetime | None) -> Markup | str:
    """Day and month, where the year is plain."""
    return _DASH if value is None else _written(_civil(value), reader.format_short_day(_civil(value)))


def full_day(value: date | datetime) -> Markup:
    """For headings, nothing abbreviated."""
    return _written(_civil(value), reader.format_day_in_full(_civil(value)))


def other_day(value: date | datetime | None) -> Markup | str:
    """Only the date in the reader's other calendar; empty when they keep none."""
    text = "" if value is None else reader.format_other_day(_civil(value))
    return Markup('<bdi class="other">{}</bdi>').format(text) if text else ""


def day_with_other_calendar(value: date | datetime | None) -> Markup | str:
    """The civil day, and beside it the day in the reader's other calendar."""
    other = other_day(value)
    return Markup("{} <small>{}</small>").format(day(value), other) if other else day(value)


def given_date(value: GivenDate | None) -> Markup | str:
    """A date as it was given, in its own calendar and precision."""
    return _DASH if value is None else Markup("<bdi>{}</bdi>").format(reader.format_given(value))


def moment(value: datetime | None) -> Markup | str:
    """Day and time of day."""
    return _DASH if value is None else _written(value, reader.format_moment(value))


def clock(value: datetime | time | None) -> Markup | str:
    """Time of day alone."""
    return _DASH if value is None else Markup('<time dir="ltr">{}</time>').format(reader.format_clock(value))


def number(value: int | float | Decimal | None) -> Markup | str:
    return _DASH if value is None else Markup('<bdi class="num">{}</bdi>').format(reader.format_number(value))


def ref(value: Any) -> Markup:
    """A file number, phone or code: always left to right, in Latin digits, so that it can be read out and copied."""
    return Markup('<bdi dir="ltr" class="ref">{}</bdi>').format(harmless(str(value)))


def person_name(value: Any) -> Markup:
    """A name in whatever script, unable to turn its neighbours around."""
    return Markup('<bdi dir="auto">{}</bdi>').format(harmless(str(value)))


def said(value: Any) -> Markup:
    """Text somebody typed: direction by its own first letter, line breaks kept by the stylesheet."""
    return Markup('<span class="said" dir="auto">{}</span>').format(harmless(str(value)))


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
