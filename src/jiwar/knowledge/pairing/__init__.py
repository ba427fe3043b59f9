"""Who could learn with whom: tutors and conversation partners, matched fairly. Pure: no clock, no database, no names.

    found = pairing.matched(wishes, offers)

As many as possible are matched, and of those who could be, whoever has waited longest: somebody is passed over only
where every way to give them a partner would take one from somebody who waits longer. Whoever is chosen earlier may get
another partner than they would have had alone, never none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jiwar.knowledge.levels import Level


class Kind(StrEnum):
    TUTOR = "tutor"
    CONVERSATION = "conversation"


class Lacks(StrEnum):
    """Why an offer does not fit a wish: the first that holds, in this order."""

    LANGUAGE = "language"
    KIND = "kind"
    LEVEL = "level"
    WISH = "wish"
    PLACE = "place"
    TIME = "time"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Wish:
    """`places`: where the learner can come; `online` among them is a place like others. `woman`: None, either is well.
    `never`: offers that are out of the question whatever else fits."""

    id: str
    since: date
    language: str
    level: Level
    kind: Kind
    times: frozenset[str]
    places: frozenset[str]
    woman: bool | None = None
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """`levels`: empty, any. `woman`: None where it is not said. `free`: for how many people more there is room."""

    id: str
    languages: frozenset[str]
    kinds: frozenset[Kind]
    levels: frozenset[Level]
    times: frozenset[str]
    places: frozenset[str]
    woman: bool | None
    free: int


@dataclass(frozen=True, slots=True)
class Match:
    """`offer` None: nobody fits, or whoever fits is with somebody who waits longer; `lacks` says what is missing with
    those who come nearest, empty where somebody fits and is taken."""

    wish: Wish
    offer: Offer | None
    times: tuple[str, ...] = ()
    lacks: tuple[Lacks, ...] = ()


def matched(wishes: Collection[Wish], offers: Collection[Offer]) -> list[Match]:
    """In the order of waiting. The same wishes and offers give the same pairs, in whatever order they come."""
    order = sorted(wishes, key=lambda wish: (wish.since, wish.id))
    fitting = {wish.id: _fitting(wish, offers) for wish in order}
    taken: dict[str, list[Wish]] = {offer.id: [] for offer in offers}
    for wish in order:
        _place(wish, fitting, taken, set())
    found = {wish.id: offer for offer in offers for wish in taken[offer.id]}
    return [_match(wish, found.get(wish.id), offers, fits=bool(fitting[wish.id])) for wish in order]


def lacks(wish: Wish, offer: Offer) -> Lacks | None:
    """None: they fit."""
    checks: Mapping[Lacks, bool] = {
        Lacks.LANGUAGE: wish.language in offer.languages,
        Lacks.KIND: wish.kind in offer.kinds,
        Lacks.LEVEL: not offer.levels or wish.level in offer.levels,
        Lacks.WISH: offer.id not in wish.never and (wish.woman is None or wish.woman is offer.woman),
        Lacks.PLACE: bool(wish.places & offer.places),
        Lacks.TIME: bool(wish.times & offer.times),
        Lacks.FULL: offer.free > 0,
    }
    return next((each for each, holds in checks.items() if not holds), None)


def _fitting(wish: Wish, offers: Collection[Offer]) -> list[Offer]:
    """Most times in common first, then who has most room."""
    fit = [offer for offer in offers if lacks(wish, offer) is None]
    return sorted(fit, key=lambda offer: (-len(wish.times & offer.times), -offer.free, offer.id))


def _place(wish: Wish, fitting: Mapping[str, list[Offer]], taken: dict[str, list[Wish]], tried: set[str]) -> bool:
    """Finds a partner, moving others to another partner of theirs where needed (an augmenting path)."""
    for offer in fitting[wish.id]:
        if offer.id in tried:
            continue
        tried.add(offer.id)
        here = taken[offer.id]
        if len(here) < offer.free:
            here.append(wish)
            return True
        for other in list(here):
            if _place(other, fitting, taken, tried):
                here.remove(other)
                here.append(wish)
                return True
    return False


def _match(wish: Wish, offer: Offer | None, offers: Collection[Offer], *, fits: bool) -> Match:
    if offer is not None:
        return Match(wish, offer, tuple(sorted(wish.times & offer.times)))
    return Match(wish, None, lacks=() if fits else _nearest(wish, offers))


def _nearest(wish: Wish, offers: Collection[Offer]) -> tuple[Lacks, ...]:
    """What fails last among all offers: those come nearest."""
    order: Sequence[Lacks] = list(Lacks)
    missing = [found for offer in offers if (found := lacks(wish, offer)) is not None]
    return (max(missing, key=order.index),) if missing else (Lacks.LANGUAGE,)


__all__ = ["Kind", "Lacks", "Match", "Offer", "Wish", "lacks", "matched"]
