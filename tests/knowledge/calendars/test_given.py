"""Dates as people give them: precision, doubt, and the civil days they can be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.calendars import (
    Calendar,
    DateProblem,
    GivenDate,
    ImpossibleDate,
    Interval,
    about_age,
    from_civil,
    month_length,
    months_in_year,
    to_civil,
    years,
)

G, H, S, E = Calendar


@pytest.mark.parametrize(
    ("date_given", "earliest", "latest", "best"),
    [
        (GivenDate(G, 2024, 2, 29), date(2024, 2, 29), date(2024, 2, 29), date(2024, 2, 29)),
        (GivenDate(G, 2024, 2), date(2024, 2, 1), date(2024, 2, 29), date(2024, 2, 15)),
        (GivenDate(G, 2023), date(2023, 1, 1), date(2023, 12, 31), date(2023, 7, 2)),
        (GivenDate(H, 1446, 9, 1), date(2025, 2, 28), date(2025, 3, 2), date(2025, 3, 1)),
        (GivenDate(H, 1446, 9), date(2025, 2, 28), date(2025, 3, 30), date(2025, 3, 15)),
        (GivenDate(H, 1446), date(2024, 7, 6), date(2025, 6, 26), date(2024, 12, 30)),
        (GivenDate(H, 1343, 1, 1), date(1924, 7, 31), date(1924, 8, 2), date(1924, 8, 1)),
        (GivenDate(H, 1500), date(2076, 11, 26), date(2077, 11, 17), date(2077, 5, 23)),
        (GivenDate(S, 1399), date(2020, 3, 20), date(2021, 3, 20), date(2020, 9, 18)),
        (GivenDate(E, 2011, 13), date(2019, 9, 6), date(2019, 9, 11), date(2019, 9, 8)),
        (GivenDate(E, 2011), date(2018, 9, 11), date(2019, 9, 11), date(2019, 3, 12)),
        (GivenDate(G, 1990, 3, 14, about=True), date(1990, 3, 7), date(1990, 3, 21), date(1990, 3, 14)),
        (GivenDate(G, 1990, 3, about=True), date(1990, 1, 29), date(1990, 5, 1), date(1990, 3, 16)),
        (GivenDate(G, 1990, about=True), date(1987, 12, 31), date(1993, 1, 1), date(1990, 7, 2)),
        (GivenDate(G, 1, about=True), date(1, 1, 1), date(4, 1, 2), date(1, 7, 2)),
        (GivenDate(G, 9999, about=True), date(9996, 12, 30), date(9999, 12, 31), date(9999, 7, 2)),
    ],
)
def test_a_date_is_an_interval_of_civil_days(date_given: GivenDate, earliest: date, latest: date, best: date) -> None:
    assert date_given.interval() == Interval(earliest, latest)
    assert date_given.best() == best


@given(
    calendar=st.sampled_from(Calendar),
    civil=st.dates(date(1925, 1, 1), date(2076, 1, 1)),
    about=st.booleans(),
)
def test_knowing_less_never_excludes_a_day(calendar: Calendar, civil: date, about: bool) -> None:
    named = from_civil(civil, calendar)
    day = GivenDate(calendar, named.year, named.month, named.day, about)
    month = GivenDate(calendar, named.year, named.month, about=about)
    year = GivenDate(calendar, named.year, about=about)
    assert day.best() == civil
    for narrower, wider in ((day, month), (month, year)):
        assert wider.interval().earliest <= narrower.interval().earliest
        assert narrower.interval().latest <= wider.interval().latest
    for known in (day, month, year):
        assert civil in known.interval()
        assert known.best() in known.interval()


@given(civil=st.dates(date(1925, 1, 1), date(2076, 1, 1)))
def test_only_the_hijri_calendar_doubts_a_day_that_is_known(civil: date) -> None:
    for calendar in Calendar:
        named = from_civil(civil, calendar)
        interval = GivenDate(calendar, named.year, named.month, named.day).interval()
        doubt = timedelta(days=1 if calendar is H else 0)
        assert interval == Interval(civil - doubt, civil + doubt)
        assert interval.is_one_day is (calendar is not H)


@given(
    calendar=st.sampled_from(Calendar), year=st.integers(1300, 1600), month=st.integers(-1, 14), day=st.integers(-1, 32)
)
def test_a_date_exists_exactly_when_its_month_has_the_day(calendar: Calendar, year: int, month: int, day: int) -> None:
    if year not in years(calendar):
        expected = DateProblem.YEAR_OUT_OF_RANGE
    elif not 1 <= month <= months_in_year(calendar):
        expected = DateProblem.NO_SUCH_MONTH
    elif not 1 <= day <= month_length(calendar, year, month):
        expected = DateProblem.NO_SUCH_DAY
    else:
        assert GivenDate(calendar, year, month, day).day == day
        return
    with pytest.raises(ImpossibleDate) as refused:
        GivenDate(calendar, year, month, day)
    assert refused.value.code is expected


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(ImpossibleDate) as refused:
        GivenDate(G, 1990, None, 3)
    assert refused.value.code is DateProblem.DAY_WITHOUT_MONTH


def test_a_civil_day_is_given_exactly() -> None:
    assert GivenDate.of_civil(date(2026, 11, 23)) == GivenDate(G, 2026, 11, 23)


def test_intervals() -> None:
    march = Interval(date(2026, 3, 1), date(2026, 3, 31))
    assert date(2026, 3, 31) in march
    assert date(2026, 4, 1) not in march
    assert march.overlaps(Interval(date(2026, 3, 31), date(2026, 4, 2)))
    assert not march.overlaps(Interval(date(2026, 4, 1), date(2026, 4, 2)))
    with pytest.raises(ValueError, match="ends before it begins"):
        Interval(date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("age", "on", "year"),
    [(35, date(2026, 11, 23), 1991), (35, date(2026, 2, 1), 1990), (0, date(2026, 6, 30), 2025)],
)
def test_an_age_becomes_a_year_of_birth_with_about(age: int, on: date, year: int) -> None:
    assert about_age(age, on) == GivenDate(G, year, about=True)


@given(age=st.integers(0, 130), birth=st.dates(date(1800, 1, 1), date(2020, 12, 31)), days=st.integers(0, 364))
def test_whoever_is_exactly_that_old_was_born_in_the_interval(age: int, birth: date, days: int) -> None:
    """`on` is any day from the birthday on which they turn `age` to the last before the next one."""
    birthday = to_civil(G, birth.year + age, birth.month, min(birth.day, 28))
    interval = about_age(age, birthday + timedelta(days=days)).interval()
    assert birth in interval


@pytest.mark.parametrize("age", [-1, 131, 10**9])
def test_ages_nobody_has_are_refused(age: int) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        about_age(age, date(2026, 1, 1))
    assert (refused.value.code, refused.value.parameters) == (
        DateProblem.AGE_OUT_OF_RANGE,
        {"age": age, "oldest": 130},
    )
