"""Our wrapper gives what the reference implementation says it gives.

The numbers are those of the tests of py-fsrs 6.3 (open-spaced-repetition/py-fsrs, `tests/test_basic.py`); each test
here names the one it takes its numbers from. Ratings: 1 again, 2 hard, 3 good, 4 easy.
"""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.phrases.recall import LONGEST_DAYS, Grade, Memory, fresh, likely, reviewed

START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def after(*grades: int, start: datetime = START) -> tuple[Memory, list[timedelta]]:
    """Each answered when it was due."""
    memory, now, waits = fresh(start), start, []
    for grade in grades:
        memory = reviewed(memory, Grade(grade), now)
        waits.append(memory.due - now)
        now = memory.due
    return memory, waits


def test_review_card() -> None:
    _memory, waits = after(3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3)
    assert [wait.days for wait in waits] == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_repeated_correct_reviews() -> None:
    memory = fresh(START)
    for moment in range(10):
        memory = reviewed(memory, Grade.EASY, START + timedelta(microseconds=moment))
    assert memory.difficulty == 1.0


def test_memo_state() -> None:
    memory, now = fresh(START), START
    for grade, days in zip((1, 3, 3, 3, 3, 3), (0, 0, 1, 3, 8, 21), strict=True):
        now += days * DAY
        memory = reviewed(memory, Grade(grade), now)
    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


@pytest.mark.parametrize(
    ("grades", "seconds", "state", "step"),
    [
        ((3,), 600, 1, 1),  # test_good_learning_steps
        ((1,), 60, 1, 0),  # test_again_learning_steps
        ((2,), 330, 1, 0),  # test_hard_learning_steps
        ((3, 2), 600, 1, 1),  # test_learning_card_rate_hard_second_learning_step
        ((3, 3, 3, 1), 600, 3, 0),  # test_review_state
        ((3, 3, 3, 1, 1), 600, 3, 0),  # test_relearning
        ((4, 1, 2), 900, 3, 0),  # test_relearning_card_rate_hard_one_relearning_step
    ],
)
def test_short_steps(grades: tuple[int, ...], seconds: int, state: int, step: int) -> None:
    memory, waits = after(*grades)
    assert (waits[-1].total_seconds(), memory.state, memory.step) == (seconds, state, step)


@pytest.mark.parametrize("grades", [(4,), (3, 3), (3, 3, 3, 1, 1, 3)])
def test_what_settled_waits_for_days(grades: tuple[int, ...]) -> None:
    """test_easy_learning_steps, test_good_learning_steps, test_relearning"""
    memory, waits = after(*grades)
    assert (memory.settled, memory.step, waits[-1] >= DAY) == (True, None, True)


def test_stability_lower_bound() -> None:
    memory = fresh(START)
    for _time in range(1000):
        memory = reviewed(memory, Grade.AGAIN, memory.due + DAY)
        assert memory.stability is not None
        assert memory.stability >= 0.001


def test_retrievability() -> None:
    memory = fresh(START)
    assert likely(memory, START) == 0
    for grade in (3, 3, 1):
        memory = reviewed(memory, Grade(grade), memory.due)
        assert 0 <= likely(memory, memory.due) <= 1


ANSWERS = st.lists(st.tuples(st.sampled_from(list(Grade)), st.integers(0, 400 * 24 * 3600)), min_size=1, max_size=20)


@given(ANSWERS)
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
    memory, _waits = after(3, 3)
    assert memory.last is not None
    assert reviewed(memory, Grade.GOOD, START - 300 * DAY) == reviewed(memory, Grade.GOOD, memory.last)


def test_the_moment_of_any_zone_is_the_same_moment() -> None:
    there = START.astimezone(timezone(timedelta(hours=5)))
    assert reviewed(fresh(there), Grade.EASY, there) == reviewed(fresh(START), Grade.EASY, START)


@pytest.mark.parametrize("kept", [{}, {"due": "yesterday"}, {**fresh(START).plain(), "state": 7}])
def test_what_is_no_state_of_ours_is_refused(kept: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Memory.of_plain(kept)
