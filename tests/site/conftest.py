"""A real installation for the tests of the command line: an own home and an own, empty database."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from tests.postgres import OWNER, SERVING, SUPERUSER, binaries, start_for_this_run

ADMINISTRATOR = "correct horse staple battery"
GUARDIAN = "purple monkey dish umbrella"


SQLITE = "database.sqlite3"
MAKE_TABLES = """
from jiwar.site.command_line import django_start
django_start.start(), django_start.reachable(), django_start.migrate()
"""


@dataclass(frozen=True)
class Site:
    """One installation."""

    home: Path
    environment: dict[str, str]
    folder: Path | None = None
    """Where commands are run from; None: where the tests run."""

    def python(self, program: str) -> str:
        """Run a few lines inside the installation; what they print."""
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "jiwar.site.settings"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def jiwar(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run the command as a person would."""
        return subprocess.run(
            [sys.executable, "-m", "jiwar.site.command_line", *arguments],
            env=self.environment,
            cwd=self.folder,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def set_up(self) -> subprocess.CompletedProcess[str]:
        """A real group with two people, in a database whose empty tables are copied: making them takes ten seconds."""
        if self.environment.get("JIWAR_DATABASE") == "postgres":
            _copy_tables_into(self.environment["JIWAR_DATABASE_NAME"])
        elif not (self.home / SQLITE).exists():
            self.home.mkdir(mode=0o700, exist_ok=True)
            shutil.copy(_only_tables().home / SQLITE, self.home / SQLITE)
        for name, password in (("p1", ADMINISTRATOR), ("p2", GUARDIAN)):
            (self.home.parent / name).write_text(f"{password}\n", encoding="utf-8")
        return self.jiwar(*setup_arguments(self.home.parent))


def setup_arguments(folder: Path, **instead: str) -> list[str]:
    """The flags of a setup without faults, with some of them replaced."""
    flags = {
        "name": "Dar al-Aman",
        "country": "TR",
        "language": "en",
        "office": "Main",
        "time-zone": "Europe/Istanbul",
        "administrator": "amal",
        "administrator-name": "Amal Haddad",
        "administrator-password-file": str(folder / "p1"),
        "guardian": "huda",
        "guardian-name": "Huda Saleh",
        "guardian-password-file": str(folder / "p2"),
    }
    flags |= {name.replace("_", "-"): value for name, value in instead.items()}
    return ["setup", *(part for name, value in flags.items() for part in (f"--{name}", value))]


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator["NewSite"]:
    maker = NewSite(tmp_path)
    yield maker
    maker.drop_databases()


class NewSite:
    """Makes empty installations on the database of this run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.databases: list[str] = []

    def __call__(self, name: str = "one") -> Site:
        home = self.folder / name / "home"
        home.parent.mkdir()
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("JIWAR_", "DJANGO_"))}
        environment["JIWAR_HOME"] = str(home)
        if os.environ.get("JIWAR_TEST_DATABASE") == "postgres":
            database = f"site_{uuid4().hex}"
            _client("createdb", database)
            self.databases.append(database)
            environment |= {
                "JIWAR_DATABASE": "postgres",
                "JIWAR_DATABASE_HOST": str(start_for_this_run()),
                "JIWAR_DATABASE_NAME": database,
                "JIWAR_DATABASE_USER": SERVING,
                "JIWAR_DATABASE_OWNER": OWNER,
            }
        return Site(home, environment)

    def drop_databases(self) -> None:
        for database in self.databases:
            # A server that has just ended may linger for a moment, and its role is not the owner's to send away.
            _client("dropdb", "--force", database, role=SUPERUSER)


@cache
def _only_tables() -> Site:
    """An installation with nothing but the tables of its database, made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="jiwar-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    site = NewSite(folder)("tables")
    site.python(MAKE_TABLES)
    return site


def _copy_tables_into(database: str) -> None:
    """Unless it has them."""
    has_them = "SELECT to_regclass('django_migrations')"
    if _client("psql", "--dbname", database, "--tuples-only", "--no-align", "--command", has_them).strip() == "":
        _client("dropdb", "--force", database, role=SUPERUSER)
        _client("createdb", "--template", _only_tables().environment["JIWAR_DATABASE_NAME"], database)


def _client(program: str, *arguments: str, role: str = OWNER) -> str:
    command = [str(binaries() / program), f"--host={start_for_this_run()}", f"--username={role}"]
    return subprocess.run([*command, *arguments], check=True, capture_output=True, text=True).stdout
