"""Counting: the start day never counts, every skipped day is explained, nothing lands on a closed day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.calendars import (
    Counted,
    DateProblem,
    Direction,
    ImpossibleDate,
    LocalDay,
    OpenDays,
    Reading,
    Reason,
    Skipped,
    Unit,
    count_calendar,
    count_working,
    countries,
    last_open_on_or_before,
    next_open_on_or_after,
)

AFTER, BEFORE = Direction


@pytest.mark.parametrize(
    ("start", "n", "unit", "direction", "end"),
    [
        (date(2026, 11, 23), 1, Unit.DAY, AFTER, date(2026, 11, 24)),
        (date(2026, 11, 23), 0, Unit.DAY, AFTER, date(2026, 11, 23)),
        (date(2024, 2, 28), 2, Unit.DAY, AFTER, date(2024, 3, 1)),
        (date(2026, 11, 23), 30, Unit.DAY, BEFORE, date(2026, 10, 24)),
        (date(2026, 11, 23), 2, Unit.WEEK, AFTER, date(2026, 12, 7)),
        (date(2026, 11, 23), 2, Unit.WEEK, BEFORE, date(2026, 11, 9)),
        (date(2026, 1, 31), 1, Unit.MONTH, AFTER, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, Unit.MONTH, AFTER, date(2024, 2, 29)),
        (date(2026, 2, 28), 1, Unit.MONTH, AFTER, date(2026, 3, 28)),
        (date(2026, 11, 30), 3, Unit.MONTH, AFTER, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, Unit.MONTH, BEFORE, date(2026, 2, 28)),
        (date(2026, 1, 15), 2, Unit.MONTH, BEFORE, date(2025, 11, 15)),
        (date(2024, 2, 29), 1, Unit.YEAR, AFTER, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, Unit.YEAR, AFTER, date(2028, 2, 29)),
        (date(2024, 2, 29), 1, Unit.YEAR, BEFORE, date(2023, 2, 28)),
        (date(2026, 11, 23), 12, Unit.HOUR, AFTER, date(2026, 11, 23)),
        (date(2026, 11, 23), 36, Unit.HOUR, AFTER, date(2026, 11, 24)),
        (date(2026, 11, 23), 48, Unit.HOUR, AFTER, date(2026, 11, 25)),
        (date(2026, 11, 23), 12, Unit.HOUR, BEFORE, date(2026, 11, 22)),
        (date(2026, 11, 23), 36, Unit.HOUR, BEFORE, date(2026, 11, 21)),
        (date(2026, 11, 23), 48, Unit.HOUR, BEFORE, date(2026, 11, 21)),
    ],
)
def test_calendar_periods(start: date, n: int, unit: Unit, direction: Direction, end: date) -> None:
    assert count_calendar(start, n, unit, direction=direction) == Counted(end)


DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@given(start=DAYS, n=st.integers(0, 400), unit=st.sampled_from(Unit), direction=st.sampled_from(Direction))
def test_a_longer_period_or_a_later_start_never_ends_earlier(
    start: date, n: int, unit: Unit, direction: Direction
) -> None:
    end = count_calendar(start, n, unit, direction=direction).day
    longer = count_calendar(start, n + 1, unit, direction=direction).day
    later = count_calendar(start + timedelta(days=1), n, unit, direction=direction).day
    assert end <= later
    assert (longer >= end >= start) if direction is AFTER else (longer <= end <= start)


@given(start=DAYS, n=st.integers(0, 600))
def test_months_land_in_the_month_they_name(start: date, n: int) -> None:
    end = count_calendar(start, n, Unit.MONTH).day
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
    assert count_calendar(start, 12 * n, Unit.MONTH) == count_calendar(start, n, Unit.YEAR)


def test_working_days_skip_the_weekend_and_feasts_and_say_so() -> None:
    """Türkiye: 5 working days after Tuesday 27 October 2026; Thursday is Republic Day."""
    counted = count_working(date(2026, 10, 27), 5, OpenDays("TR", whose="court"))
    assert counted == Counted(
        date(2026, 11, 4),
        (
            Skipped(date(2026, 10, 29), Reason.HOLIDAY, "Republic Day", estimated=False, whose="court"),
            Skipped(date(2026, 10, 31), Reason.WEEKEND, "", estimated=False, whose="court"),
            Skipped(date(2026, 11, 1), Reason.WEEKEND, "", estimated=False, whose="court"),
        ),
    )


def test_working_days_counted_back() -> None:
    counted = count_working(date(2026, 11, 4), 5, OpenDays("TR"), direction=BEFORE)
    assert counted.day == date(2026, 10, 27)
    assert [skipped.day.isoformat() for skipped in counted.skipped] == ["2026-11-01", "2026-10-31", "2026-10-29"]


def test_no_working_days_is_the_start_itself_even_when_closed() -> None:
    assert count_working(date(2026, 10, 29), 0, OpenDays("TR")) == Counted(date(2026, 10, 29))


def test_the_sure_reading_counts_doubtful_feasts_as_open() -> None:
    """Algeria, 2 working days after Tuesday 26 May 2026: Eid al-Adha (27 to 29) is an estimate, Friday is not."""
    algeria = OpenDays("DZ")
    assert count_working(date(2026, 5, 26), 2, algeria, reading=Reading.SURE).day == date(2026, 5, 28)
    assert count_working(date(2026, 5, 26), 2, algeria).day == date(2026, 6, 1)


def test_moving_back_stays_clear_of_a_feast_the_moon_may_advance() -> None:
    algeria = OpenDays("DZ")
    back = last_open_on_or_before(date(2026, 5, 29), algeria)
    assert back.day == date(2026, 5, 25)
    assert [(skipped.day.day, skipped.reason, skipped.estimated) for skipped in back.skipped] == [
        (29, Reason.WEEKEND, False),
        (28, Reason.HOLIDAY, True),
        (27, Reason.HOLIDAY, True),
        (26, Reason.HOLIDAY, True),
    ]
    assert last_open_on_or_before(date(2026, 5, 29), algeria, reading=Reading.RECORDED).day == date(2026, 5, 26)


def test_all_offices_must_be_open_and_the_closed_one_is_named() -> None:
    sunday = date(2026, 11, 22)
    court = OpenDays("TR", whose="court")
    group = OpenDays("EG", local_days=[LocalDay(date(2026, 11, 19), True, "Training")], whose="group")
    back = last_open_on_or_before(sunday, group, court)
    assert back.day == date(2026, 11, 18)
    assert [(skipped.day.day, skipped.whose) for skipped in back.skipped] == [
        (22, "court"),
        (21, "group"),
        (20, "group"),
        (19, "group"),
    ]
    assert next_open_on_or_after(date(2026, 11, 20), group, court).day == date(2026, 11, 23)
    assert next_open_on_or_after(date(2026, 11, 23), group, court) == Counted(date(2026, 11, 23))
    assert last_open_on_or_before(sunday) == Counted(sunday)


OFFICES = st.builds(
    OpenDays,
    country=st.sampled_from([*countries(), ""]),
    weekend_override=st.none() | st.frozensets(st.integers(0, 6), max_size=6),
    local_days=st.lists(
        st.builds(LocalDay, st.dates(date(2025, 12, 1), date(2026, 6, 30)), st.booleans(), st.just("local")), max_size=6
    ),
)
# Offices of which any two share open days, even when Friday to Sunday may be closed.
FEW_RESTS = st.builds(
    OpenDays, country=st.sampled_from([*countries(), ""]), weekend_override=st.none() | st.just(frozenset({5}))
)
START = st.dates(date(2025, 12, 1), date(2026, 6, 30))
READINGS = st.sampled_from(Reading)


@given(office=OFFICES, start=START, n=st.integers(1, 30), direction=st.sampled_from(Direction), reading=READINGS)
def test_counted_and_skipped_days_partition_the_span(
    office: OpenDays, start: date, n: int, direction: Direction, reading: Reading
) -> None:
    counted = count_working(start, n, office, direction=direction, reading=reading)
    step = 1 if direction is AFTER else -1
    span = [start + timedelta(days=step * k) for k in range(1, abs((counted.day - start).days) + 1)]
    closures = {day: office.closed(day, reading) for day in span}
    assert span[-1] == counted.day
    assert closures[counted.day] is None
    assert [day for day in span if closures[day]] == [skipped.day for skipped in counted.skipped]
    assert sum(1 for day in span if closures[day] is None) == n
    for skipped in counted.skipped:
        closure = closures[skipped.day]
        assert closure is not None
        assert (skipped.reason, skipped.name, skipped.estimated) == (closure.reason, closure.name, closure.estimated)


@given(office=OFFICES, start=START, n=st.integers(1, 30), reading=READINGS)
def test_working_days_grow_and_return(office: OpenDays, start: date, n: int, reading: Reading) -> None:
    end = count_working(start, n, office, reading=reading).day
    assert count_working(start, n + 1, office, reading=reading).day > end
    assert end >= count_calendar(start, n, Unit.DAY).day
    back = count_working(end, n, office, direction=BEFORE, reading=reading).day
    assert back <= start
    assert count_working(back, n, office, reading=reading).day == end


@given(office=OFFICES, start=START, n=st.integers(1, 30))
def test_less_doubt_counts_less_far(office: OpenDays, start: date, n: int) -> None:
    sure, recorded, possible = (count_working(start, n, office, reading=reading).day for reading in Reading)
    assert sure <= recorded <= possible


@given(first=FEW_RESTS, second=FEW_RESTS, day=START, reading=READINGS)
def test_the_nearest_open_day_is_open_for_all_and_nothing_open_was_passed(
    first: OpenDays, second: OpenDays, day: date, reading: Reading
) -> None:
    for found, step in (
        (last_open_on_or_before(day, first, second, reading=reading), -1),
        (next_open_on_or_after(day, first, second, reading=reading), 1),
    ):
        assert not first.closed(found.day, reading)
        assert not second.closed(found.day, reading)
        passed = [day + timedelta(days=step * k) for k in range(abs((found.day - day).days))]
        assert [skipped.day for skipped in found.skipped] == passed
        assert all(first.closed(near, reading) or second.closed(near, reading) for near in passed)


@pytest.mark.parametrize(
    ("start", "n", "unit", "direction"),
    [
        (date.max, 1, Unit.DAY, AFTER),
        (date.min, 1, Unit.DAY, BEFORE),
        (date(9999, 12, 1), 1, Unit.MONTH, AFTER),
        (date(1, 1, 1), 1, Unit.YEAR, BEFORE),
        (date(2026, 1, 1), 10**12, Unit.YEAR, AFTER),
        (date(2026, 1, 1), 10**12, Unit.HOUR, AFTER),
    ],
)
def test_periods_that_leave_the_calendar_are_refused(start: date, n: int, unit: Unit, direction: Direction) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        count_calendar(start, n, unit, direction=direction)
    assert refused.value.code is DateProblem.DAY_OUT_OF_RANGE


@pytest.mark.parametrize("unit", Unit)
def test_a_period_is_never_negative(unit: Unit) -> None:
    with pytest.raises(ValueError, match="not negative"):
        count_calendar(date(2026, 1, 1), -1, unit)
    with pytest.raises(ValueError, match="not negative"):
        count_working(date(2026, 1, 1), -1, OpenDays("TR"))


def test_offices_that_are_never_open_together_are_refused() -> None:
    weekdays = OpenDays("", weekend_override=frozenset({5, 6}))
    weekends = OpenDays("", weekend_override=frozenset({0, 1, 2, 3, 4}))
    for search in (last_open_on_or_before, next_open_on_or_after):
        with pytest.raises(ValueError, match="never open on the same day"):
            search(date(2026, 1, 1), weekdays, weekends)
