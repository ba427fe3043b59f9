"""Killed while a backup is written: under its final name there is a whole one, or none."""

import tempfile
from pathlib import Path
from uuid import uuid4

from tests.faults.killing import Confirmed, Ledger, Scenario
from tests.faults.place import working


def _folder() -> Path:
    from jiwar.site import options

    folder = options.read().home / "away"
    folder.mkdir(exist_ok=True)
    return folder


def back_up(ledger: Ledger) -> None:
    """One after another, while notes are written in between."""
    from jiwar.casework.cases import actions as cases
    from jiwar.site import options
    from jiwar.site.backups import writing

    folder = _folder()
    while True:
        with working() as (viewer, case):
            cases.write_note(viewer, case=case, text="Between two backups", minutes=1)
        written = writing.write(options.read(), folder / f"{uuid4()}.age")
        ledger.confirmed("backup", written.path, written.rows)


def look(confirmed: Confirmed, thorough: bool) -> list[str]:
    """Every backup that has its name can be unpacked and is whole; then it makes room."""
    from jiwar.site import options, recovery
    from jiwar.site.backups import reading, writing
    from jiwar.site.backups.manifest import NAME, Manifest
    from jiwar.site.command_line.refusal import Refusal

    given = options.read()
    faults = [f"backup {words[1]} is lost" for words in confirmed if not Path(words[1]).exists()]
    for path in _folder().glob("*.age"):
        with tempfile.TemporaryDirectory(dir=given.home) as place:
            try:
                reading.unpack(path, recovery.from_home(given.keys).identity, Path(place))
                reading.check(given, Manifest.from_file(Path(place) / NAME), Path(place))
            except Refusal as refusal:
                faults.append(f"backup {path.name}: {refusal}")
        path.unlink()
    if thorough:
        writing.write(given, _folder() / "last.age")
        left = [path.name for path in given.home.glob(".jiwar-backup-*/")]
        faults += [f"left behind: {left}"] if left else []
    return faults


BACKUPS = Scenario("backups", back_up, look, longest=1.0)
