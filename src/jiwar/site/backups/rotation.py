"""Letting old backups go: by number and not by age, so that a clock that jumps takes nothing away."""

import re
from pathlib import Path

from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring import shares

_OWN_NAME = re.compile(r"jiwar-\d{8}-\d{6}\.age")


def rotate(newest: Path, *, keep: int) -> list[Path]:
    """Keeps `keep` backups beside `newest`, which is one of them and always stays; returns those taken away.

    Only names this program gives are looked at: what somebody put there by hand stays.
    """
    others = [path for path in own_backups(newest.parent) if path != newest]
    old = sorted(others, key=lambda path: path.name, reverse=True)[keep - 1 :]
    for path in old:
        path.unlink()
        shares.copy_of(path).unlink(missing_ok=True)
    return old


def own_backups(folder: Path) -> list[Path]:
    """By the names this program gives."""
    return [path for path in folder.iterdir() if _OWN_NAME.fullmatch(path.name)] if folder.is_dir() else []


def check(target: Path | None, *, keep: int) -> None:
    """Said before a backup is written rather than after it; raises Refusal."""
    if keep < 1:
        raise Refusal("--keep must be 1 or more.")
    if target is not None and not target.is_dir():
        raise Refusal("--keep counts the backups of a directory: name the directory, not a file.")
