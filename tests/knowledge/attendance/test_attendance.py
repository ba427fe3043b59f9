from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.attendance import Mark, absent_in_a_row, hours
from jiwar.knowledge.timetables import Meeting

MEETING = Meeting(date(2026, 3, 2), time(9, 15), time(10, 45))
LETTERS = {"p": Mark.PRESENT, "l": Mark.LATE, "e": Mark.EXCUSED, "a": Mark.ABSENT}


@pytest.mark.parametrize(
    ("said", "in_a_row"),
    [("", 0), ("p", 0), ("a", 1), ("aaa", 3), ("aaap", 0), ("paaa", 3), ("laea", 2), ("aeaea", 3), ("eee", 0)],
)
def test_absences_in_a_row(said: str, in_a_row: int) -> None:
    assert absent_in_a_row([LETTERS[letter] for letter in said]) == in_a_row


def test_hours_attended_of_hours_offered() -> None:
    found = hours([(MEETING, Mark.PRESENT), (MEETING, Mark.LATE), (MEETING, Mark.EXCUSED), (MEETING, Mark.ABSENT)])
    assert (found.attended, found.offered, found.share) == (timedelta(hours=3), timedelta(hours=6), 0.5)
    assert hours([]).share is None


@given(st.lists(st.sampled_from(Mark)))
def test_one_more_absence_is_one_more_and_coming_begins_anew(marks: list[Mark]) -> None:
    assert absent_in_a_row([*marks, Mark.ABSENT]) == absent_in_a_row(marks) + 1
    assert absent_in_a_row([*marks, Mark.PRESENT]) == 0
