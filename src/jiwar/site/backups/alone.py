"""One at a time: two backups, or two rehearsals, would take each other's scratch place for a leftover."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jiwar.site.command_line.refusal import Refusal


@contextmanager
def alone(home: Path, what: str) -> Iterator[None]:
    """Raises Refusal while another process does the same. A process that dies lets go by itself."""
    handle = os.open(home / f"{what}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"Another {what} is running: wait until it ends.") from None
        yield
    finally:
        os.close(handle)
