"""The four calendars people give dates in, each converted to and from the civil (Gregorian) day.

Hijri is Umm al-Qura (hijridate), known from 1 Muharram 1343 to the end of 1500 (1 August 1924 to 16 November 2077);
a month sighted by eye may begin a day earlier or later, which `GivenDate.interval()` takes into account.
Solar Hijri is the civil calendar of Iran and Afghanistan (jdatetime), for the years 1178 to 1501 (21 March 1799 to
20 March 2123): in 1502 the rule it computes leap years by parts from the equinox. Gregorian is proleptic.
"""

import calendar as gregorian_arithmetic
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import jdatetime
from hijridate import Gregorian, Hijri

from jiwar.knowledge.calendars import ethiopian
from jiwar.knowledge.calendars.errors import DateProblem, ImpossibleDate


class Calendar(StrEnum):
    """A calendar a date may be given in."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"
    SOLAR_HIJRI = "solar-hijri"
    ETHIOPIAN = "ethiopian"


@dataclass(frozen=True, order=True, slots=True)
class CalendarDay:
    """A day as its calendar numbers it (months and days from 1)."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class _System:
    months: int
    first_year: int
    last_year: int
    first_day: date
    last_day: date
    month_length: Callable[[int, int], int]
    to_civil: Callable[[int, int, int], date]
    from_civil: Callable[[date], tuple[int, int, int]]


def _gregorian_month_length(year: int, month: int) -> int:
    return gregorian_arithmetic.monthrange(year, month)[1]


def _hijri_month_length(year: int, month: int) -> int:
    return Hijri(year, month, 1).month_length()


def _hijri_to_civil(year: int, month: int, day: int) -> date:
    return date(*Hijri(year, month, day).to_gregorian().datetuple())


def _hijri_from_civil(civil: date) -> tuple[int, int, int]:
    return Gregorian.fromdate(civil).to_hijri().datetuple()


def _solar_month_length(year: int, month: int) -> int:
    if month == 12:
        return 30 if jdatetime.date(year, 1, 1).isleap() else 29
    return 31 if month <= 6 else 30


def _solar_to_civil(year: int, month: int, day: int) -> date:
    civil: date = jdatetime.date(year, month, day).togregorian()
    return civil


def _solar_from_civil(civil: date) -> tuple[int, int, int]:
    solar = jdatetime.date.fromgregorian(date=civil)
    return solar.year, solar.month, solar.day


_SYSTEMS = {
    Calendar.GREGORIAN: _System(
        12, 1, 9999, date.min, date.max,
        _gregorian_month_length, date, lambda civil: (civil.year, civil.month, civil.day),
    ),
    Calendar.HIJRI: _System(
        12, 1343, 1500, date(1924, 8, 1), date(2077, 11, 16),
        _hijri_month_length, _hijri_to_civil, _hijri_from_civil,
    ),
    Calendar.SOLAR_HIJRI: _System(
        12, 1178, 1501, date(1799, 3, 21), date(2123, 3, 20),
        _solar_month_length, _solar_to_civil, _solar_from_civil,
    ),
    Calendar.ETHIOPIAN: _System(
        ethiopian.MONTHS, ethiopian.FIRST_YEAR, ethiopian.LAST_YEAR,
        ethiopian.to_civil(1, 1, 1), ethiopian.to_civil(ethiopian.LAST_YEAR, 13, 6),
        ethiopian.month_length, ethiopian.to_civil, ethiopian.from_civil,
    ),
}  # fmt: skip


def years(calendar: Calendar) -> range:
    """The years that can be converted."""
    system = _SYSTEMS[calendar]
    return range(system.first_year, system.last_year + 1)


def months_in_year(calendar: Calendar) -> int:
    """12, or 13 in the Ethiopian calendar."""
    return _SYSTEMS[calendar].months


def month_length(calendar: Calendar, year: int, month: int) -> int:
    """Days in the month; raises `ImpossibleDate` when there is no such year or month."""
    require_month(calendar, year, month)
    return _SYSTEMS[calendar].month_length(year, month)


def to_civil(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The civil day of a day as given; raises `ImpossibleDate` when there is none."""
    length = month_length(calendar, year, month)
    if not 1 <= day <= length:
        raise ImpossibleDate(
            DateProblem.NO_SUCH_DAY, calendar=calendar.value, year=year, month=month, day=day, month_length=length
        )
    return _SYSTEMS[calendar].to_civil(year, month, day)


def from_civil(day: date, calendar: Calendar) -> CalendarDay:
    """A civil day as another calendar names it; raises `ImpossibleDate` outside that calendar's range."""
    system = _SYSTEMS[calendar]
    if not system.first_day <= day <= system.last_day:
        raise ImpossibleDate(
            DateProblem.DAY_OUT_OF_RANGE,
            calendar=calendar.value,
            day=day.isoformat(),
            first_day=system.first_day.isoformat(),
            last_day=system.last_day.isoformat(),
        )
    return CalendarDay(*system.from_civil(day))


def require_year(calendar: Calendar, year: int) -> None:
    """Raises `ImpossibleDate` unless the year can be converted."""
    known = years(calendar)
    if year not in known:
        raise ImpossibleDate(
            DateProblem.YEAR_OUT_OF_RANGE,
            calendar=calendar.value,
            year=year,
            first_year=known[0],
            last_year=known[-1],
        )


def require_month(calendar: Calendar, year: int, month: int) -> None:
    """Raises `ImpossibleDate` unless the year can be converted and has the month."""
    require_year(calendar, year)
    months = months_in_year(calendar)
    if not 1 <= month <= months:
        raise ImpossibleDate(DateProblem.NO_SUCH_MONTH, calendar=calendar.value, month=month, months=months)
