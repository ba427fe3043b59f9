"""Restoring a backup: everything is checked beside the home before anything of it is put in place."""

import os
import shutil
import tarfile
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyrage
from pyrage.x25519 import Identity

from jiwar.site.backups import erased, snapshot
from jiwar.site.backups.manifest import NAME, Manifest, checksum
from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.options import Options
from jiwar.site.recovery import Keys

DAMAGED = "The backup is incomplete or damaged; take another one."


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    rows: int
    files: int
    taken_at: str
    gone: int
    erased: int
    """People who had been erased since, and were erased from what came back."""


def restore(
    given: Options, backup: Path, keys: Keys, identity: Identity | None = None, *, erased_since: Sequence[Path] = ()
) -> Restored:
    """Restore into an empty home and database; raises Refusal and then leaves both as they were.

    `identity` opens the backup where the key of the installation it came from does not. `erased_since`: files or
    folders with lines about who was erased, besides those in the home and in the backup.
    """
    _check_empty(given)
    erased.lines_named(erased_since)
    given.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.home, prefix="restore-") as workshop:
        unpacked = Path(workshop)
        unpack(backup, identity or keys.identity, unpacked)
        manifest = Manifest.from_file(unpacked / NAME)
        check(given, manifest, unpacked)
        keys.write(given.keys)
        erased.gather(given, erased_since, unpacked)
        copy = unpacked / (snapshot.SQLITE if given.database == "sqlite" else snapshot.POSTGRES)
        if snapshot.put_back(given, copy) != manifest.rows:
            raise Refusal("The restored database has other row counts than the backup says; do not use it.")
        for folder, place in (("files", given.files), ("audit", given.audit)):
            if (unpacked / folder).exists():
                if place.exists():
                    shutil.rmtree(place)
                (unpacked / folder).replace(place)
    django_start.migrate()
    people = erased.apply(given, manifest.taken_at)
    files = sum(name.startswith("files/") for name in manifest.files)
    return Restored(sum(manifest.rows.values()), files, manifest.taken_at, manifest.gone, people)


def identity_from(path: Path) -> Identity:
    """The secret half in a file made by age-keygen; raises Refusal."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    secrets = [line for line in lines if line and not line.startswith("#")]
    try:
        return Identity.from_str(secrets[0])
    except (IndexError, pyrage.IdentityError) as error:
        raise Refusal(f"{path} holds no identity of age: a line that begins with AGE-SECRET-KEY-.") from error


def _check_empty(given: Options) -> None:
    if given.database == "postgres":
        django_start.reachable()
    if not snapshot.is_empty(given):
        raise Refusal("There is a database already; a backup is restored into an empty one only.")
    for place in (given.files, given.audit):
        if place.exists() and not all(erased.is_of_these(path) for path in place.iterdir()):
            raise Refusal(f"{place} is not empty; a backup is restored into an empty home only.")


def unpack(backup: Path, identity: Identity, target: Path) -> None:
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def feed() -> None:
        try:
            with backup.open("rb") as sealed, os.fdopen(writing, "wb") as stream:
                pyrage.decrypt_io(sealed, stream, [identity])
        except Exception as error:
            failed.append(error)

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        with os.fdopen(reading, "rb") as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                _extract(archive, entry, target)
            # Read to the end, so that age checks the last block too.
            while stream.read(65536):
                pass
    except (tarfile.TarError, EOFError) as error:
        feeder.join()
        raise Refusal(_why(failed)) from error
    feeder.join()
    if failed:
        raise Refusal(_why(failed)) from failed[0]


def _why(failed: list[Exception]) -> str:
    if failed and "No matching keys" in str(failed[0]):
        return "These keys do not open this backup: it was written for others (another key file, or --identity)."
    return DAMAGED


def _extract(archive: tarfile.TarFile, entry: tarfile.TarInfo, target: Path) -> None:
    name = PurePosixPath(entry.name)
    known = entry.name in (NAME, snapshot.SQLITE, snapshot.POSTGRES) or name.parts[0] in ("files", "audit")
    if not entry.isreg() or name.is_absolute() or ".." in name.parts or not known:
        raise Refusal(f"The backup holds '{entry.name}', which no backup of this program does; it is not used.")
    path = target / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = archive.extractfile(entry)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while content and (block := content.read(1024 * 1024)):
            out.write(block)


def check(given: Options, manifest: Manifest, unpacked: Path) -> None:
    if manifest.database != given.database:
        raise Refusal(f"The backup is of a {manifest.database} database; set JIWAR_DATABASE={manifest.database}.")
    found = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()} - {NAME}
    if found != set(manifest.files):
        raise Refusal(DAMAGED)
    for name, (size, digest) in manifest.files.items():
        path = unpacked / name
        if path.stat().st_size != size or checksum(path) != digest:
            raise Refusal(DAMAGED)
    newer = django_start.unknown_migrations([(app, name) for app, name in manifest.migrations])
    if newer:
        raise Refusal(f"The backup comes from a newer program (it knows {newer[0]}): install that one.")
