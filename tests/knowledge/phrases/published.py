"""The published cases of the reference implementation (`published.toml`), and what holds a result against one.

Whoever answers the cards is an argument: the pure module, and the room where learners answer.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from jiwar.knowledge.phrases.recall import Grade, Memory

FILE = Path(__file__).with_suffix(".toml")
Answer = Callable[[Grade, datetime], Memory]
"""Keeps one answer about one card, and says what is known of the card then."""


@dataclass(frozen=True)
class Published:
    start: datetime
    told: dict[str, Any]

    @property
    def grades(self) -> list[Grade]:
        return [Grade(each) for each in self.told["ratings"] * self.told.get("repeated", 1)]

    def moment(self, place: int, last: datetime, due: datetime) -> datetime:
        """When the answer at `place` is given; the first one may be late too."""
        if "days_between" in self.told:
            return last + timedelta(days=self.told["days_between"][place])
        if "microseconds_between" in self.told:
            return last + timedelta(microseconds=self.told["microseconds_between"][place])
        late = self.told.get("days_late", [0])
        return due + timedelta(days=late[place % len(late)])


def published() -> list[Published]:
    kept = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [Published(kept["start"], told) for told in kept["case"]]


def names() -> list[str]:
    return [f"{case.told['test']}-{len(case.told['ratings'])}" for case in published()]


every_published_case = pytest.mark.parametrize("figures", published(), ids=names())


def given(case: Published, answer: Answer, most: int | None = None) -> list[tuple[Memory, timedelta]]:
    """Every answer of the case, or the first `most`: what is known then, and how long the card waits."""
    return list(islice(_given(case, answer), most))


def _given(case: Published, answer: Answer) -> Iterator[tuple[Memory, timedelta]]:
    last = due = case.start
    for place, grade in enumerate(case.grades):
        last = case.moment(place, last, due)
        memory = answer(grade, last)
        due = memory.due
        yield memory, due - last


def hold_against(case: Published, found: list[tuple[Memory, timedelta]]) -> None:
    told, (memory, wait) = case.told, found[-1]
    within = told.get("within", 0)
    if "days" in told:
        assert [each.days for _memory, each in found] == told["days"]
    if "seconds" in told:
        assert wait.total_seconds() == pytest.approx(told["seconds"], abs=within)
    if "hours_at_least" in told:
        assert wait >= timedelta(hours=told["hours_at_least"])
    if "states" in told:
        assert [each.state for each, _wait in found] == told["states"]
    if "steps" in told:
        assert [-1 if each.step is None else each.step for each, _wait in found] == told["steps"]
    for figure in {"stability", "difficulty"} & set(told):
        assert getattr(memory, figure) == pytest.approx(told[figure], abs=within)
    if "stability_at_least" in told:
        assert min(each.stability or 0 for each, _wait in found) >= told["stability_at_least"]
