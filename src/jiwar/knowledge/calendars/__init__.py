"""Dates in the calendars people live by, days of rest, and counting.

Pure: no clock, today is always an argument. Days are civil (Gregorian) `datetime.date`; weekdays are numbered as
`date.weekday()` does, Monday 0. Countries are ISO 3166 alpha-2. Nothing here is law; data carries its source.

Half-said        `read_half`, `HalfDate`, `Span`, `Link`, `Side`
Dates given      `Calendar`, `GivenDate`, `Interval`, `about_age`, `parse`, `readings`, `short_year`
Conversion       `CalendarDay`, `from_civil`, `to_civil`, `month_length`, `months_in_year`, `years`
Refusals         `DateError` (`ImpossibleDate`, `UnreadableDate`) with a `DateProblem` code and parameters
Display          `month_name`, `weekday_name`, `digits`, `fold_digits`
Rest             `weekend`, `public_holidays`, `OpenDays`, `LocalDay`, `Closure`, `Reason`, `Reading`
Counting         `count_calendar`, `count_working`, `last_open_on_or_before`, `next_open_on_or_after`
"""

from jiwar.knowledge.calendars.counting import (
    Counted,
    Direction,
    Skipped,
    Unit,
    count_calendar,
    count_working,
    last_open_on_or_before,
    next_open_on_or_after,
)
from jiwar.knowledge.calendars.digits import digits, fold_digits
from jiwar.knowledge.calendars.errors import DateError, DateProblem, ImpossibleDate, UnreadableDate
from jiwar.knowledge.calendars.feasts import Holiday, knows_holidays, public_holidays
from jiwar.knowledge.calendars.given import GivenDate, Interval, about_age
from jiwar.knowledge.calendars.half_dates import HalfDate, read_half
from jiwar.knowledge.calendars.opening import Closure, LocalDay, OpenDays, Reading, Reason
from jiwar.knowledge.calendars.parsing import parse
from jiwar.knowledge.calendars.readings import Readings, readings, short_year
from jiwar.knowledge.calendars.spans import Link, Side, Span, beyond
from jiwar.knowledge.calendars.systems import (
    Calendar,
    CalendarDay,
    from_civil,
    month_length,
    months_in_year,
    to_civil,
    years,
)
from jiwar.knowledge.calendars.weekends import Source, Weekend, countries, weekend
from jiwar.knowledge.calendars.wording import month_name, weekday_name

__all__ = [
    "Calendar",
    "CalendarDay",
    "Closure",
    "Counted",
    "DateError",
    "DateProblem",
    "Direction",
    "GivenDate",
    "HalfDate",
    "Holiday",
    "ImpossibleDate",
    "Interval",
    "Link",
    "LocalDay",
    "OpenDays",
    "Reading",
    "Readings",
    "Reason",
    "Side",
    "Skipped",
    "Source",
    "Span",
    "Unit",
    "UnreadableDate",
    "Weekend",
    "about_age",
    "beyond",
    "count_calendar",
    "count_working",
    "countries",
    "digits",
    "fold_digits",
    "from_civil",
    "knows_holidays",
    "last_open_on_or_before",
    "month_length",
    "month_name",
    "months_in_year",
    "next_open_on_or_after",
    "parse",
    "public_holidays",
    "read_half",
    "readings",
    "short_year",
    "to_civil",
    "weekday_name",
    "weekend",
    "years",
]
