"""Puts a sample of faults into `access` and `vault` and says how many the tests noticed: `make mutants`."""

import argparse
import json
import os
import platform
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from math import sqrt
from pathlib import Path

import pytest

from tests.mutants import anew, equal
from tests.mutants.changes import Mutant, mutants_of
from tests.mutants.children import Outcome
from tests.mutants.exchanged import NotHere
from tests.mutants.warm import Warm

ROOT = Path(__file__).resolve().parents[2] / "src" / "jiwar" / "foundation"
ROOMS = ("access", "vault")
PASSED_OVER = ("demo.py", "story.py", "apps.py", "urls.py")
"""The invented group's story, Django's names of the rooms, and addresses, which the table of routes holds."""
TESTS = (
    "tests/foundation/vault",
    "tests/foundation/access",
    "tests/foundation/audit",
    "tests/releases/test_earlier.py",
    "tests/docs/test_need_to_know.py",
    "tests/casework/cases/test_lending.py",
    "tests/casework/cases/test_emergency.py",
    "tests/casework/cases/test_reading.py",
    "tests/casework/cases/test_unlike_work.py",
    "tests/casework/cases/test_team.py",
    "tests/casework/conflicts/test_deciding.py",
    "tests/casework/conflicts/test_walls.py",
    "tests/casework/people/test_exporting.py",
    "tests/site/test_backups_page.py",
    "tests/site/test_recovery.py",
    "tests/site/keyring",
)
"""Those that are about these two rooms. Others notice much by the way, but cost more than they tell."""
SAMPLE, SEED, CPU = 300, 4, 8.0
LONGER = 25.0
"""Seconds of further tests for what nobody noticed: the slower ones that run the line too."""
CONTROLS, CONTROLS_ANEW, SECONDS_OF_CONTROL = 6, 2, 3.0
PLACE = Path("build/mutants")
SURE = 1.96


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many faults; 0: all there are")
    parser.add_argument("--seed", type=int, default=SEED, help="chooses other ones")
    parser.add_argument("--cpu", type=float, default=CPU, help="seconds of tests for one fault at most")
    parser.add_argument("--only", default="", help="of places whose name holds this")
    parser.add_argument("--again", action="store_true", help="only what nobody noticed in the last run")
    arguments = parser.parse_args()
    began = time.monotonic()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    PLACE.mkdir(parents=True, exist_ok=True)
    every = every_mutant()
    chosen = [each for each in every if arguments.only in each.key]
    if arguments.sample and len(chosen) > arguments.sample:
        chosen = random.Random(arguments.seed).sample(chosen, arguments.sample)
    if arguments.again:
        unnoticed = _unnoticed_before()
        chosen = [each for each in every if each.key in unnoticed]
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.platform()}", flush=True)
    print(f"{len(chosen)} of {len(every)} faults, seed {arguments.seed}", flush=True)
    found = tried(chosen, arguments.cpu)
    return said(found, len(every), time.monotonic() - began)


def every_mutant() -> list[Mutant]:
    sources = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [
        each
        for path in sources
        if "migrations" not in path.parts and path.name not in PASSED_OVER
        for each in mutants_of(path)
    ]


def _unnoticed_before() -> set[str]:
    rows = [json.loads(line) for line in (PLACE / "results.jsonl").read_text().splitlines()]
    return {row["key"] for row in rows if not row["by"]}


def tried(chosen: list[Mutant], cpu: float) -> dict[str, str]:
    """What noticed each of them; nothing where nobody did."""
    anew.import_beforehand()
    at_import = anew.lines_at_import(ROOT)
    (PLACE / "results.jsonl").write_text("")
    left = PLACE / "left.json"
    child = os.fork()
    if child == 0:
        arguments = [*anew.QUIETLY, *TESTS, "-m", "not journey"]
        plugin = Warm(ROOT, PLACE / "database.sqlite3", lambda warm: _warmly(warm, chosen, cpu, left, at_import))
        os._exit(int(pytest.main(arguments, plugins=[plugin])))
    if os.waitpid(child, 0)[1]:
        raise SystemExit("The tests could not be collected.")
    by_key = {each.key: each for each in chosen}
    begin_anew = partial(anew.try_out, stored=PLACE / "database.sqlite3")
    for key, steps in json.loads(left.read_text()).items():
        mutant = None if key.startswith("control") else by_key[key]
        _keep(key, mutant, _step_by_step(begin_anew, mutant, steps, cpu), "anew")
    rows = [json.loads(line) for line in (PLACE / "results.jsonl").read_text().splitlines()]
    return {row["key"]: row["by"] for row in rows}


