"""A date as a person gives it: in their calendar, as precisely as they know it, and the civil days it can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from jiwar.knowledge.calendars.errors import DateProblem, ImpossibleDate
from jiwar.knowledge.calendars.systems import (
    Calendar,
    month_length,
    months_in_year,
    require_month,
    require_year,
    to_civil,
)

OLDEST_AGE = 130
# How far "about" reaches on each side: a convention of this program, wide enough for a remembered year of birth.
ABOUT_YEARS = timedelta(days=2 * 366)
ABOUT_MONTH = timedelta(days=31)
ABOUT_DAY = timedelta(days=7)
# A month seen by eye begins up to one day before or after the Umm al-Qura table.
SIGHTING = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Civil days from `earliest` to `latest`, both included."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError("an interval ends before it begins")

    def __contains__(self, day: date) -> bool:
        return self.earliest <= day <= self.latest

    @property
    def is_one_day(self) -> bool:
        return self.earliest == self.latest

    def overlaps(self, other: "Interval") -> bool:
        """Whether some day is in both."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date at year, month or day precision. Raises `ImpossibleDate` when its calendar has no such date.

    `about`: the giver was not sure; the interval then reaches further on both sides.
    """

    calendar: Calendar
    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __post_init__(self) -> None:
        if self.month is None:
            require_year(self.calendar, self.year)
            if self.day is not None:
                raise ImpossibleDate(DateProblem.DAY_WITHOUT_MONTH, calendar=self.calendar.value, day=self.day)
        elif self.day is None:
            require_month(self.calendar, self.year, self.month)
        else:
            to_civil(self.calendar, self.year, self.month, self.day)

    @classmethod
    def of_civil(cls, day: date) -> "GivenDate":
        """A civil day known exactly."""
        return cls(Calendar.GREGORIAN, day.year, day.month, day.day)

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "GivenDate":
        """From what `as_plain` made. Raises `KeyError` or `ValueError` where it is none."""
        calendar, about = Calendar(plain["calendar"]), bool(plain["about"])
        return cls(calendar, plain["year"], plain["month"], plain["day"], about)

    def as_plain(self) -> dict[str, Any]:
        """As JSON holds it, as said."""
        return {
            "calendar": self.calendar.value,
            "year": self.year,
            "month": self.month,
            "day": self.day,
            "about": self.about,
        }

    def interval(self) -> Interval:
        """The civil days it can be. Hijri dates reach one day further on both sides: the month is sighted."""
        return _interval(self)

    def best(self) -> date:
        """One civil day to sort by: the day itself, or the middle of the month or year. Not for counting periods,
        which start from `interval()`."""
        return _best(self)


# A replay asks for the days of each event dozens of times, and a group's events share their days.
@lru_cache(maxsize=2**15)
def _interval(given: GivenDate) -> Interval:
    first, last = _converted(given)
    margin = timedelta()
    if given.calendar is Calendar.HIJRI:
        margin += SIGHTING
    if given.about:
        margin += ABOUT_YEARS if given.month is None else ABOUT_MONTH if given.day is None else ABOUT_DAY
    return Interval(_earlier(first, margin), _later(last, margin))


@lru_cache(maxsize=2**15)
def _best(given: GivenDate) -> date:
    first, last = _converted(given)
    return first + (last - first) // 2


def _converted(given: GivenDate) -> tuple[date, date]:
    first_month = given.month or 1
    last_month = given.month or months_in_year(given.calendar)
    last_day = given.day or month_length(given.calendar, given.year, last_month)
    return (
        to_civil(given.calendar, given.year, first_month, given.day or 1),
        to_civil(given.calendar, given.year, last_month, last_day),
    )


def about_age(age: int, on: date) -> GivenDate:
    """The year of birth, as 'about', of someone said to be `age` years old on a day.

    Its interval holds every day on which someone of exactly that age can have been born.
    """
    if not 0 <= age <= OLDEST_AGE:
        raise ImpossibleDate(DateProblem.AGE_OUT_OF_RANGE, age=age, oldest=OLDEST_AGE)
    # Born within the 12 months up to the birthday: before July most of them lie in the year before.
    year = on.year - age - (1 if on.month < 7 else 0)
    return GivenDate(Calendar.GREGORIAN, year, about=True)


def _earlier(day: date, margin: timedelta) -> date:
    return day - margin if day - date.min >= margin else date.min


def _later(day: date, margin: timedelta) -> date:
    return day + margin if date.max - day >= margin else date.max
