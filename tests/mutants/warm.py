"""The program and its tests once in memory, with the database made: from here every fault costs a fork."""

import gc
import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from _pytest.runner import runtestprotocol
from coverage import Coverage
from django.db import connection

from tests.mutants import children
from tests.mutants.changes import Mutant
from tests.mutants.exchanged import Functions, NotHere
from tests.mutants.forgetting import Kept

Tests = list[str]
AT_ONCE = 80
QUICK = 0.02


@dataclass
class Known:
    """What one run of all tests without any fault told. It is kept in a file between two runs of `make mutants`."""

    seconds: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    """Tests that empty the tables, after all others."""
    lines: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By file and line: which tests run it."""
    at_import: dict[str, frozenset[int]] = field(default_factory=dict)
    """By file: what runs before any test does."""

    def tests_for(self, mutant: Mutant, names: dict[str, list[tuple[str, int]]]) -> tuple[Tests, bool]:
        """Tests that can notice, the nearest and quickest first; and whether they run the very line."""
        here = self.lines.get(str(mutant.path), {})
        imported = self.at_import.get(str(mutant.path), frozenset())
        # What runs at import is run by no test but the one that happened to be the first to import it.
        exact = {test for line in mutant.lines - imported for test in here.get(str(line), ())}
        if mutant.inside and not mutant.lines & imported:
            return self._in_order(exact, mutant), True
        if exact:
            return self._in_order(exact, mutant), mutant.inside
        used = {test for name in mutant.names for path, line in names.get(name, ())
                for test in self.lines.get(path, {}).get(str(line), ())}  # fmt: skip
        # A table that costs nothing is asked before whatever happens to use the name.
        near = self._in_order(self._of_file(here), mutant)
        quick = [test for test in near if self.seconds[test] < QUICK]
        return list(dict.fromkeys([*quick, *self._in_order(used, mutant), *near])), False

    def within(self, tests: Tests, cpu: float) -> Tests:
        """As many of them as take so many seconds together, and one at least."""
        chosen: Tests = []
        sum_ = 0.0
        for test in tests:
            sum_ += self.seconds[test]
            if chosen and sum_ > cpu:
                break
            chosen.append(test)
        return chosen

    def steps(self, tests: Tests, *seconds: float) -> list[Tests]:
        """The first ones within so many seconds, then further ones within so many more, as long as there are any."""
        found: list[Tests] = []
        for cpu in seconds:
            if tests:
                found.append(self.within(tests, cpu))
                tests = tests[len(found[-1]) :]
        return found

    def _of_file(self, here: dict[str, list[str]]) -> set[str]:
        return {test for tests in here.values() for test in tests}

    def _in_order(self, tests: set[str], mutant: Mutant) -> Tests:
        room = "/".join(mutant.path.parts[mutant.path.parts.index("foundation") :][:2])
        return sorted(
            (test for test in tests if test not in self.failed),
            key=lambda test: (test in self.last, self.seconds[test] * (1 if f"tests/{room}" in test else 4), test),
        )


class Warm:
    """A plugin of pytest: instead of running what was collected it does `work` with it."""

    def __init__(self, root: Path, stored: Path, work: "Callable[[Warm], None]") -> None:
        self.root, self.stored, self.work = root, stored, work
        self.items: dict[str, pytest.Item] = {}
        self.resting: list[pytest.Item] = []
        """Said to come next after the last one, so that nothing of the session is taken down."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        first = next(item for item in session.items if "db" in getattr(item, "fixturenames", ()))
        self.items.pop(first.nodeid)
        self.resting = list(self.items.values())[:2]
        if any(report.failed for report in runtestprotocol(first, log=False, nextitem=self.resting[0])):
            raise RuntimeError(f"{first.nodeid} fails without any fault.")
        self._store_database()
        # What a served process keeps out of the collector's sight is looked for there.
        gc.unfreeze()
        self.kept = Kept()
        self.kept.forget()
        self.functions = Functions(self.root)
        self.work(self)
        return True

    def _store_database(self) -> None:
        """So that processes which begin anew need not make it again."""
        self.stored.unlink(missing_ok=True)
        copy = sqlite3.connect(self.stored)
        connection.connection.backup(copy)
        copy.close()

    @contextmanager
    def _own_database(self) -> Iterator[None]:
        """In a child: what one fault leaves in the tables must not meet the next one."""
        connection.connection.close()
        connection.connection = None
        with TemporaryDirectory(prefix="jiwar-mutants-") as place:
            connection.settings_dict["NAME"] = shutil.copy(self.stored, place)
            yield

    def passing(self, tests: Tests) -> Iterator[tuple[str, Callable[[], bool]]]:
        """Each test, and what runs it and says whether it passes. In this order, and each at once."""
        resting = self.resting[self.items[tests[-1]] is self.resting[0]]
        resting.session._setupstate.teardown_exact(self.items[tests[0]])
        for test, following in zip(tests, [*(self.items[each] for each in tests[1:]), resting], strict=True):
            yield test, partial(_passes, self.items[test], following)

    def learn(self, into: Path) -> Known:
        """Tests that are not known yet once, watched: how long each takes, and which lines it runs. Kept in a file,
        some tests at a time.
        """
        known = Known(**json.loads(into.read_text())) if into.exists() else Known()
        new = [name for name in self._those_that_empty_last() if name not in known.seconds]
        for at in range(0, len(new), AT_ONCE):
            watch = partial(self._watch, known, new[at : at + AT_ONCE], into)
            if children.run(watch, cpu=3600, wall=7200).by:
                raise RuntimeError("The tests could not be watched.")
            known = Known(**json.loads(into.read_text()))
        return known

    def _watch(self, known: Known, tests: Tests, into: Path, _say: Callable[[str], None]) -> str:
        coverage = Coverage(data_file=None, source=[str(self.root / "access"), str(self.root / "vault")])
        coverage.start()
        with self._own_database():
            for name, passes in self.passing(tests):
                self.kept.forget()
                coverage.switch_context(name)
                began = time.process_time()
                if not passes():
                    known.failed.append(name)
                known.seconds[name] = time.process_time() - began
                if _empties(self.items[name]):
                    known.last.append(name)
        coverage.stop()
        data = coverage.get_data()
        for path in data.measured_files():
            there = known.lines.setdefault(path, {})
            for line, run_by in data.contexts_by_lineno(path).items():
                there[str(line)] = sorted({*there.get(str(line), ()), *filter(None, run_by)})
        into.write_text(json.dumps({**vars(known), "at_import": {}}))
        return ""

    def _those_that_empty_last(self) -> Tests:
        return sorted(self.items, key=lambda name: _empties(self.items[name]))

    def try_out(self, mutant: Mutant | None, tests: Tests, *, cpu: float) -> children.Outcome:
        """Raises `NotHere` where the fault cannot be put into what is in memory."""

        def attempt(say: Callable[[str], None]) -> str:
            if mutant is not None:
                try:
                    self.functions.exchange(mutant)
                except NotHere:
                    return "not here"
            with self._own_database():
                for test, passes in self.passing(tests):
                    say(test)
                    if not passes():
                        return test
            return ""

        found = children.run(attempt, cpu=cpu * 3 + 10, wall=cpu * 12 + 60)
        if found.by == "not here":
            raise NotHere
        return found


def _passes(item: pytest.Item, following: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _empties(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & {"transactional_db", "live_server"}) or bool(mark and mark.kwargs.get("transaction"))
