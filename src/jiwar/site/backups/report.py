"""What a rehearsal found, kept as one file in the home: counts and codes, nothing of anybody."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jiwar.foundation.vault import disk
from jiwar.foundation.vault.sampling import Sample


@dataclass(frozen=True, slots=True)
class GroupFound:
    """Of one group: whether its chain holds, and what could be opened."""

    name: str
    links: int
    problem: str
    sample: Sample

    @property
    def values_open(self) -> bool:
        return not self.sample.closed

    @property
    def files_open(self) -> bool:
        return not (self.sample.files_broken or self.sample.files_missing)

    @property
    def well(self) -> bool:
        return not self.problem and self.values_open and self.files_open


@dataclass(frozen=True, slots=True)
class Report:
    """`refusal`: the sentence of the restore that did not come about, for whoever runs the server; else empty."""

    at: str
    seconds: float
    refusal: str = ""
    taken_at: str = ""
    rows: int = 0
    files: int = 0
    erased: int = 0
    groups: dict[str, GroupFound] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        return not self.refusal and all(found.well for found in self.groups.values())

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def keep(self, place: Path) -> None:
        disk.put(place, json.dumps(asdict(self), indent=1).encode())


def read(place: Path) -> Report | None:
    """The last report; None where nothing was ever rehearsed, or what lies there cannot be read."""
    try:
        return from_data(json.loads(place.read_text()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def from_data(data: dict[str, Any]) -> Report:
    groups = {
        group: GroupFound(**{**found, "sample": Sample(**found["sample"])})
        for group, found in data.get("groups", {}).items()
    }
    return Report(**{**data, "groups": groups})
