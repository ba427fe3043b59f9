"""What a member offers and what a learner wishes, as they say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind

ONLINE: Final = "online"
PARTS: Final = ("morning", "afternoon", "evening")
WHOM: Final = {"woman": True, "man": False}
TIMES: Final = tuple(f"{day}-{part}" for day in range(7) for part in PARTS)


@dataclass(frozen=True, slots=True)
class Offered:
    kinds: Sequence[Kind]
    languages: Sequence[str]
    levels: Sequence[Level]
    times: Sequence[str]
    places: Sequence[str]
    woman: bool | None
    room_for: int


@dataclass(frozen=True, slots=True)
class Wished:
    kind: Kind
    language: str
    level: Level
    times: Sequence[str]
    places: Sequence[str]
    whom: str
    """`woman`, `man`, or empty: either."""
