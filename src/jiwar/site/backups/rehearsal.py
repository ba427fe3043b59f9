"""A rehearsal: a backup is restored into a scratch place, looked at, and the scratch place is thrown away.

What runs there is the restore that would run after a loss, in a process of its own. The database people work with is
not touched.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from django.db import ProgrammingError, connection
from pyrage.x25519 import Identity

from jiwar.foundation.vault import custody
from jiwar.site.backups import erased, report, writing
from jiwar.site.backups.alone import alone
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring import handing_over
from jiwar.site.options import Options
from jiwar.site.postgres.owner import as_owner

PATIENCE = 6 * 3600


def rehearse(given: Options, backup: Path | None = None, identity: Path | None = None) -> report.Report:
    """Rehearse with `backup`, else with the last one written, else with one written for this; keeps the report."""
    began, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    try:
        with alone(given.home, "rehearsal"), _scratch(given) as place:
            chosen, opened_by = (backup, identity) if backup else _choose(given, place)
            found = report.from_data({"at": began, "seconds": 0.0, **_prove(place, chosen, given, opened_by)})
    except Refusal as refusal:
        found = report.Report(began, 0.0, str(refusal))
    found = replace(found, seconds=round(time.monotonic() - clock, 1))
    found.keep(given.last_rehearsal)
    return found


def last_written(given: Options) -> Path | None:
    """Where the last backup was written to; None where that is not known or it lies there no more."""
    try:
        path = Path(json.loads(given.last_backup.read_text())["path"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return path if path.is_file() else None


def _choose(given: Options, place: Options) -> tuple[Path, Path | None]:
    last = last_written(given)
    if last and given.backup_to_site:
        return last, None
    # Nobody here can open what was written for others: one is written for this rehearsal alone.
    once = Identity.generate()
    secret = place.home.parent / "identity"
    with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(str(once))
    return writing.write(given, place.home.parent / "backup.age", recipients=[once.to_public()]).path, secret


def _prove(place: Options, backup: Path, given: Options, identity: Path | None) -> dict[str, object]:
    command = [sys.executable, "-m", "jiwar.site.backups.proving", str(backup), str(custody.key_file(given.keys))]
    if identity:
        command += ["--identity", str(identity)]
    command += [part for place in erased.lines_of(given) for part in ("--erased", str(place))]
    try:
        custody.load(given.keys)  # asked for here, where somebody may be at the keyboard
        with handing_over.offered() as descriptor:
            done = subprocess.run(
                [*command, "--unlocked-by", str(descriptor)],
                env=_environment(place),
                pass_fds=(descriptor,),
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
            )
        return dict(json.loads(done.stdout))
    except custody.NoKey as missing:
        raise Refusal(str(missing)) from missing
    except (ValueError, subprocess.TimeoutExpired) as error:
        raise Refusal("The restore broke off without a word: try jiwar restore into an empty home.") from error


def _environment(place: Options) -> dict[str, str]:
    """Nothing of this installation's options but what a restore needs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIWAR_")}
    return {
        **kept,
        "JIWAR_HOME": str(place.home),
        "JIWAR_LINES": ",".join(place.lines),
        "JIWAR_DATABASE": place.database,
        "JIWAR_DATABASE_HOST": place.database_host,
        "JIWAR_DATABASE_PORT": str(place.database_port),
        "JIWAR_DATABASE_NAME": place.database_name,
        "JIWAR_DATABASE_USER": place.database_user,
        "JIWAR_DATABASE_PASSWORD": place.database_password,
        "JIWAR_DATABASE_OWNER": place.database_owner,
        "JIWAR_DATABASE_OWNER_PASSWORD": place.database_owner_password,
    }


@contextmanager
def _scratch(given: Options) -> Iterator[Options]:
    """An empty home, and on PostgreSQL an empty database; what an earlier rehearsal left behind is taken away first."""
    folder = given.home / ".jiwar-rehearsal"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        (folder / "home").mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise Refusal(f"There is no room for a scratch place in {given.home}.") from error
    place = replace(given, home=folder / "home", database_name=f"{given.database_name}_rehearsal")
    try:
        if given.database == "postgres":
            _make_database(given, place.database_name)
        yield place
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if given.database == "postgres":
            _drop_database(given, place.database_name)


def _make_database(given: Options, name: str) -> None:
    """The owner's, like the one that is rehearsed."""
    _drop_database(given, name)
    with as_owner(given), connection.cursor() as cursor:
        try:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
        except ProgrammingError as error:
            role = given.database_owner or given.database_user
            raise Refusal(f"The role may make no scratch database: run ALTER ROLE {role} CREATEDB.") from error


def _drop_database(given: Options, name: str) -> None:
    with as_owner(given), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")
