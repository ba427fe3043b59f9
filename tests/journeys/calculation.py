"""What the dates must be, worked out from the rules on paper and from other libraries than the program uses."""

from datetime import date, timedelta

import holidays
from convertdate import islamic

DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
OBJECTION_DAYS = 10
"""Türkiye, regular procedure: the objection to the Commission. Calendar days, the shorter reading."""
SUIT_DAYS = 30
SIGHTING = timedelta(days=1)
DAY = timedelta(days=1)


def in_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day of the table that is kept in Umm al-Qura's place: checked against the page itself."""
    from hijridate import Gregorian

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
    """A Hijri day may have been a civil day earlier: the period is counted from there. The day itself is not counted."""
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


def moved_to_open_court(due: date) -> date:
    """The courts of Türkiye roll a last day that falls on a closed one forward to the next open one."""
    closed = holidays.country_holidays("TR", years=range(due.year, due.year + 2))
    while due.weekday() >= 5 or due in closed:
        due += DAY
    return due
