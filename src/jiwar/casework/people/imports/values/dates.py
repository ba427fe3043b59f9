"""Dates of birth and arrival as lists hold them: four calendars, most often without saying which."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from jiwar.casework.people.imports.messages import of_date
from jiwar.casework.people.imports.values.read import Read, doubtful, remarked, wrong
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.languages.fields.ages import read_age
from jiwar.foundation.sheets.cells import Cell, Mark
from jiwar.knowledge.calendars import (
    Calendar,
    DateError,
    DateProblem,
    GivenDate,
    ImpossibleDate,
    Readings,
    UnreadableDate,
    fold_digits,
    parse,
    readings,
    short_year,
)

OLDEST_YEARS: Final = 120
_LUNAR_YEARS: Final = range(1250, 1500)
_SOLAR_COUNTRIES: Final = frozenset({"AF", "IR"})
_ETHIOPIAN_COUNTRIES: Final = frozenset({"ET", "ER"})
_DAYS_OF_A_SPREADSHEET: Final = range(3_000, 60_000)
_FIRST_DAY: Final = date(1899, 12, 30)


def read_birth(cell: Cell, nationalities: Iterable[str], today: date) -> Read[SaidDate]:
    text = cell.text.strip()
    if cell.mark is not Mark.DATE and (age := _age(text)) is not None:
        return _from_age(age, text, today)
    return read_day(cell, nationalities, today, oldest=OLDEST_YEARS)


def read_age_cell(cell: Cell, today: date) -> Read[SaidDate]:
    """A column of ages: a number alone is an age here."""
    age = read_age(cell.text)
    return wrong("age", text=cell.text) if age is None else _from_age(age, cell.text, today)


def _age(text: str) -> int | None:
    """An age where a date is expected has a word beside it: `35` alone may be the end of a year."""
    return read_age(text) if any(mark.isalpha() or mark in "~≈" for mark in text) else None


def _from_age(age: int, text: str, today: date) -> Read[SaidDate]:
    try:
        return Read(SaidDate.of_age(age, today))
    except DateError:
        return wrong("age", text=text)


def read_day(cell: Cell, nationalities: Iterable[str], today: date, *, oldest: int = OLDEST_YEARS) -> Read[SaidDate]:
    """A day, month or year that is not in the future and not before anyone living was born."""
    text = cell.text.strip()
    if cell.mark is Mark.DATE:
        return _in_time(_dated(text), text, today, oldest)
    if (cut := short_year(text)) is not None:
        return _with_short_year(cut, text, today, birth=oldest == OLDEST_YEARS)
    plain = fold_digits(text)
    if plain.isdecimal() and len(plain) == 5 and int(plain) in _DAYS_OF_A_SPREADSHEET:
        found = GivenDate.of_civil(_FIRST_DAY + timedelta(days=int(plain)))
        counted = _in_time(Read(SaidDate(found)), text, today, oldest)
        return remarked(counted.value, "day-count", text=text) if counted.value else counted
    return _chosen(readings(text), text, frozenset(nationalities), today, oldest)


def _dated(text: str) -> Read[SaidDate]:
    try:
        return Read(SaidDate(parse(text.partition(" ")[0], Calendar.GREGORIAN)))
    except DateError as error:
        return Read(problem=of_date(error))


def _in_time(read: Read[SaidDate], text: str, today: date, oldest: int) -> Read[SaidDate]:
    if read.value is None or _fits(read.value.given, today, oldest):
        return read
    return wrong("future" if read.value.interval.earliest > today else "too-old", text=text)


def _with_short_year(cut: tuple[int, int, int], text: str, today: date, *, birth: bool) -> Read[SaidDate]:
    """The year alone is kept: with so few digits nobody can tell the month from the day either."""
    this_century = today.year // 100 * 100 + cut[2]
    past = this_century > today.year
    if birth and not past:
        return doubtful("century-doubt", text=text)
    year = this_century - 100 if past else this_century
    return remarked(SaidDate(GivenDate(Calendar.GREGORIAN, year)), "short-year", text=text, year=year)


def _chosen(found: Readings, text: str, of: frozenset[str], today: date, oldest: int) -> Read[SaidDate]:
    """The one calendar that fits; where two do, what the person's country uses."""
    likely = _likely(found, of)
    fitting = {each: date_ for each, date_ in likely.items() if _fits(date_, today, oldest)}
    if not fitting:
        return _no_date(found, likely, text, today)
    calendar = _preferred(tuple(fitting), of, said=found.said)
    if calendar is None:
        return doubtful("calendar-doubt", text=text)
    said = SaidDate(fitting[calendar])
    if calendar is Calendar.GREGORIAN or (found.said and len(found.dates) == 1):
        return Read(said)
    return remarked(said, "read-as", text=text, calendar=calendar.value)


def _likely(found: Readings, of: frozenset[str]) -> dict[Calendar, GivenDate]:
    """Where no word names the calendar the year must: 1368 is no Gregorian year, 1990 only among Ethiopians another."""
    if found.said:
        return found.dates
    kept = {}
    for calendar, given in found.dates.items():
        lunar = calendar in {Calendar.HIJRI, Calendar.SOLAR_HIJRI}
        if lunar != (given.year in _LUNAR_YEARS):
            continue
        if calendar is Calendar.ETHIOPIAN and (Calendar.GREGORIAN in found.dates or not of & _ETHIOPIAN_COUNTRIES):
            continue
        kept[calendar] = given
    return kept


def _fits(given: GivenDate, today: date, oldest: int) -> bool:
    days = given.interval()
    return days.earliest <= today and days.latest.year >= today.year - oldest


def _preferred(fitting: tuple[Calendar, ...], of: frozenset[str], *, said: bool) -> Calendar | None:
    if len(fitting) == 1 or Calendar.GREGORIAN in fitting:
        return Calendar.GREGORIAN if Calendar.GREGORIAN in fitting else fitting[0]
    lunar = [each for each in fitting if each in {Calendar.HIJRI, Calendar.SOLAR_HIJRI}]
    if len(lunar) == 2 and of:
        return Calendar.SOLAR_HIJRI if of & _SOLAR_COUNTRIES else Calendar.HIJRI
    return fitting[0] if said and len(lunar) < 2 else None


def _no_date(found: Readings, likely: dict[Calendar, GivenDate], text: str, today: date) -> Read[SaidDate]:
    if likely:
        earliest = min(given.interval().earliest for given in likely.values())
        return wrong("future" if earliest > today else "too-old", text=text)
    return Read(problem=of_date(_telling(found, text)))


def _telling(found: Readings, text: str) -> DateError:
    """The fault that says most: what does not exist, in the calendar whose years these are."""
    years = [int(number) for number in re.findall(r"\d{4}", fold_digits(text))]
    lunar = bool(years) and years[0] in _LUNAR_YEARS
    order = [Calendar.HIJRI, Calendar.SOLAR_HIJRI] if lunar else [Calendar.GREGORIAN]
    faults = [found.faults[each] for each in (*order, *Calendar) if each in found.faults]
    return (
        next((each for each in faults if isinstance(each, ImpossibleDate)), faults[0])
        if faults
        else UnreadableDate(DateProblem.NOT_UNDERSTOOD)
    )
