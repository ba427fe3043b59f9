"""Where the chain had come to, kept outside the database: a chain cut short or rolled back is found by it.

One line a checkpoint: sequence, hash, and a keyed mark that only the group's key can make. When that key is changed the
lines are marked anew.
"""

import fcntl
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.vault import disk, keys, sealing
from jiwar.foundation.vault.changing import Passed

EVERY = 50


@dataclass(frozen=True)
class Checkpoint:
    sequence: int
    hash: str


def path() -> Path:
    return Path(settings.JIWAR_AUDIT) / f"{current_group_id().hex}.checkpoints"


def head_path() -> Path:
    return path().with_suffix(".head")


def write(sequence: int, link: str) -> None:
    """Notes how far the chain has come: always in the head, and for good in the list once in `EVERY` links."""
    with _appending():
        line = _line(sequence, link)
        _note_head(line)
        known = _valid(path())
        if known and sequence - known[-1].sequence < EVERY:
            return
        handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def mark_anew(_after: UUID | None = None) -> Passed:
    """Every line whose mark is right gets one of the group's key of now: a step of changing it, all at once."""
    with _appending():
        known = _valid(path())
        if known:
            disk.put(path(), "".join(_line(each.sequence, each.hash) for each in known).encode())
        for head in _valid(head_path()):
            _note_head(_line(head.sequence, head.hash))
    return Passed(None, len(known), 0)


def _line(sequence: int, link: str) -> str:
    return f"{sequence} {link} {_mark(_key(), sequence, link)}\n"


def _note_head(text: str) -> None:
    # Each second, so it does not wait for the disk: after a power cut the head may be an older one, which still holds.
    draft = head_path().with_suffix(".head.new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(head_path())


@contextmanager
def _appending() -> Iterator[None]:
    """One process at a time writes here: no line is added while all are marked anew."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path().with_suffix(".new"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read() -> list[Checkpoint]:
    """All checkpoints whose mark is right, the head last. A line somebody else wrote is as if it were not there."""
    return [*_valid(path()), *_valid(head_path())]


def _valid(place: Path) -> list[Checkpoint]:
    try:
        lines = place.read_text().splitlines()
    except FileNotFoundError:
        return []
    known = [_marking(key) for key in keys.group_keys(current_group_id())]
    found = []
    for line in lines:
        parts = line.split()
        if len(parts) == 3 and parts[0].isdigit() and _is_ours(known, int(parts[0]), parts[1], parts[2]):
            found.append(Checkpoint(int(parts[0]), parts[1]))
    return found


def _is_ours(known: list[bytes], sequence: int, link: str, mark: str) -> bool:
    return any(hmac.compare_digest(mark, _mark(key, sequence, link)) for key in known)


def _key() -> bytes:
    return _marking(keys.group_key(current_group_id()))


def _marking(group_key: bytes) -> bytes:
    return sealing.derive(group_key, "audit-checkpoints/v1")


def _mark(key: bytes, sequence: int, link: str) -> str:
    return hmac.new(key, f"{sequence} {link}".encode(), sha256).hexdigest()
