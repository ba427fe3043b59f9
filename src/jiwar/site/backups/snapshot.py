"""A consistent copy of the database while people work, and its return: SQLite's backup interface, or pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction

from jiwar.site.command_line.refusal import Refusal
from jiwar.site.options import Options
from jiwar.site.postgres.owner import as_owner

SQLITE, POSTGRES = "database.sqlite3", "database.pgdump"


def take(given: Options, target: Path) -> tuple[Path, dict[str, int]]:
    """A copy of the database in the directory `target`, and how many rows each table has in that copy."""
    if given.database == "sqlite":
        copy = target / SQLITE
        _copy_sqlite(given.database_file, copy)
        with closing(sqlite3.connect(copy)) as copied:
            return copy, count_rows(copied)
    return _dump_postgres(given, target / POSTGRES)


def copy_before_migrating(given: Options) -> None:
    """Keep the database as it was beside the new one; PostgreSQL's own tools do so for PostgreSQL."""
    if given.database == "sqlite" and given.database_file.exists() and given.database_file.stat().st_size:
        place = given.home / "backups" / "before-migration.sqlite3"
        place.parent.mkdir(mode=0o700, exist_ok=True)
        if _unfinished(given).exists() and place.exists():
            return  # an earlier start was cut off in the middle: the copy is of what was before that
        draft = place.with_suffix(".new")
        _copy_sqlite(given.database_file, draft)
        draft.replace(place)
        _unfinished(given).touch()


def migrated(given: Options) -> None:
    """The database is up to the program: the next copy may take the place of this one."""
    _unfinished(given).unlink(missing_ok=True)


def _unfinished(given: Options) -> Path:
    return given.home / "backups" / "before-migration.unfinished"


def put_back(given: Options, copy: Path) -> dict[str, int]:
    """Bring a copy into the empty database; returns the rows of each table."""
    if given.database == "sqlite":
        with closing(sqlite3.connect(copy)) as copied:
            _check_sqlite(copied)
            rows = count_rows(copied)
        copy.replace(given.database_file)
        return rows
    with as_owner(given):
        _postgres_tool("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(copy))
        return _count_postgres()


def is_empty(given: Options) -> bool:
    """Whether the database holds nothing yet."""
    if given.database == "sqlite":
        return not given.database_file.exists() or given.database_file.stat().st_size == 0
    return not connection.introspection.table_names()


def count_rows(copied: sqlite3.Connection) -> dict[str, int]:
    """Rows of each table of an SQLite file."""
    names = copied.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: copied.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names come from the file
        for (name,) in names.fetchall()
    }


def _copy_sqlite(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb"):
        pass
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, pages=4096, sleep=0.01)
        copy.execute("PRAGMA journal_mode = DELETE")


def _check_sqlite(copied: sqlite3.Connection) -> None:
    faults: Iterable[str] = [row[0] for row in copied.execute("PRAGMA integrity_check")]
    if list(faults) != ["ok"] or copied.execute("PRAGMA foreign_key_check").fetchone():
        raise Refusal("The database in the backup is damaged; take another backup.")


def _dump_postgres(given: Options, target: Path) -> tuple[Path, dict[str, int]]:
    # The owner looks over the wall by a door of its own (`groups.doors.WHOLE`), and pg_dump is told to use it.
    shape = ("--format=custom", "--no-owner", "--no-privileges", "--enable-row-security")
    with as_owner(given), _exported_snapshot() as snapshot:
        _postgres_tool("pg_dump", *shape, f"--snapshot={snapshot}", f"--file={target}")
        return target, _count_postgres()


@contextmanager
def _exported_snapshot() -> Iterator[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _count_postgres() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 - quoted
            counts[name] = cursor.fetchone()[0]
    return counts


def _postgres_tool(program: str, *arguments: str) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    path = str(found[-1]) if found else shutil.which(program)
    if path is None:
        raise Refusal(f"{program} is missing: run apt-get install -y --no-install-recommends postgresql-client-15.")
    settings = connection.settings_dict
    environment = {**os.environ, "PGPASSWORD": settings["PASSWORD"], "PGOPTIONS": "-c jiwar.door=whole:"}
    command = [path, f"--host={settings['HOST']}", f"--port={settings['PORT']}", f"--username={settings['USER']}"]
    done = subprocess.run(
        [*command, f"--dbname={settings['NAME']}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refusal(f"{program} failed; its status was {done.returncode}. Check the JIWAR_DATABASE options.")
