"""Small files that are whole or as they were: a power cut leaves the old one or the new one, never half of one."""

import os
import threading
from pathlib import Path

INCOMING = ".incoming"
"""Ending of a sealed file that is not whole yet: no backup takes it along."""


def put(path: Path, content: bytes) -> None:
    """Replaces `path` in one step, for its owner's eyes only; when this returns it is on the disk."""
    # A name of its own: two processes may write the same file at the same moment.
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    settle(path.parent)


def settle(*folders: Path) -> None:
    """The names in them too are on the disk: after a power cut a new file is not gone."""
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
