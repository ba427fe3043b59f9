"""Closed or open, and why; and how doubt is read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.calendars import Closure, LocalDay, OpenDays, Reading, Reason, countries

WEEKEND = Closure(Reason.WEEKEND, "", estimated=False)


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("TR", date(2026, 10, 28), None),
        ("TR", date(2026, 10, 29), Closure(Reason.HOLIDAY, "Republic Day", estimated=False)),
        ("TR", date(2026, 10, 31), WEEKEND),
        ("EG", date(2026, 11, 20), WEEKEND),
        ("EG", date(2026, 11, 22), None),
        ("DZ", date(2026, 5, 27), Closure(Reason.HOLIDAY, "Eid al-Adha", estimated=True)),
        ("AE", date(2021, 11, 26), WEEKEND),
        ("AE", date(2022, 11, 25), None),
        ("UG", date(2026, 11, 21), Closure(Reason.WEEKEND, "", estimated=True)),
        ("UG", date(2026, 11, 22), WEEKEND),
        ("PS", date(2026, 11, 20), None),
        ("", date(2026, 11, 20), None),
        ("KZ", date(2024, 5, 4), None),  # a Saturday worked in exchange for a day of rest
    ],
)
def test_a_day_is_closed_for_a_reason(country: str, day: date, expected: Closure | None) -> None:
    assert OpenDays(country).closed(day) == expected


def test_doubt_is_read_three_ways() -> None:
    algeria, libya, unknown = OpenDays("DZ"), OpenDays("LY"), OpenDays("")
    eid = date(2026, 5, 27)  # Wednesday to Friday are Eid al-Adha, estimated
    before = eid - timedelta(days=1)
    assert algeria.closed(eid, Reading.SURE) is None
    assert algeria.closed(eid, Reading.POSSIBLE) == Closure(Reason.HOLIDAY, "Eid al-Adha", estimated=True)
    assert algeria.closed(before) is None
    assert algeria.closed(before, Reading.POSSIBLE) == Closure(Reason.HOLIDAY, "Eid al-Adha", estimated=True)
    assert algeria.closed(before - timedelta(days=1), Reading.POSSIBLE) is None
    sunday = date(2026, 11, 22)
    assert libya.closed(sunday) is None
    assert libya.closed(sunday, Reading.POSSIBLE) == Closure(Reason.WEEKEND, "", estimated=True)
    assert unknown.closed(sunday) is None
    assert unknown.closed(sunday, Reading.POSSIBLE) == Closure(Reason.WEEKEND, "", estimated=True)
    assert unknown.closed(sunday + timedelta(days=1), Reading.POSSIBLE) is None


def test_a_certain_reason_outweighs_a_doubtful_one() -> None:
    # 17 February 2023, a feast of Libya, was a Friday, on which the sources disagree.
    feast = OpenDays("LY").closed(date(2023, 2, 17), Reading.SURE)
    assert feast is not None
    assert (feast.reason, feast.estimated) == (Reason.HOLIDAY, False)


def test_a_certain_feast_on_the_same_day_does_not_hide_that_the_moon_may_move_the_other() -> None:
    # In Tunisia Independence Day and the estimated Eid al-Fitr both fell on 20 March 2026.
    tunisia = OpenDays("TN")
    assert tunisia.closed(date(2026, 3, 20), Reading.SURE) == Closure(
        Reason.HOLIDAY, "Independence Day", estimated=False
    )
    assert tunisia.closed(date(2026, 3, 19), Reading.POSSIBLE) == Closure(Reason.HOLIDAY, "Eid al-Fitr", estimated=True)


def test_what_is_announced_locally_overrides_everything() -> None:
    republic_day, saturday, monday = date(2026, 10, 29), date(2026, 10, 31), date(2026, 11, 2)
    office = OpenDays(
        "TR",
        local_days=[
            LocalDay(republic_day, closed=False, name="Duty day"),
            LocalDay(saturday, closed=False, name="Duty day"),
            LocalDay(monday, closed=True, name="Office moves"),
        ],
        whose="group",
    )
    assert [office.closed(republic_day), office.closed(saturday)] == [None, None]
    assert office.closed(monday) == Closure(Reason.LOCAL, "Office moves", estimated=False, whose="group")
    assert office.closed(monday, Reading.SURE) == office.closed(monday)


@pytest.mark.parametrize("closed_first", [True, False])
def test_announcements_that_disagree_close_the_day(closed_first: bool) -> None:
    day = date(2026, 11, 2)
    office = OpenDays("TR", local_days=[LocalDay(day, closed_first, "one"), LocalDay(day, not closed_first, "other")])
    closure = office.closed(day)
    assert closure is not None
    assert closure.name == ("one" if closed_first else "other")


def test_an_office_may_keep_its_own_weekend() -> None:
    office = OpenDays("TR", weekend_override=frozenset({4}))
    assert office.closed(date(2026, 11, 20)) == WEEKEND
    assert office.closed(date(2026, 11, 21)) is None
    assert OpenDays("TR", weekend_override=frozenset()).closed(date(2026, 11, 21)) is None
    assert OpenDays("TR", weekend_override=frozenset()).closed(date(2026, 10, 29)) is not None


@pytest.mark.parametrize("weekdays", [frozenset(range(7)), frozenset({7}), frozenset({-1})])
def test_an_office_that_never_opens_is_refused(weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="some weekdays"):
        OpenDays("TR", weekend_override=weekdays)


def test_holidays_are_named_in_the_readers_language() -> None:
    closure = OpenDays("MA", language="fr").closed(date(2026, 11, 18))
    assert closure is not None
    assert closure.name == "Fête de l'indépendance"


@given(country=st.sampled_from([*countries(), "", "XX"]), day=st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_each_reading_closes_at_least_what_the_stricter_one_does(country: str, day: date) -> None:
    office = OpenDays(country)
    sure, recorded, possible = (office.closed(day, reading) for reading in Reading)
    if sure:
        assert not sure.estimated
        assert recorded == sure
    if recorded:
        assert possible == recorded


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_time_are_answered(day: date) -> None:
    for reading in Reading:
        OpenDays("EG", weekend_override=frozenset()).closed(day, reading)
    assert OpenDays("EG", weekend_override=frozenset()).closed(day) is None
