"""Our wrapper gives what the reference implementation publishes, and for any answers what the package gives."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given as any_of
from hypothesis import strategies as st

from jiwar.knowledge.phrases.recall import LONGEST_DAYS, Grade, Memory, fresh, likely, reviewed
from tests.knowledge.phrases.published import Published, every_published_case, given, hold_against

START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@every_published_case
def test_our_door_gives_what_is_published(figures: Published) -> None:
    """Also through the plain form, after every answer."""
    kept = fresh(figures.start).plain()

    def answer(grade: Grade, moment: datetime) -> Memory:
        nonlocal kept
        kept = reviewed(Memory.of_plain(kept), grade, moment).plain()
        return Memory.of_plain(kept)

    found = given(figures, answer)
    hold_against(figures, found)
    if "likely_between" in figures.told:
        least, most = figures.told["likely_between"]
        assert likely(fresh(figures.start), figures.start) == 0
        assert all(least <= likely(memory, memory.due) <= most for memory, _wait in found)


ANSWERS = st.lists(st.tuples(st.sampled_from(list(Grade)), st.integers(0, 400 * 24 * 3600)), min_size=1, max_size=20)


@any_of(ANSWERS)
def test_any_answers_give_what_the_package_gives(answers: list[tuple[Grade, int]]) -> None:
    """Also through the plain form, after every answer."""
    scheduler, card, now = Scheduler(enable_fuzzing=False), Card(card_id=1, due=START), START
    memory = fresh(START)
    for grade, seconds in answers:
        now += timedelta(seconds=seconds)
        card, _log = scheduler.review_card(card, Rating(grade), now)
        memory = Memory.of_plain(reviewed(memory, grade, now).plain())
        assert (memory.due, memory.state, memory.step) == (card.due, card.state, card.step)
        assert (memory.stability, memory.difficulty, memory.last) == (card.stability, card.difficulty, card.last_review)
        assert memory.due - now <= LONGEST_DAYS * DAY


def test_a_clock_set_back_counts_as_the_last_review() -> None:
    memory = reviewed(reviewed(fresh(START), Grade.GOOD, START), Grade.GOOD, START + DAY)
    assert memory.last is not None
    assert reviewed(memory, Grade.GOOD, START - 300 * DAY) == reviewed(memory, Grade.GOOD, memory.last)


def test_the_moment_of_any_zone_is_the_same_moment() -> None:
    there = START.astimezone(timezone(timedelta(hours=5)))
    assert reviewed(fresh(there), Grade.EASY, there) == reviewed(fresh(START), Grade.EASY, START)


@pytest.mark.parametrize("kept", [{}, {"due": "yesterday"}, {**fresh(START).plain(), "state": 7}])
def test_what_is_no_state_of_ours_is_refused(kept: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Memory.of_plain(kept)
