"""Who was erased, written outside the database: a backup older than the erasing brings them back into the tables, and
these lines take them away again.

One file a group beside the audit's checkpoints, only ever added to, ids only. It goes into every backup. A line counts
only with a mark that the group's keys make.

    2026-11-26T12:00:00+00:00 person 6a0c… mark
"""

import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.vault import disk, keys, sealing
from jiwar.foundation.vault.models import Subject

ENDING: Final = ".erased"


@dataclass(frozen=True)
class Tombstone:
    at: datetime
    kind: str
    subject: UUID

    def line(self) -> str:
        return f"{self._said()} {_mark(self._said())}\n"

    def _said(self) -> str:
        return f"{self.at.isoformat(timespec='seconds')} {self.kind} {self.subject.hex}"


def path() -> Path:
    return Path(settings.JIWAR_AUDIT) / f"{current_group_id().hex}{ENDING}"


def write(subjects: Iterable[UUID]) -> None:
    """Adds their lines, down to the disk: also where an older one was left by an erasing that was broken off."""
    kinds = dict(Subject.objects.filter(id__in=list(subjects)).values_list("id", "kind"))
    now = timezone.now()
    _add([Tombstone(now, kind, subject) for subject, kind in sorted(kinds.items())])


def keep(stones: Iterable[Tombstone]) -> None:
    """The same for lines that came from elsewhere and are not here yet, with the time they were written then."""
    there = set(read([path()]))
    _add([stone for stone in stones if stone not in there])


def read(places: Iterable[Path]) -> list[Tombstone]:
    """The lines of the group acted for, from all the places, each subject once: its newest. Others' are passed over."""
    lines = [line for place in places if place.is_file() for line in place.read_text(encoding="utf-8").splitlines()]
    stones = [stone for line in lines if (stone := _read(line)) is not None]
    return list({stone.subject: stone for stone in sorted(stones, key=lambda stone: stone.at)}.values())


def _add(stones: list[Tombstone]) -> None:
    if not stones:
        return
    place = path()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write("".join(stone.line() for stone in stones))
        file.flush()
        os.fsync(file.fileno())
    disk.settle(place.parent, place.parent.parent)


def _read(line: str) -> Tombstone | None:
    said, _space, mark = line.strip().rpartition(" ")
    if not said or not hmac.compare_digest(mark.encode(), _mark(said).encode()):
        return None
    at, kind, subject = said.split(" ")
    return Tombstone(datetime.fromisoformat(at), kind, UUID(subject))


def _mark(said: str) -> str:
    # Of the keys for indexes the first never changes: the line is known again in an older backup, and under newer keys.
    key = sealing.derive(keys.index_keys()[1], "tombstones/v1")
    return hmac.new(key, said.encode(), sha256).hexdigest()
