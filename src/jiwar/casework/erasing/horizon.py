"""Until when an older backup still holds who was erased. The room that writes backups says what it knows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Horizon:
    """`kept`: how many backups lie where this machine writes them. `until`: the day by which all of those are gone, as
    far as the last orders tell; None where nobody lets old ones go."""

    kept: int
    until: date | None


_askers: list[Callable[[], Horizon]] = []


def register(asker: Callable[[], Horizon]) -> None:
    _askers[:] = [asker]


def now() -> Horizon:
    return _askers[0]() if _askers else Horizon(0, None)
