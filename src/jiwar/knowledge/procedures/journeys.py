"""The way through the stages of a track, and what may come next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jiwar.knowledge.calendars import Interval
from jiwar.knowledge.procedures.events import Event
from jiwar.knowledge.procedures.pack import Pack, Stage, Track
from jiwar.knowledge.procedures.standing import Journey, NextEvent, Place, StageOnJourney
from jiwar.knowledge.procedures.vocabulary import VOCABULARY, EventKind

_BEFORE_THE_FIRST = -1


@dataclass(slots=True)
class Walk:
    """How far the events have led along a track. `reached`: index of the last stage entered."""

    track: Track
    stages: tuple[Stage, ...]
    reached: int = _BEFORE_THE_FIRST
    left: bool = False
    outcome: EventKind | None = None
    entered: dict[int, Interval] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Go to the nearest stage ahead that the event enters; after an outcome, begin again."""
        if self.outcome is not None and self._entering(event.kind, _BEFORE_THE_FIRST) is not None:
            ahead = self._entering(event.kind, self.reached)
            if ahead is None:
                self.reached, self.entered = _BEFORE_THE_FIRST, {}
        index = self._entering(event.kind, self.reached)
        if index is not None:
            self.reached, self.left, self.outcome = index, False, None
            self.entered[index] = event.when
        elif VOCABULARY[event.kind].ends:
            self.left, self.outcome = True, event.kind
        elif self.here is not None and event.kind in self.here.left_by:
            self.left = True

    @property
    def here(self) -> Stage | None:
        return None if self.left or self.reached == _BEFORE_THE_FIRST else self.stages[self.reached]

    def journey(self) -> Journey:
        stages = tuple(
            StageOnJourney(stage, self._place(index), self.entered.get(index))
            for index, stage in enumerate(self.stages)
        )
        return Journey(self.track, stages, self.here)

    def leads_to(self, kind: EventKind) -> Stage | None:
        index = self._entering(kind, self.reached)
        return None if index is None else self.stages[index]

    def possible(self) -> frozenset[EventKind]:
        """The events its present stage names; before the first and after leaving, those that enter the next."""
        if self.here is not None:
            return self.here.within | self.here.left_by
        ahead = self.stages[self.reached + 1 :]
        return ahead[0].entered_by if ahead and self.outcome is None else frozenset()

    def _entering(self, kind: EventKind, after: int) -> int | None:
        return next((i for i, stage in enumerate(self.stages) if i > after and kind in stage.entered_by), None)

    def _place(self, index: int) -> Place:
        if index == self.reached and not self.left:
            return Place.HERE
        return Place.PAST if index <= self.reached else Place.AHEAD


def walk(pack: Pack, track: Track, events: Iterable[Event]) -> Walk:
    """Walk the track with events in the order of their dates."""
    path = Walk(track, tuple(pack.stages[stage] for stage in track.stages))
    for event in events:
        path.take(event)
    return path


def may_come(pack: Pack, walks: Sequence[Walk], ending: frozenset[EventKind]) -> tuple[NextEvent, ...]:
    """What may happen now: what the stages allow, what would meet a running deadline, and what can come any day."""
    allowed = pack.anytime | ending | frozenset(kind for path in walks for kind in path.possible())
    starting = _starting(pack, frozenset(path.track.id for path in walks))
    found = []
    for kind, event in VOCABULARY.items():
        if kind in allowed:
            stages = (path.leads_to(kind) for path in walks)
            label = next((stage.label for stage in stages if stage is not None), "")
            found.append(NextEvent(kind, event.label, label, starting[kind]))
    return tuple(found)


@lru_cache(maxsize=4096)
def _starting(pack: Pack, tracks: frozenset[str]) -> dict[EventKind, tuple[str, ...]]:
    """The deadlines each event starts on the tracks: the same for every case."""
    rules = pack.rules_on(tracks)
    return {kind: tuple(rule.id for rule in rules if kind in rule.reading.starts_from) for kind in EventKind}
