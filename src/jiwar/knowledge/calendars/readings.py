"""What a date in a list can mean when nobody said its calendar: every calendar in which it is a date, and what speaks
for each. Choosing is the caller's: a list may be asked about, a person may not be there any more.
"""

import re
from dataclasses import dataclass
from typing import Final

from jiwar.knowledge.calendars.digits import fold_digits
from jiwar.knowledge.calendars.errors import DateError
from jiwar.knowledge.calendars.given import GivenDate
from jiwar.knowledge.calendars.parsing import parse
from jiwar.knowledge.calendars.systems import Calendar

_SHORT_YEAR: Final = re.compile(r"\D*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{2})\D*")


@dataclass(frozen=True, slots=True)
class Readings:
    """`dates`: what it can be, by calendar. `said`: a word of the text (a month, a mark) speaks for the calendar;
    digits alone do not. `faults`: why it is no date of the other calendars."""

    dates: dict[Calendar, GivenDate]
    faults: dict[Calendar, DateError]
    said: bool


def readings(text: str) -> Readings:
    """Never raises: what is no date in any calendar has faults only."""
    dates: dict[Calendar, GivenDate] = {}
    faults: dict[Calendar, DateError] = {}
    for calendar in Calendar:
        try:
            dates[calendar] = parse(text, calendar)
        except DateError as fault:
            faults[calendar] = fault
    return Readings(dates, faults, said=any(mark.isalpha() for mark in text))


def short_year(text: str) -> tuple[int, int, int] | None:
    """Two small numbers and the last two digits of a year: `3/4/88`; None for anything else."""
    match = _SHORT_YEAR.fullmatch(fold_digits(text).strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None
