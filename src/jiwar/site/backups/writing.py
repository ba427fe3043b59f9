"""Writing a backup: snapshot, sealed files, checkpoints and manifest, streamed through age into one file."""

import io
import os
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pyrage

from jiwar.site import recovery
from jiwar.site.backups import snapshot
from jiwar.site.backups.manifest import NAME, Manifest, checksum
from jiwar.site.command_line.django_start import applied_migrations
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.options import Options


@dataclass(frozen=True, slots=True)
class Written:
    """What a backup holds."""

    path: Path
    rows: int
    files: int
    size: int


def write(given: Options, target: Path | None = None) -> Written:
    """Write one backup; raises Refusal. An incomplete one is never left under its final name."""
    moment = datetime.now(UTC)
    target = target or given.home / "backups" / f"jiwar-{moment:%Y%m%d-%H%M%S}.age"
    if target.exists():
        raise Refusal(f"{target} exists already; a backup is never overwritten.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    recipient = recovery.from_home(given.keys).identity.to_public()
    draft = target.with_name(f"{target.name}.part")
    with tempfile.TemporaryDirectory(dir=given.home, prefix="backup-") as workshop:
        copy, rows = snapshot.take(given, Path(workshop))
        migrations = [list(pair) for pair in applied_migrations()]
        manifest = Manifest(moment.isoformat(timespec="seconds"), given.database, migrations, rows)
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                _encrypted(lambda stream: _pack(stream, given, copy, manifest), out, recipient)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(target)
            given.last_backup.touch()
        finally:
            draft.unlink(missing_ok=True)
    files = sum(name.startswith("files/") for name in manifest.files)
    return Written(target, sum(rows.values()), files, target.stat().st_size)


def _encrypted(produce: Callable[[BinaryIO], None], out: BinaryIO, recipient: "pyrage.x25519.Recipient") -> None:
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
    with os.fdopen(reading, "rb") as stream:
        pyrage.encrypt_io(stream, out, [recipient])
    feeder.join()
    if failed:
        raise failed[0]


def _pack(stream: BinaryIO, given: Options, copy: Path, manifest: Manifest) -> None:
    with tarfile.open(fileobj=stream, mode="w|") as archive:
        for name, path in _contents(given, copy):
            try:
                size, digest = path.stat().st_size, checksum(path)
            except FileNotFoundError:
                # Erased since the snapshot: its row says so when it is looked for.
                continue
            manifest.files[name] = [size, digest]
            with path.open("rb") as file:
                _add(archive, name, size, file)
        text = manifest.to_bytes()
        _add(archive, NAME, len(text), io.BytesIO(text))


def _contents(given: Options, copy: Path) -> Iterator[tuple[str, Path]]:
    yield copy.name, copy
    for folder, root in (("files", given.files), ("audit", given.audit)):
        for path in sorted(root.rglob("*")):
            # The head of a chain has moved on since the snapshot; a restored chain begins a new one.
            if path.is_file() and not path.name.endswith((".head", ".new")):
                yield f"{folder}/{path.relative_to(root).as_posix()}", path


def _add(archive: tarfile.TarFile, name: str, size: int, content: BinaryIO) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    archive.addfile(entry, content)
