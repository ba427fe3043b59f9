"""What the dates must be, worked out from the rules on paper and from other libraries than the program uses."""

from datetime import date, timedelta

import holidays
from convertdate import islamic
from hijridate import Gregorian

DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
OBJECTION_DAYS = 10
"""Türkiye, regular procedure: the objection to the Commission. Calendar days, the shorter reading."""
SIGHTING = timedelta(days=1)
DAY = timedelta(days=1)


def in_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day by the table of Umm al-Qura, which may differ from the reckoned calendar by two days."""
    found = Gregorian(day.year, day.month, day.day).to_hijri()
    year, month, in_month = found.datetuple()
    counted = date(*islamic.to_gregorian(year, month, in_month))
    if abs(counted - day) > 2 * DAY:
        raise AssertionError(f"the tables are more than two days apart at {day}")
    return year, month, in_month


def as_said(day: date) -> str:
    """The Hijri day as a person writes it in Arabic: ١١/٦/١٤٤٨."""
    year, month, in_month = in_hijri(day)
    return f"{in_month}/{month}/{year}".translate(DIGITS)


def due_after_hijri(day: date, days: int) -> date:
    """A Hijri day may have been a civil day earlier: the period is counted from there, the day itself not counted."""
    return day - SIGHTING + timedelta(days=days)


def due_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def safe_before(due: date, first: date) -> date:
    """At least a day earlier, and back to a day on which offices in Türkiye are open; never before `first`."""
    closed = holidays.country_holidays("TR", years=range(first.year, due.year + 1))
    day = due - DAY
    while day > first and (day.weekday() >= 5 or day in closed):
        day -= DAY
    return day
