"""A fault in what is read once, at import: the program begins anew with it, on a copy of the test database."""

import importlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage

from tests.mutants import children
from tests.mutants.changes import Mutant
from tests.mutants.exchanged import imported_with

BEFOREHAND = (
    "django.db.models", "django.forms", "django.http", "django.test", "django.template", "django.core.management",
    "django.contrib.auth.hashers", "django.core.handlers.wsgi", "django.db.backends.sqlite3.base", "jinja2",
    "cryptography.hazmat.primitives.ciphers.aead", "cryptography.x509", "numpy", "rapidfuzz", "phonenumbers",
    "babel.dates", "hypothesis", "pyrage", "PIL.Image", "icalendar", "openpyxl", "segno", "argon2", "fido2.webauthn",
    "pytest_django.plugin", "coverage", "holidays", "hijridate", "jdatetime", "puremagic",
)  # fmt: skip
"""Others' packages, which no fault of ours touches."""


QUIETLY = ("-q", "-s", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning")


def import_beforehand() -> None:
    for name in BEFOREHAND:
        importlib.import_module(name)


def lines_at_import(root: Path) -> dict[str, frozenset[int]]:
    """By file, the lines in bodies of functions that run before any test does, and those of modules."""

    def watch(say: Callable[[str], None]) -> str:
        coverage = Coverage(data_file=None, source=[str(root / "access"), str(root / "vault")])
        coverage.start()
        importlib.import_module("tests.settings")
        importlib.import_module("django").setup()
        importlib.import_module("jiwar.site.urls")
        coverage.stop()
        data = coverage.get_data()
        for path in data.measured_files():
            say(json.dumps([path, data.lines(path)]))
        return "watched"

    said: list[str] = []
    if children.run(watch, cpu=60, wall=600, heard=said).by != "watched":
        raise RuntimeError("The program could not be watched.")
    return {path: frozenset(lines) for path, lines in map(json.loads, said)}


class Stored:
    """A plugin of pytest: the test database is copied instead of made."""

    def __init__(self, stored: Path, say: Callable[[str], None]) -> None:
        self.stored, self.say = stored, say
        self.noticed = ""

    def pytest_configure(self) -> None:
        from django.db import connections
        from django.db.backends.base import creation

        def call_command(name: str, *_args: Any, **_options: Any) -> None:
            if name == "migrate":
                connection = connections["default"]
                connection.ensure_connection()
                source = sqlite3.connect(self.stored)
                source.backup(connection.connection)
                source.close()

        creation.call_command = call_command

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "setup":
            self.say(report.nodeid)
        if report.failed and not self.noticed:
            self.noticed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.noticed:
            self.noticed = f"import of {report.nodeid}"


def try_out(mutant: Mutant | None, tests: list[str], stored: Path, *, cpu: float) -> children.Outcome:
    def attempt(say: Callable[[str], None]) -> str:
        if mutant is not None:
            imported_with(mutant)
        plugin = Stored(stored, say)
        status = pytest.main([*QUIETLY, "-x", *tests], plugins=[plugin])
        return plugin.noticed or ("start" if status not in (0, pytest.ExitCode.OK) else "")

    return children.run(attempt, cpu=cpu * 3 + 20, wall=cpu * 12 + 90)
