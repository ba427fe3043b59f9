"""Writing a backup: snapshot, sealed files, checkpoints and manifest, streamed through age into one file."""

import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyrage
from pyrage.x25519 import Recipient

from jiwar.foundation.vault import custody, disk
from jiwar.site import recovery
from jiwar.site.backups import snapshot
from jiwar.site.backups.alone import alone
from jiwar.site.backups.manifest import NAME, Manifest, checksum_of
from jiwar.site.command_line.django_start import applied_migrations
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.options import Options

WORKSHOP = ".jiwar-backup-"
"""How a folder begins in which a database is copied, in the home: nobody else calls anything so."""
STILL_WRITTEN = (".head", ".new", disk.INCOMING)
"""Endings of what is not in a backup: a chain's head has moved on since the snapshot (a restored chain begins a new
one), and what is still being written has no row yet."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a backup holds."""

    path: Path
    rows: int
    files: int
    size: int
    keys: custody.KeyStore
    """That open it, also where a group's key was changed while it was written."""


def own_name(moment: datetime) -> str:
    """The name of a backup whose place alone was given."""
    return f"jiwar-{moment:%Y%m%d-%H%M%S}.age"


def recipients_of(given: Options, further: Sequence[str] = ()) -> list[Recipient]:
    """Who can open a backup: this installation, unless the options say no, and every public key named."""
    try:
        found = [Recipient.from_str(key) for key in (*given.backup_recipients, *further)]
    except pyrage.RecipientError as error:
        raise Refusal("A recipient is no public key of age: it begins with age1 and has 62 letters.") from error
    if given.backup_to_site:
        found.append(recovery.from_home(given.keys).identity.to_public())
    return found


def write(given: Options, target: Path | None = None, *, recipients: Sequence[Recipient] | None = None) -> Written:
    """Write one backup; raises Refusal. An incomplete one is never left under its final name.

    `target`: a file that does not exist, or a directory; without it, `backups/` in the home.
    """
    moment = datetime.now(UTC)
    target = target or given.home / "backups"
    if target.is_dir() or target == given.home / "backups":
        target = target / own_name(moment)
    if target.exists():
        raise Refusal(f"{target} exists already; a backup is never overwritten.")
    openers = recipients_of(given) if recipients is None else recipients
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.part")
    with alone(given.home, "backup"), _workshop(given, target.parent) as workshop:
        try:
            before = custody.load(given.keys)
            manifest = _write_draft(given, workshop, draft, openers, moment)
            keys = custody.load(given.keys).opening_also(before.groups)
            draft.replace(target)
            disk.settle(target.parent, target.parent.parent)
        except (OSError, sqlite3.OperationalError, pyrage.EncryptError) as error:
            raise Refusal(f"The backup could not be written to {target.parent}: look whether there is room.") from error
        finally:
            draft.unlink(missing_ok=True)
    files = sum(name.startswith("files/") for name in manifest.files)
    return Written(target, sum(manifest.rows.values()), files, target.stat().st_size, keys)


def note(given: Options, written: Written, *, keep: int | None = None) -> None:
    """Remember when and where the last backup was written and how many are kept, for the pages, the doctor and the
    rehearsal."""
    path = str(written.path.resolve())
    said: dict[str, object] = {"path": path, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    # One written by hand elsewhere changes nothing of how many the nightly ones leave.
    said["kept"] = {"path": path, "keep": keep} if keep is not None else last_noted(given).get("kept")
    disk.put(given.last_backup, json.dumps(said).encode())


def last_noted(given: Options) -> dict[str, Any]:
    """What `note` kept; empty before the first backup."""
    try:
        return dict(json.loads(given.last_backup.read_text()))
    except (OSError, ValueError, TypeError):
        return {}


@contextmanager
def _workshop(given: Options, beside: Path) -> Iterator[Path]:
    """Where the database is copied to. What a backup that was killed left behind is a copy too, and goes first."""
    for left in given.home.glob(f"{WORKSHOP}*/"):
        shutil.rmtree(left, ignore_errors=True)
    for half in beside.glob("jiwar-????????-??????.age.part"):
        half.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=given.home, prefix=WORKSHOP) as place:
        yield Path(place)


def _write_draft(
    given: Options, workshop: Path, draft: Path, recipients: Sequence[Recipient], moment: datetime
) -> Manifest:
    # The checkpoints before the database: one that is later than the snapshot would say the chain was cut short.
    # The sealed files after it: a file lies there before its row does.
    if given.audit.exists():
        shutil.copytree(given.audit, workshop / "audit", ignore=shutil.ignore_patterns("*.head", "*.new"))
    before = {name for name, _path in _below("files", given.files)}
    copy, rows = snapshot.take(given, workshop)
    sealed = list(_below("files", given.files))
    contents = [(copy.name, copy), *sealed, *_below("audit", workshop / "audit")]
    migrations = [list(pair) for pair in applied_migrations()]
    manifest = Manifest(moment.isoformat(timespec="seconds"), given.database, migrations, rows)
    # Taken away while the database was copied: a row may still know them.
    manifest.gone = len(before - {name for name, _path in sealed})
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        _encrypted(lambda stream: _pack(stream, contents, manifest), out, recipients)
        out.flush()
        os.fsync(out.fileno())
    return manifest


def _encrypted(produce: Callable[[BinaryIO], None], out: BinaryIO, recipients: Sequence[Recipient]) -> None:
    """What `produce` writes goes through age into `out`, without resting on disk in between."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def feed() -> None:
        try:
            with os.fdopen(writing, "wb") as stream:
                produce(stream)
        except BaseException as error:
            failed.append(error)

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            pyrage.encrypt_io(stream, out, recipients)
    finally:
        # Where the disk is full the reading end is closed by now, and the feeder ends with a broken pipe.
        feeder.join()
    if failed:
        raise failed[0]


def _pack(stream: BinaryIO, contents: Sequence[tuple[str, Path]], manifest: Manifest) -> None:
    with tarfile.open(fileobj=stream, mode="w|") as archive:
        for name, path in contents:
            try:
                file = path.open("rb")
            except FileNotFoundError:
                # Taken away since the snapshot: its row says so when it is looked for.
                manifest.gone += 1
                continue
            with file:
                digest = checksum_of(file)
                size = file.seek(0, os.SEEK_END)
                file.seek(0)
                manifest.files[name] = [size, digest]
                _add(archive, name, size, file)
        text = manifest.to_bytes()
        _add(archive, NAME, len(text), io.BytesIO(text))


def _below(folder: str, root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.endswith(STILL_WRITTEN):
            yield f"{folder}/{path.relative_to(root).as_posix()}", path


def _add(archive: tarfile.TarFile, name: str, size: int, content: BinaryIO) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    archive.addfile(entry, content)
