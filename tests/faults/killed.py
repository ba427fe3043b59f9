"""All scenarios on one database, in a process of its own: `python -m tests.faults.killed sqlite --tries 200`."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.faults import place
from tests.faults.killing import Outcome, ask, drill


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("database", choices=["sqlite", "postgres"])
    parser.add_argument("--tries", type=int, default=200, help="over all scenarios")
    parser.add_argument("--seconds", type=float, default=240.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jiwar-faults-") as folder:
        server = None
        if arguments.database == "postgres":
            from tests.postgres import Server

            server = Server()
            server.start()
            server.make("jiwar_migrating")
        try:
            place.choose(Path(folder) / "home", socket=server.directory if server else None)
            place.start()
            _drill(arguments)
        finally:
            if server:
                server.stop()
    return 0


def _drill(arguments: argparse.Namespace) -> None:
    from tests.faults.scenarios import SCENARIOS

    problems = ask(_furnished, patience=600)
    if problems:
        raise SystemExit(f"the place could not be furnished: {problems}")
    shares = sum(scenario.share for scenario in SCENARIOS)
    end = time.monotonic() + arguments.seconds
    for number, scenario in enumerate(SCENARIOS):
        tries = max(1, round(arguments.tries * scenario.share / shares))
        left = sum(each.share for each in SCENARIOS[number:])
        until = time.monotonic() + (end - time.monotonic()) * scenario.share / left
        outcome = drill(scenario, arguments.database, tries=tries, until=until, seed=arguments.seed + number)
        print(json.dumps(asdict(outcome)), flush=True)


def _furnished() -> list[str]:
    place.furnish()
    return []


def run(database: str, *, tries: int, seconds: float) -> list[Outcome]:
    """In a process of its own, for Django is set up once a process."""
    command = [sys.executable, "-m", "tests.faults.killed", database, f"--tries={tries}", f"--seconds={seconds}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 300)
    if done.returncode:
        raise RuntimeError(f"the drill broke:\n{done.stderr[-3000:]}")
    return [Outcome(**json.loads(line)) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    sys.exit(main())
