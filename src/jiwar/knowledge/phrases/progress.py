"""How far somebody is with their cards, and which is asked next. Plain data; the clock is an argument."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Self

from jiwar.knowledge.phrases.recall import Grade, Memory, fresh, reviewed

NEW_A_DAY: Final = 8
"""Cards nobody was asked yet: more a day come back as more reviews than a tired person does."""
AHEAD: Final = timedelta(minutes=20)
"""What is due so soon is asked rather than sending somebody away for it."""


@dataclass(frozen=True, slots=True)
class Next:
    """`card` is None where nothing is asked now; then `due` says when the next is, None where there is none at all."""

    card: str | None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the cards chosen: those that settled, those in their short steps, those never asked."""

    settled: int
    begun: int
    new: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`reviews` counts all answers: a page that was answered already is known by it. `new`: cards begun on `day`."""

    memories: Mapping[str, Memory] = field(default_factory=dict)
    reviews: int = 0
    day: date | None = None
    new: int = 0

    def next(self, order: Sequence[str], now: datetime, today: date) -> Next:
        """Of the cards in `order`: what is due, the longest due first; then a new one; then what is due very soon."""
        asked = sorted((each for each in order if each in self.memories), key=lambda each: self.memories[each].due)
        if asked and self.memories[asked[0]].due <= now:
            return Next(asked[0])
        unasked = next((each for each in order if each not in self.memories), None)
        if unasked is not None and self._begun_on(today) < NEW_A_DAY:
            return Next(unasked)
        if not asked:
            return Next(None)
        soonest = self.memories[asked[0]].due
        return Next(asked[0]) if soonest <= now + AHEAD else Next(None, soonest)

    def after(self, card: str, grade: Grade, now: datetime, today: date) -> Self:
        before = self.memories.get(card)
        memory = reviewed(before or fresh(now), grade, now)
        return type(self)(
            {**self.memories, card: memory},
            self.reviews + 1,
            today,
            self._begun_on(today) + (before is None),
        )

    def tally(self, order: Iterable[str]) -> Tally:
        found = [self.memories.get(each) for each in order]
        settled = sum(1 for each in found if each is not None and each.settled)
        new = sum(1 for each in found if each is None)
        return Tally(settled, len(found) - settled - new, new)

    def _begun_on(self, today: date) -> int:
        return self.new if self.day == today else 0

    def plain(self) -> dict[str, Any]:
        return {
            "cards": {card: memory.plain() for card, memory in self.memories.items()},
            "reviews": self.reviews,
            "day": self.day.isoformat() if self.day else None,
            "new": self.new,
        }

    @classmethod
    def of_plain(cls, kept: Mapping[str, Any]) -> Self:
        """Of nothing: nobody was asked anything yet."""
        if not kept:
            return cls()
        return cls(
            {card: Memory.of_plain(memory) for card, memory in kept["cards"].items()},
            kept["reviews"],
            date.fromisoformat(kept["day"]) if kept["day"] else None,
            kept["new"],
        )
