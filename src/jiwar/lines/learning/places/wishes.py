"""What makes a class possible for a learner, as it is kept with their place on the list."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Wishes:
    """`parts`: parts of the day in which they can come; none: at any time. `ways`: 'room', 'online'."""

    only_with_women: bool = False
    needs_childcare: bool = False
    ways: tuple[str, ...] = ("room", "online")
    parts: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"ways": list(self.ways), "parts": list(self.parts)}


def from_data(data: Mapping[str, Any]) -> Wishes:
    """Of a row whose key is gone nothing is left: then there are no wishes."""
    if not data:
        return Wishes()
    return Wishes(
        bool(data["only_with_women"]), bool(data["needs_childcare"]), tuple(data["ways"]), tuple(data["parts"])
    )
