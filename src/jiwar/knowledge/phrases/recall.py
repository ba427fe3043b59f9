"""When a card is asked again: FSRS, by the `fsrs` package. Its state is plain data and its clock an argument.

The package's own chance (it moves long waits by some days, from a generator all share) is off: the same answers at the
same moments give the same dates, on any machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, Final, Self

from fsrs import Card, Rating, Scheduler, State

_SCHEDULER: Final = Scheduler(enable_fuzzing=False)
LONGEST_DAYS: Final = _SCHEDULER.maximum_interval


class Grade(IntEnum):
    """How it was remembered, as FSRS counts."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one card and one person. `last` is None before the first review; moments are UTC."""

    due: datetime
    state: int = int(State.Learning)
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    last: datetime | None = None

    @property
    def new(self) -> bool:
        return self.last is None

    @property
    def settled(self) -> bool:
        """It left the short steps of learning: days pass until it is asked again."""
        return self.state == State.Review

    def plain(self) -> dict[str, Any]:
        return {
            "due": self.due.isoformat(),
            "state": self.state,
            "step": self.step,
            "stability": self.stability,
            "difficulty": self.difficulty,
            "last": self.last.isoformat() if self.last else None,
        }

    @classmethod
    def of_plain(cls, kept: Mapping[str, Any]) -> Self:
        """Raises `KeyError`, `TypeError` or `ValueError` for what is none of ours."""
        last = kept["last"]
        return cls(
            due=datetime.fromisoformat(kept["due"]),
            state=int(State(kept["state"])),
            step=kept["step"],
            stability=kept["stability"],
            difficulty=kept["difficulty"],
            last=datetime.fromisoformat(last) if last else None,
        )


def fresh(now: datetime) -> Memory:
    """Of a card nobody was asked yet: due at once."""
    return Memory(due=now.astimezone(UTC))


def reviewed(memory: Memory, grade: Grade, now: datetime) -> Memory:
    """After an answer. A moment before the last review counts as the last: a clock that was set back loses nothing."""
    at = now.astimezone(UTC)
    if memory.last is not None:
        at = max(at, memory.last.astimezone(UTC))
    card, _log = _SCHEDULER.review_card(_card(memory), Rating(grade), at)
    return Memory(
        due=card.due,
        state=int(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        last=card.last_review,
    )


def likely(memory: Memory, now: datetime) -> float:
    """How likely it is remembered now, from 0 to 1; 0 before the first review."""
    return float(_SCHEDULER.get_card_retrievability(_card(memory), now.astimezone(UTC)))


def _card(memory: Memory) -> Card:
    return Card(
        # Without one the package takes a number from the clock, and waits for it.
        card_id=0,
        state=State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due.astimezone(UTC),
        last_review=memory.last.astimezone(UTC) if memory.last else None,
    )
