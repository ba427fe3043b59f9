"""Where the chain had come to, kept outside the database: a chain cut short or rolled back is found by it.

One line a checkpoint: sequence, hash, and a keyed mark that only the group's key can make.
"""

import hmac
import os
import threading
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.vault import keys, sealing

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
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = f"{sequence} {link} {_mark(sequence, link)}\n"
    # A name of its own: the worker and the data guardian's page may chain at the same moment.
    draft = head_path().with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
    draft.write_text(line)
    draft.replace(head_path())
    known = _valid(path())
    if known and sequence - known[-1].sequence < EVERY:
        return
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read() -> list[Checkpoint]:
    """All checkpoints whose mark is right, the head last. A line somebody else wrote is as if it were not there."""
    return [*_valid(path()), *_valid(head_path())]


def _valid(place: Path) -> list[Checkpoint]:
    try:
        lines = place.read_text().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        parts = line.split()
        if len(parts) == 3 and parts[0].isdigit() and hmac.compare_digest(parts[2], _mark(int(parts[0]), parts[1])):
            found.append(Checkpoint(int(parts[0]), parts[1]))
    return found


def _mark(sequence: int, link: str) -> str:
    key = sealing.derive(keys.group_key(current_group_id()), "audit-checkpoints/v1")
    return hmac.new(key, f"{sequence} {link}".encode(), sha256).hexdigest()
