"""Every day of the ranges people live in, against libraries that share no code with ours."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from convertdate import coptic, persian
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.calendars import (
    Calendar,
    CalendarDay,
    DateProblem,
    GivenDate,
    ImpossibleDate,
    from_civil,
    month_length,
    months_in_year,
    to_civil,
    years,
)
from tests.knowledge.calendars.reference import icu_months


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


HIJRI_RANGE = days(date(1924, 8, 1), date(2077, 11, 16))
SOLAR_RANGE = days(date(1799, 3, 21), date(2123, 3, 20))


@pytest.mark.parametrize(("calendar", "civil"), [(Calendar.HIJRI, HIJRI_RANGE), (Calendar.SOLAR_HIJRI, SOLAR_RANGE)])
def test_each_day_goes_there_and_back_and_follows_the_day_before(calendar: Calendar, civil: list[date]) -> None:
    named = [from_civil(day, calendar) for day in civil]
    assert [to_civil(calendar, day.year, day.month, day.day) for day in named] == civil
    for before, after in pairwise(named):
        if after.day == 1:
            assert before.day == month_length(calendar, before.year, before.month)
        else:
            assert after == CalendarDay(before.year, before.month, before.day + 1)


@pytest.mark.parametrize(("calendar", "civil"), [(Calendar.HIJRI, HIJRI_RANGE), (Calendar.SOLAR_HIJRI, SOLAR_RANGE)])
def test_the_range_ends_where_it_says(calendar: Calendar, civil: list[date]) -> None:
    known = years(calendar)
    assert from_civil(civil[0], calendar) == CalendarDay(known[0], 1, 1)
    assert from_civil(civil[-1], calendar) == CalendarDay(known[-1], 12, month_length(calendar, known[-1], 12))
    for outside in (civil[0] - timedelta(days=1), civil[-1] + timedelta(days=1)):
        with pytest.raises(ImpossibleDate) as refused:
            from_civil(outside, calendar)
        assert refused.value.code is DateProblem.DAY_OUT_OF_RANGE
        assert refused.value.parameters == {
            "calendar": calendar.value,
            "day": outside.isoformat(),
            "first_day": civil[0].isoformat(),
            "last_day": civil[-1].isoformat(),
        }


def test_hijri_months_have_29_or_30_days_except_where_the_printed_calendar_was_corrected() -> None:
    lengths = {
        (year, month): month_length(Calendar.HIJRI, year, month)
        for year in years(Calendar.HIJRI)
        for month in range(1, 13)
    }
    assert {named: length for named, length in lengths.items() if length not in (29, 30)} == {
        (1343, 9): 28, (1345, 5): 31, (1345, 8): 28, (1348, 11): 31,
        (1348, 12): 28, (1349, 10): 28, (1349, 11): 31, (1364, 8): 28,
    }  # fmt: skip
    for year in years(Calendar.HIJRI):
        assert sum(lengths[year, month] for month in range(1, 13)) in (353, 354, 355, 356)


def test_hijri_agrees_with_icu_where_both_hold_the_published_calendar() -> None:
    months = icu_months("icu_umalqura.tsv")
    for (year, month), (first, length) in months.items():
        if 1420 <= year <= 1450:
            assert to_civil(Calendar.HIJRI, year, month, 1) == first
            assert month_length(Calendar.HIJRI, year, month) == length


def test_the_interval_of_a_hijri_day_never_begins_after_icus_reading() -> None:
    """ICU computes old and far months by today's rule; hijridate holds what was printed. They part by a day or two,
    and the interval holds both readings except in the 17 months where ICU is two days later."""
    beyond: Counter[int] = Counter()
    for (year, month), (first, _) in icu_months("icu_umalqura.tsv").items():
        interval = GivenDate(Calendar.HIJRI, year, month, 1).interval()
        assert interval.earliest <= first
        beyond[max(0, (first - interval.latest).days)] += 1
    assert beyond == {0: 1879, 1: 17}


def test_solar_hijri_agrees_with_icu_every_month() -> None:
    months = icu_months("icu_solar_hijri.tsv")
    assert len(months) == 12 * len(years(Calendar.SOLAR_HIJRI))
    for (year, month), (first, length) in months.items():
        assert to_civil(Calendar.SOLAR_HIJRI, year, month, 1) == first
        assert month_length(Calendar.SOLAR_HIJRI, year, month) == length


def test_solar_hijri_years_begin_at_the_spring_equinox() -> None:
    """convertdate finds the equinox astronomically; every second year keeps the test short."""
    for year in range(1300, 1440, 2):
        assert to_civil(Calendar.SOLAR_HIJRI, year, 1, 1) == date(*map(int, persian.to_gregorian(year, 1, 1)))


def test_ethiopian_is_the_coptic_calendar_with_other_years_every_day_of_four_centuries() -> None:
    for day in days(date(1800, 1, 1), date(2200, 12, 31)):
        coptic_year, month, day_of_month = coptic.from_jd(day.toordinal() + 1721424.5)
        expected = CalendarDay(int(coptic_year) + 276, int(month), int(day_of_month))
        assert from_civil(day, Calendar.ETHIOPIAN) == expected
        assert to_civil(Calendar.ETHIOPIAN, expected.year, expected.month, expected.day) == day


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "civil"),
    [
        (Calendar.ETHIOPIAN, 2000, 1, 1, date(2007, 9, 12)),  # the Ethiopian millennium
        (Calendar.ETHIOPIAN, 2011, 13, 6, date(2019, 9, 11)),  # last day of a leap year
        (Calendar.ETHIOPIAN, 2012, 1, 1, date(2019, 9, 12)),
        (Calendar.ETHIOPIAN, 1966, 12, 29, date(1974, 9, 4)),
        (Calendar.HIJRI, 1400, 1, 1, date(1979, 11, 20)),  # the day the Great Mosque of Mecca was seized
        (Calendar.HIJRI, 1446, 9, 1, date(2025, 3, 1)),
        (Calendar.SOLAR_HIJRI, 1357, 11, 22, date(1979, 2, 11)),  # revolution in Iran
        (Calendar.SOLAR_HIJRI, 1399, 12, 30, date(2021, 3, 20)),  # a leap day
        (Calendar.GREGORIAN, 2024, 2, 29, date(2024, 2, 29)),
    ],
)
def test_days_history_remembers(calendar: Calendar, year: int, month: int, day: int, civil: date) -> None:
    assert to_civil(calendar, year, month, day) == civil
    assert from_civil(civil, calendar) == CalendarDay(year, month, day)


@given(day=st.dates(date(8, 8, 27), date(9999, 9, 1)))
def test_ethiopian_there_and_back_at_any_time(day: date) -> None:
    named = from_civil(day, Calendar.ETHIOPIAN)
    assert to_civil(Calendar.ETHIOPIAN, named.year, named.month, named.day) == day
    assert 1 <= named.day <= month_length(Calendar.ETHIOPIAN, named.year, named.month)


@given(calendar=st.sampled_from(Calendar), first=st.dates(date(1925, 1, 1), date(2077, 1, 1)), step=st.integers(0, 300))
def test_a_later_day_is_later_in_every_calendar(calendar: Calendar, first: date, step: int) -> None:
    later = first + timedelta(days=step)
    assert (from_civil(first, calendar) < from_civil(later, calendar)) is (first < later)


def test_pagumen_has_a_sixth_day_every_fourth_year() -> None:
    assert [month_length(Calendar.ETHIOPIAN, year, 13) for year in range(2010, 2016)] == [5, 6, 5, 5, 5, 6]
    assert [month_length(Calendar.ETHIOPIAN, 2010, month) for month in range(1, 13)] == [30] * 12
    assert [months_in_year(calendar) for calendar in Calendar] == [12, 12, 12, 13]


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "code", "parameters"),
    [
        (Calendar.HIJRI, 1410, 2, 30, DateProblem.NO_SUCH_DAY,
         {"calendar": "hijri", "year": 1410, "month": 2, "day": 30, "month_length": 29}),
        (Calendar.GREGORIAN, 2023, 2, 29, DateProblem.NO_SUCH_DAY,
         {"calendar": "gregorian", "year": 2023, "month": 2, "day": 29, "month_length": 28}),
        (Calendar.SOLAR_HIJRI, 1400, 12, 30, DateProblem.NO_SUCH_DAY,
         {"calendar": "solar-hijri", "year": 1400, "month": 12, "day": 30, "month_length": 29}),
        (Calendar.ETHIOPIAN, 2010, 13, 6, DateProblem.NO_SUCH_DAY,
         {"calendar": "ethiopian", "year": 2010, "month": 13, "day": 6, "month_length": 5}),
        (Calendar.GREGORIAN, 2023, 1, 0, DateProblem.NO_SUCH_DAY,
         {"calendar": "gregorian", "year": 2023, "month": 1, "day": 0, "month_length": 31}),
        (Calendar.GREGORIAN, 2023, 13, 1, DateProblem.NO_SUCH_MONTH,
         {"calendar": "gregorian", "month": 13, "months": 12}),
        (Calendar.ETHIOPIAN, 2010, 14, 1, DateProblem.NO_SUCH_MONTH,
         {"calendar": "ethiopian", "month": 14, "months": 13}),
        (Calendar.HIJRI, 1342, 1, 1, DateProblem.YEAR_OUT_OF_RANGE,
         {"calendar": "hijri", "year": 1342, "first_year": 1343, "last_year": 1500}),
        (Calendar.HIJRI, 1501, 1, 1, DateProblem.YEAR_OUT_OF_RANGE,
         {"calendar": "hijri", "year": 1501, "first_year": 1343, "last_year": 1500}),
        (Calendar.GREGORIAN, 10000, 1, 1, DateProblem.YEAR_OUT_OF_RANGE,
         {"calendar": "gregorian", "year": 10000, "first_year": 1, "last_year": 9999}),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_with_all_a_page_needs_to_say_so(
    calendar: Calendar, year: int, month: int, day: int, code: DateProblem, parameters: dict[str, str | int]
) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        to_civil(calendar, year, month, day)
    assert (refused.value.code, refused.value.parameters) == (code, parameters)


def test_a_refusal_keeps_the_date_out_of_the_log() -> None:
    with pytest.raises(ImpossibleDate) as refused:
        to_civil(Calendar.GREGORIAN, 1990, 2, 30)
    assert str(refused.value) == "no-such-day"
