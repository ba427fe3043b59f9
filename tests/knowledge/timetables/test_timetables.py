"""When a class meets, on invented weeks and as properties."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.timetables import Meeting, Timetable, Weekly, clash, meetings

MONDAY = date(2026, 3, 2)
MORNING = Weekly(0, time(9), time(10, 30))
USUAL = Timetable(MONDAY, None, (MORNING, Weekly(2, time(9), time(10, 30))))
RAMADAN = Timetable(MONDAY + timedelta(7), MONDAY + timedelta(13), (Weekly(0, time(11), time(12)),), True)


def days(found: list[Meeting]) -> list[tuple[int, int]]:
    return [((each.day - MONDAY).days, each.starts.hour) for each in found]


def test_ramadan_hours_hold_alone_on_their_days() -> None:
    found = meetings([USUAL, RAMADAN], MONDAY, MONDAY + timedelta(20))
    assert days(found) == [(0, 9), (2, 9), (7, 11), (14, 9), (16, 9)]


def test_nobody_meets_on_a_day_of_rest_or_before_the_times_begin() -> None:
    found = meetings([USUAL], MONDAY - timedelta(7), MONDAY + timedelta(7), lambda day: day == MONDAY)
    assert days(found) == [(2, 9), (7, 9)]


def test_new_times_follow_the_old_ones() -> None:
    old = Timetable(MONDAY, MONDAY + timedelta(6), (MORNING,))
    new = Timetable(MONDAY + timedelta(7), None, (Weekly(0, time(14), time(15)),))
    assert days(meetings([new, old], MONDAY, MONDAY + timedelta(7))) == [(0, 9), (7, 14)]


def test_what_ends_when_the_other_begins_does_not_clash() -> None:
    one = Meeting(MONDAY, time(9), time(10))
    assert (
        clash([one], [Meeting(MONDAY, time(10), time(11)), Meeting(MONDAY + timedelta(1), time(9), time(10))]) is None
    )
    assert clash([one], [Meeting(MONDAY, time(9, 59), time(11))]) == one


hours = st.integers(6, 20).flatmap(lambda hour: st.integers(hour + 1, 22).map(lambda end: (time(hour), time(end))))
weekly = st.builds(lambda day, at: Weekly(day, *at), st.integers(0, 6), hours)
tables = st.lists(
    st.builds(
        lambda ahead, length, times, first: Timetable(
            MONDAY + timedelta(ahead), MONDAY + timedelta(ahead + length) if length else None, tuple(times), first
        ),
        st.integers(-10, 30),
        st.integers(0, 40),
        st.lists(weekly, max_size=4),
        st.booleans(),
    ),
    max_size=4,
)


@given(tables, st.permutations(range(4)))
def test_the_order_in_which_times_were_written_changes_nothing(found: list[Timetable], order: list[int]) -> None:
    turned = [found[place] for place in order if place < len(found)]
    last = MONDAY + timedelta(30)
    assert meetings(found, MONDAY, last) == meetings(turned, MONDAY, last)


@given(tables, st.integers(1, 29))
def test_a_span_is_the_sum_of_its_parts_and_in_order(found: list[Timetable], cut: int) -> None:
    last, middle = MONDAY + timedelta(30), MONDAY + timedelta(cut)
    whole = meetings(found, MONDAY, last)
    assert whole == meetings(found, MONDAY, middle) + meetings(found, middle + timedelta(1), last)
    assert whole == sorted(set(whole))


@given(tables, tables)
def test_a_clash_is_mutual(some: list[Timetable], others: list[Timetable]) -> None:
    one, other = (meetings(each, MONDAY, MONDAY + timedelta(30)) for each in (some, others))
    assert (clash(one, other) is None) == (clash(other, one) is None)
