"""Putting a waiting list in order, and saying why each stands where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from jiwar.knowledge.places.ruling import Rules

PartOfWeek = tuple[int, str]
"""A weekday, Monday 0, and a part of the day."""


@dataclass(frozen=True)
class Waiting:
    """What counts of somebody who waits. `free` empty: at any time; `ways`: 'room', 'online', or both."""

    id: str
    since: date
    woman: bool = False
    only_with_women: bool = False
    needs_childcare: bool = False
    ways: frozenset[str] = frozenset({"room", "online"})
    free: frozenset[PartOfWeek] = frozenset()
    lost_place: bool = False
    """Had a place that we took away: a class was closed before its end."""
    first_course: bool = True
    declined: bool = False
    """Said no to this very class."""


@dataclass(frozen=True)
class Room:
    """A class as it is offered, and how many places are free in it."""

    free_places: int
    women_only: bool = False
    childcare: bool = False
    ways: frozenset[str] = frozenset({"room"})
    meets: frozenset[PartOfWeek] = frozenset()


@dataclass(frozen=True)
class Ranked:
    """`place` counts from 1, None for who does not fit: then `against` says by which rules.

    `decided_by`: the rule that puts them behind the one before; empty for the first.
    """

    who: Waiting
    place: int | None
    gets_place: bool = False
    decided_by: str = ""
    against: tuple[str, ...] = ()


def ranked(rules: Rules, room: Room, waiting: Iterable[Waiting], *, draw: str) -> list[Ranked]:
    """Everybody once: those who fit in their order, then those who do not, by how long they have waited.

    `draw` is the word the lot is drawn with; it stands on the page, so that anybody can draw it again.
    """
    everybody = list(waiting)
    against = {each.id: _against(rules, room, each) for each in everybody}
    if len(against) != len(everybody):
        raise ValueError("somebody waits twice")
    fitting = sorted((each for each in everybody if not against[each.id]), key=lambda each: _key(rules, each, draw))
    rest = sorted((each for each in everybody if against[each.id]), key=lambda each: (each.since, lot(draw, each.id)))
    found = []
    for place, each in enumerate(fitting, start=1):
        before = fitting[place - 2] if place > 1 else None
        decided_by = _deciding(rules, before, each, draw) if before else ""
        found.append(Ranked(each, place, place <= room.free_places, decided_by))
    return found + [Ranked(each, None, against=against[each.id]) for each in rest]


def lot(draw: str, who: str) -> str:
    """The lot of one person: nobody can choose it, everybody can draw it again."""
    return sha256(f"{draw}|{who}".encode()).hexdigest()


def _against(rules: Rules, room: Room, who: Waiting) -> tuple[str, ...]:
    said = {
        "women": (room.women_only and not who.woman) or (who.only_with_women and not room.women_only),
        "childcare": who.needs_childcare and not room.childcare,
        "way": not who.ways & room.ways,
        "times": bool(who.free) and not room.meets <= who.free,
        "declined": who.declined,
    }
    return tuple(rule for rule in rules.fits if said[rule])


def _value(rule: str, who: Waiting, draw: str) -> Any:
    """The smaller stands before the larger."""
    match rule:
        case "lost-place":
            return not who.lost_place
        case "first-course":
            return not who.first_course
        case "waiting":
            return who.since
        case _:
            return lot(draw, who.id)


def _key(rules: Rules, who: Waiting, draw: str) -> tuple[Any, ...]:
    return tuple(_value(rule, who, draw) for rule in rules.order)


def _deciding(rules: Rules, before: Waiting, who: Waiting, draw: str) -> str:
    return next(rule for rule in rules.order if _value(rule, before, draw) != _value(rule, who, draw))
