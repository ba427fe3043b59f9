"""What does not fit yet: found by the days alone, and said as a question for the next session.

Nothing here weighs what somebody said. People remember by half, calendars differ, interpreters mishear: two days that
cannot both be are a reason to ask, and no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import Final
from uuid import UUID

from jiwar.knowledge.calendars import Interval, Link, Span
from jiwar.knowledge.procedures import EventKind

ARRIVED: Final = frozenset({EventKind.ENTRY, EventKind.IRREGULAR_ENTRY})
BEFORE_ARRIVAL: Final = frozenset({"home", "way"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it was told. `narrow`: fewer people see it. `told_on`: the day of the session."""

    id: UUID
    span: Span | None
    own: Span | None
    place: str = ""
    stage: str = ""
    step: str = ""
    link: Link | None = None
    other: UUID | None = None
    told_on: date | None = None
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the procedure, as recorded."""

    kind: EventKind
    days: Interval


@dataclass(frozen=True, slots=True)
class Unfitting:
    """`kind`: 'undated', 'order', 'after-session', 'step', 'stage' or 'places'. `step`: the event of the procedure."""

    kind: str
    entries: tuple[UUID, ...]
    basis: str
    step: EventKind | None = None
    narrow: bool = False

    @property
    def code(self) -> str:
        """The same as long as the days are the same: once they are changed, an answer of before does not count."""
        said = "|".join([self.kind, *map(str, self.entries), self.step.value if self.step else "", self.basis])
        return sha256(said.encode()).hexdigest()[:24]


def unfitting(told: Sequence[Told], happened: Sequence[Happened]) -> list[Unfitting]:
    found = [*_alone(told), *_orders(told), *_places(told)]
    for each in told:
        if each.span is not None:
            found += _with_procedure(each, each.span, happened)
    return found


def _alone(told: Sequence[Told]) -> Iterator[Unfitting]:
    for each in told:
        if each.span is None:
            yield Unfitting("undated", (each.id,), "", narrow=each.narrow)
        elif each.told_on and not each.span.open_start and each.span.days.earliest > each.told_on:
            yield Unfitting("after-session", (each.id,), f"{_said(each.span)} {each.told_on}", narrow=each.narrow)


def _orders(told: Sequence[Told]) -> Iterator[Unfitting]:
    by_id = {each.id: each for each in told}
    for each in told:
        other = by_id.get(each.other) if each.other else None
        if other is None or each.link is None or each.own is None or other.span is None:
            continue
        if not each.link.holds(each.own, other.span):
            basis = f"{each.link.side} {_said(each.own)} {_said(other.span)}"
            yield Unfitting("order", (each.id, other.id), basis, narrow=each.narrow or other.narrow)


def _places(told: Sequence[Told]) -> Iterator[Unfitting]:
    """On the same one day, at two places."""
    certain = [each for each in told if each.own and each.own.days.is_one_day and each.place.strip()]
    for first, second in combinations(certain, 2):
        same_day = (
            first.own == second.own and first.own is not None and not (first.own.open_start or first.own.open_end)
        )
        if same_day and first.place.strip().casefold() != second.place.strip().casefold():
            basis = f"{_said(first.own)} {first.place} {second.place}"
            yield Unfitting("places", (first.id, second.id), basis, narrow=first.narrow or second.narrow)


def _with_procedure(each: Told, span: Span, happened: Sequence[Happened]) -> Iterator[Unfitting]:
    for event in happened:
        then = Span(event.days)
        apart = span.surely_before(then) or then.surely_before(span)
        basis = f"{_said(span)} {_said(then)}"
        if each.step and each.step == event.kind.value and apart:
            yield Unfitting("step", (each.id,), basis, event.kind, each.narrow)
        if event.kind in ARRIVED and not each.step:
            late = each.stage in BEFORE_ARRIVAL and then.surely_before(span)
            early = each.stage == "here" and span.surely_before(then)
            if late or early:
                yield Unfitting("stage", (each.id,), f"{each.stage} {basis}", event.kind, each.narrow)


def _said(span: Span | None) -> str:
    if span is None:
        return ""
    return f"{span.days.earliest}{'~' * span.open_start}/{span.days.latest}{'~' * span.open_end}"
