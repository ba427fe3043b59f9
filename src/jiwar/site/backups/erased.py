"""Lines about who was erased, gathered before anything is put back and applied before anyone can read it.

They come from the home, from the backup, and from files that are named. While they lie gathered in the home, the
restore is not finished, and nothing serves: a power cut in between does not bring anybody back.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jiwar.casework.erasing.tombstones import ENDING
from jiwar.foundation.vault import disk
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.options import Options


def gather(given: Options, named: Sequence[Path], unpacked: Path) -> None:
    """All lines in one file in the home, down to the disk."""
    places = [*_in(given.home), *_in(given.audit), *_in(unpacked / "audit"), *lines_named(named)]
    lines = dict.fromkeys(line for place in places for line in place.read_text(encoding="utf-8").splitlines())
    disk.put(_gathered(given), "".join(f"{line}\n" for line in lines).encode())


def apply(given: Options, taken_at: str) -> int:
    """Erases again; returns how many people. Then the restore is finished."""
    from jiwar.casework.erasing import again

    people = again.apply([_gathered(given)], datetime.fromisoformat(taken_at))
    _gathered(given).unlink()
    return people


def check_finished(given: Options) -> None:
    """Raises Refusal where a restore broke off: somebody who was erased could be in the tables again."""
    if _gathered(given).exists():
        raise Refusal(
            f"A restore into {given.home} was not finished. Take the database, files/ and audit/ away, leave "
            f"{_gathered(given).name} there, and restore again."
        )


def lines_named(named: Sequence[Path]) -> list[Path]:
    """Of a folder every file with such lines; raises Refusal where nothing is."""
    found = []
    for place in named:
        here = _in(place) if place.is_dir() else [place]
        if not here or not all(path.is_file() for path in here):
            raise Refusal(f"There are no lines about who was erased at {place}.")
        found += here
    return found


def lines_of(given: Options) -> list[Path]:
    """Those of a running installation."""
    return _in(given.audit)


def is_of_these(path: Path) -> bool:
    return path.suffix == ENDING


def _in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{ENDING}"))


def _gathered(given: Options) -> Path:
    return given.home / f"restoring{ENDING}"
