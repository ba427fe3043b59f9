"""Migrations while people work: how long each keeps readers and writers of its tables waiting, on PostgreSQL.

  python -m benchmarks.migrations [--rows 1000000] [--quick] [--json]

Every migration is applied in the order of the program, to a database that is filled before each one which touches
tables that exist already: those it alters, and those its Python names. Meanwhile, of each such table and
of those it points at, one connection takes the lock of a reader every 10 ms and another that of a writer, each giving
it back at once: the longest wait is what people would have felt. The aim is at most a second; what nobody felt is not
listed. Then the walls between groups are raised, which comes after the last migration.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import psycopg

from benchmarks.rows import Filler
from tests.faults import place
from tests.postgres import OWNER, Server

AIM_MS = 1000.0
FULL_ROWS, QUICK_ROWS = 1_000_000, 1_000
PAUSE = 0.01
LOCKS = {"reading": "ACCESS SHARE", "writing": "ROW EXCLUSIVE"}
WATCHED = 16
WALLS = "the walls between groups"


class Watch:
    """Takes a lock again and again and remembers the longest time it had to wait for it."""

    def __init__(self, socket: Path, table: str, mode: str) -> None:
        self.table, self.mode = table, mode
        self.longest = 0.0
        self._ending = threading.Event()
        self._line = psycopg.connect(host=str(socket), dbname="jiwar", user=OWNER, autocommit=True)
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        self._ending.set()
        self._thread.join()
        self._line.close()

    def _look(self) -> None:
        statement = f'BEGIN; LOCK TABLE "{self.table}" IN {LOCKS[self.mode]} MODE; COMMIT'
        while not self._ending.wait(PAUSE):
            began = time.perf_counter()
            try:
                self._line.execute(statement)
            except psycopg.errors.UndefinedTable:
                return  # the migration took it away
            self.longest = max(self.longest, (time.perf_counter() - began) * 1000)


@contextmanager
def watched(socket: Path, tables: list[str]) -> Iterator[list[Watch]]:
    watches = [Watch(socket, table, mode) for table in tables for mode in LOCKS]
    try:
        time.sleep(5 * PAUSE)
        yield watches
    finally:
        for watch in watches:
            watch.end()


def run(rows: int) -> list[dict[str, Any]]:
    server = Server(durable=True)
    server.start()
    with tempfile.TemporaryDirectory(prefix="jiwar-bench-") as folder:
        try:
            place.choose(Path(folder) / "home", socket=server.directory)
            place.start()
            return list(_all_of_them(server.directory, rows))
        finally:
            server.stop()


def _all_of_them(socket: Path, rows: int) -> Iterator[dict[str, Any]]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from jiwar.site import options
    from jiwar.site.postgres import owner

    with owner.as_owner(options.read()):
        executor = MigrationExecutor(connection)
        state = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
        executor.recorder.ensure_schema()
        filler = Filler(socket, rows)
        for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
            altered, near = _tables(migration, state)
            if not altered or not migration.__module__.startswith("jiwar."):
                state = executor.apply_migration(state, migration)
                continue
            filler.fill(altered, state.apps)
            before, box = state, [state]

            def apply(migration: Any = migration, before: Any = before, box: list[Any] = box) -> None:
                box[0] = executor.apply_migration(before, migration)

            name = f"{migration.app_label} {migration.name}"
            yield from _measured(name, apply, socket, sorted({*altered, *near}), rows)
            state = box[0]
        yield from _measured(WALLS, lambda: owner.put_in_order(options.read()), socket, filler.filled[:WATCHED], rows)


def _measured(name: str, apply: Callable[[], None], socket: Path, tables: list[str], rows: int) -> list[dict[str, Any]]:
    with watched(socket, tables) as watches:
        began = time.perf_counter()
        apply()
        took = time.perf_counter() - began
    worst = {
        mode: max((each for each in watches if each.mode == mode), key=lambda each: each.longest) for mode in LOCKS
    }
    return [
        {
            "claim": f"{mode} waits, {name}",
            "value": round(watch.longest, 1),
            "unit": "ms",
            "peer": "limit",
            "peer_value": AIM_MS,
            "ratio": round(watch.longest / AIM_MS, 3),
            "aim": 1.0,
            "holds": watch.longest <= AIM_MS,
            "table": watch.table,
            "rows": rows,
            "whole_ms": round(took * 1000, 1),
        }
        for mode, watch in worst.items()
    ]


def _tables(migration: Any, state: Any) -> tuple[list[str], list[str]]:
    """Tables that were there before and are altered, and those that what is made or altered points at."""
    there = {key: model._meta.db_table for key, model in _models(state).items()}
    altered, near = set(), set()
    for operation in migration.operations:
        name = getattr(operation, "model_name", None) or getattr(operation, "name", "")
        key = (migration.app_label, str(name).lower())
        if type(operation).__name__ == "RunPython":
            named = {str(each).lower() for each in operation.code.__code__.co_consts}
            altered |= {table for (app, model), table in there.items() if app == migration.app_label and model in named}
        elif key in there:
            altered.add(there[key])
            near |= _pointed_at(state.models[key].fields.values(), there)
        near |= _pointed_at([getattr(operation, "field", None)], there)
        if type(operation).__name__ == "CreateModel":
            near |= _pointed_at([field for _name, field in operation.fields], there)
    return sorted(altered), sorted(near - altered) if altered else []


def _models(state: Any) -> dict[tuple[str, str], Any]:
    return {key: state.apps.get_model(*key) for key in state.models}


def _pointed_at(fields: Any, there: dict[tuple[str, str], str]) -> set[str]:
    found = set()
    for field in fields:
        remote = getattr(getattr(field, "remote_field", None), "model", None)
        if isinstance(remote, str) and "." in remote:
            app, model = remote.lower().split(".")
            if (app, model) in there:
                found.add(there[app, model])
    return found


def written(claim: dict[str, Any]) -> str:
    line = f"{claim['claim']:72} {claim['value']:8} ms  limit {AIM_MS:.0f}  {'holds' if claim['holds'] else 'MISSED'}"
    return f"{line}  ({claim['table']}; the whole took {claim['whole_ms']:.0f} ms)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=FULL_ROWS, help="in each table a migration touches")
    parser.add_argument("--quick", action="store_true", help="few rows: that it runs, not how long locks are held")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ.pop("JIWAR_TEST_POSTGRES_SOCKET", None)
    found = run(QUICK_ROWS if given.quick else given.rows)
    print(json.dumps(found, indent=1) if given.json else "\n".join(written(claim) for claim in found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
