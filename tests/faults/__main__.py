"""All drills within ten minutes, and what was lost: `make faults`. Status 1 when anything was."""

import argparse
import os
import platform
import sys
import time
from datetime import UTC, datetime
from functools import partial
from typing import Any

from tests.faults import disk_full, killed, leaping, over_http, restarted

SECONDS = 600.0
TRIES = {"sqlite": (240, 0.33), "postgres": (90, 0.17)}
"""Of each database how many kills, and within which share of the time; the rest is for the other drills."""
OVER_HTTP = 0.06
"""Share of the time for kills of the server while forms are sent to it, on each database."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of all drills together")
    arguments = parser.parse_args()
    began = time.monotonic()
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.platform()}", flush=True)
    faults: list[str] = []
    for database, (tries, share) in TRIES.items():
        faults += _killed(database, tries, arguments.seconds * share)
    for database in TRIES:
        how = partial(over_http.run, database=database, seconds=arguments.seconds * OVER_HTTP)
        faults += _single(f"kill -9 through http, {database}", how)
    faults += [*_single("disk full", disk_full.run), *_single("database restarted", restarted.run)]
    faults += _single("clock", leaping.run)
    print(f"{time.monotonic() - began:.0f} s. {'Nothing was lost.' if not faults else f'{len(faults)} FAULTS.'}")
    return 1 if faults else 0


def _single(name: str, run: Any) -> list[str]:
    began = time.monotonic()
    found = run()
    faults = list(found.pop("faults"))
    said = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in found.items())
    print(f"{name}: {said}; {len(faults)} faults, {time.monotonic() - began:.0f} s", flush=True)
    _print(faults)
    return faults


def _killed(database: str, tries: int, seconds: float) -> list[str]:
    outcomes = killed.run(database, tries=tries, seconds=seconds)
    for each in outcomes:
        print(
            f"kill -9, {each.database}, {each.scenario}: {each.tries} tries, {each.confirmed} confirmed, "
            f"{len(each.faults)} faults, {each.seconds:.0f} s",
            flush=True,
        )
        _print(each.faults)
    print(f"kill -9, {database}: {sum(each.tries for each in outcomes)} tries", flush=True)
    return [fault for each in outcomes for fault in each.faults]


def _print(faults: list[str]) -> None:
    for fault in faults[:20]:
        print(f"    {fault}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
