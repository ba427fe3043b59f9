"""What opens a locked key file goes from a process to one it starts, through memory the kernel keeps for both."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from jiwar.foundation.vault import passphrase


@contextmanager
def offered() -> Iterator[int]:
    """A descriptor to be passed on; this process keeps it no longer than the block. It lies on no disk."""
    descriptor = os.memfd_create("jiwar")
    try:
        os.write(descriptor, passphrase.handover())
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)


def receive(descriptor: int | None) -> None:
    """Takes what was offered, and closes the descriptor."""
    if descriptor is None:
        return
    with os.fdopen(descriptor, "rb") as handed:
        passphrase.take(handed.read())
