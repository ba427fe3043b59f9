"""A date out of what was typed, within living memory: who types 15/7/1409 as Gregorian means another calendar."""

from datetime import date
from typing import Final

from jiwar.knowledge.calendars import Calendar, DateProblem, GivenDate, ImpossibleDate, from_civil, parse

OLDEST: Final = date(1880, 1, 1)
FURTHEST: Final = date(2100, 12, 31)


def read_date(typed: str, calendar: Calendar) -> GivenDate:
    """As `parse`; `ImpossibleDate` also for what ended before anyone now living was born."""
    given = parse(typed, calendar)
    if given.interval().latest < OLDEST:
        raise ImpossibleDate(
            DateProblem.YEAR_OUT_OF_RANGE,
            calendar=calendar.value,
            year=given.year,
            first_year=from_civil(OLDEST, calendar).year,
            last_year=from_civil(FURTHEST, calendar).year,
        )
    return given