def _warmly(warm: Warm, chosen: list[Mutant], cpu: float, left: Path, at_import: dict[str, frozenset[int]]) -> None:
    known = replace(warm.learn(PLACE / "known.json"), at_import=at_import)
    if known.failed:
        print(f"fail without any fault and are left out: {known.failed}", file=sys.stderr, flush=True)
    names = _names()
    begun_anew: dict[str, list[list[str]]] = {}
    for number in range(CONTROLS):
        tests = [each for each in sorted(warm.items) if each not in (*known.failed, *known.last)]
        random.Random(number).shuffle(tests)
        tests = known.within(tests, SECONDS_OF_CONTROL)
        _keep(f"control {number}", None, warm.try_out(None, tests, cpu=cpu), "warm")
        if number < CONTROLS_ANEW:
            begun_anew[f"control {number}, anew"] = [tests]
    for mutant in chosen:
        tests, exact = known.tests_for(mutant, names)
        steps = known.steps([each for each in tests if each in warm.items], cpu, LONGER)
        if not steps:
            _keep(mutant.key, mutant, Outcome("", 0, 0.0), "no test runs it")
        elif not exact:
            begun_anew[mutant.key] = steps
        else:
            try:
                _keep(mutant.key, mutant, _step_by_step(warm.try_out, mutant, steps, cpu), "warm")
            except NotHere:
                begun_anew[mutant.key] = steps
    left.write_text(json.dumps(begun_anew))


def _step_by_step(
    try_out: Callable[..., Outcome], mutant: Mutant | None, steps: list[list[str]], cpu: float
) -> Outcome:
    """By the quick tests first; by the slower ones only what these did not notice."""
    found = Outcome("", 0, 0.0)
    for tests, seconds in zip(steps, (cpu, LONGER), strict=False):
        more = try_out(mutant, tests, cpu=seconds)
        found = Outcome(more.by, found.tried + more.tried, found.seconds + more.seconds)
        if found.by:
            break
    return found


def _names() -> dict[str, list[tuple[str, int]]]:
    """Where a name of the two rooms is used, for what stands outside functions."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                for word in set(re.findall(r"\w+", line)):
                    found[word].append((str(path), number))
    return found


def _keep(key: str, mutant: Mutant | None, outcome: Outcome, how: str) -> None:
    row = {"key": key, "line": mutant.line if mutant else 0, "by": outcome.by, "tried": outcome.tried,
           "seconds": round(outcome.seconds, 2), "how": how}  # fmt: skip
    with (PLACE / "results.jsonl").open("a") as file:
        file.write(json.dumps(row) + "\n")


def said(found: dict[str, str], every: int, seconds: float) -> int:
    controls = {key: by for key, by in found.items() if key.startswith("control")}
    print(f"controls: {sum(bool(by) for by in controls.values())} of {len(controls)} failed without any fault")
    known = equal.known()
    real = {key: by for key, by in found.items() if key not in controls and key not in known}
    unnoticed = sorted(key for key, by in real.items() if not by)
    for room in ROOMS:
        of_room = [by for key, by in real.items() if key.startswith(room)]
        if of_room:
            print(f"{room}: {sum(map(bool, of_room))} of {len(of_room)} noticed, {_share(of_room, every)}")
    none = len(found) - len(real) - len(controls)
    print(f"together: {_share(list(real.values()), every)}; {none} change nothing (equal.tsv)")
    print(f"by: {Counter('a test' if '::' in by else by for by in real.values() if by).most_common()}")
    for key in unnoticed:
        print(f"    {key}")
    print(f"{seconds:.0f} s")
    return 1 if real and sum(map(bool, real.values())) < 0.9 * len(real) else 0


def _share(outcomes: list[str], every: int) -> str:
    share, number = sum(map(bool, outcomes)) / len(outcomes), len(outcomes)
    off = SURE * sqrt(share * (1 - share) / number) * sqrt(max(1 - number / every, 0))
    return f"{share:.1%} ± {off:.1%}"


if __name__ == "__main__":
    sys.exit(main())
