"""A year of classes in figures: people, not seats, and nobody to be found in them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.levels import Level
from jiwar.knowledge.programme import FINISHED, GAINED, GOES_ON, NO_CLASS, Learnt, picture

OUTCOMES = (NO_CLASS, GOES_ON, GAINED, FINISHED, "work", "childcare")
TESTS = ("passed", "not-passed")
HOUR = timedelta(hours=1)


def test_each_person_stands_once_and_small_numbers_are_hidden() -> None:
    people = [Learnt(Level.A1, GOES_ON)] * 12 + [Learnt(Level.A1, GAINED)] * 7 + [Learnt(Level.A1, "work")] * 2
    found = picture(people, OUTCOMES, TESTS)
    assert (found.outcomes.rows, found.outcomes.columns) == (("a1",), (GOES_ON, GAINED, "work"))
    assert found.people == 21
    row = found.outcomes.table.rows[0]
    assert row[2] is None
    assert sum(cell is None for cell in row) >= 2
    assert found.tests.columns == ()


def test_hours_are_those_of_all_or_of_nobody() -> None:
    few = [Learnt(Level.A1, GOES_ON, attended=3 * HOUR, offered=4 * HOUR)] * 4
    assert picture(few, OUTCOMES, TESTS).share is None
    assert picture([*few, few[0], Learnt(Level.A2, NO_CLASS)], OUTCOMES, TESTS).share == 0.75


def test_placed_and_tested_are_counted_by_themselves() -> None:
    people = [Learnt(Level.LITERACY, NO_CLASS, placed=Level.LITERACY)] * 6
    people += [Learnt(Level.A2, GAINED, test="passed")] * 8
    found = picture(people, OUTCOMES, TESTS)
    assert (found.placed.columns, found.placed.table.rows[0]) == (("literacy",), (6, 6))
    assert (found.tests.columns, found.tests.table.rows[0]) == (("passed",), (8, 8))


def test_an_outcome_nobody_shows_is_refused() -> None:
    with pytest.raises(ValueError, match="unheard"):
        picture([Learnt(Level.A1, "unheard")], OUTCOMES, TESTS)


PEOPLE = st.lists(
    st.builds(Learnt, st.sampled_from(Level), st.sampled_from(OUTCOMES), test=st.sampled_from(("", *TESTS))),
    max_size=80,
)


@given(PEOPLE)
def test_no_number_from_one_to_four_is_shown_and_what_is_shown_is_true(people: list[Learnt]) -> None:
    found = picture(people, OUTCOMES, TESTS)
    for figures in (found.outcomes, found.placed, found.tests):
        assert all(cell is None or cell == 0 or cell >= 5 for row in figures.table.rows for cell in row)
    for row, level in zip(found.outcomes.table.rows, found.outcomes.rows, strict=False):
        for cell, outcome in zip(row, found.outcomes.columns, strict=False):
            counted = sum((each.level, each.outcome) == (level, outcome) for each in people)
            assert cell in (None, counted)
