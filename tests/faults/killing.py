"""Work in a child process, killed at a random moment; then somebody looks what is left.

Whatever the child wrote to its ledger had been confirmed to it before: that must be there. Work and looking happen in
forked children, so that nothing in memory helps the one who looks.
"""

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field


class Ledger:
    """Where the child says what was confirmed to it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def confirmed(self, *words: object) -> None:
        os.write(self._handle, (json.dumps([str(word) for word in words]) + "\n").encode())


Confirmed = list[list[str]]


@dataclass(frozen=True)
class Scenario:
    """`work` runs until it is killed, `hands` at once; `look` returns what is wrong, one sentence each.

    `look` is asked after every kill with what was confirmed since the last; `thorough` asks for everything. The clock
    runs from the first confirmation on, where the first steps are slow (`warm`): half of a cold start is loading.
    """

    name: str
    work: Callable[[Ledger], None]
    look: Callable[[Confirmed, bool], list[str]]
    longest: float = 0.5
    hands: int = 1
    share: float = 1.0
    warm: bool = True


@dataclass
class Outcome:
    scenario: str
    database: str
    tries: int = 0
    confirmed: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


def kill_once(scenario: Scenario, chance: random.Random) -> Confirmed:
    """One round of work and its end; what was confirmed in it."""
    reading, writing = os.pipe()
    workers = [_fork(lambda: _work(scenario, writing)) for _hand in range(scenario.hands)]
    os.close(writing)
    received = os.read(reading, 65536) if scenario.warm else b""
    end = time.monotonic() + chance.uniform(0.02, scenario.longest)
    while (left := end - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            piece = os.read(reading, 65536)
            if not piece:
                break
            received += piece
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    for worker in workers:
        os.waitpid(worker, 0)
    while piece := os.read(reading, 65536):
        received += piece
    os.close(reading)
    return [json.loads(line) for line in received.split(b"\n")[:-1]]


def ask(question: Callable[[], list[str]], *, patience: float = 120.0) -> list[str]:
    """The answer of a fresh process; that it broke or hangs is an answer too."""
    reading, writing = os.pipe()
    process = _fork(lambda: os.write(writing, json.dumps(question()).encode()))
    os.close(writing)
    answer, end = b"", time.monotonic() + patience
    while time.monotonic() < end and select.select([reading], [], [], max(0.0, end - time.monotonic()))[0]:
        piece = os.read(reading, 65536)
        if not piece:
            break
        answer += piece
    os.close(reading)
    if time.monotonic() >= end:
        os.kill(process, signal.SIGKILL)
    _process, status = os.waitpid(process, 0)
    return list(json.loads(answer)) if status == 0 and answer else [f"the one who looked broke (status {status})"]


def drill(scenario: Scenario, database: str, *, tries: int, until: float, seed: int) -> Outcome:
    """Kill it `tries` times, or until the time is over."""
    outcome, chance, began = Outcome(scenario.name, database), random.Random(seed), time.monotonic()
    while outcome.tries < tries and time.monotonic() < until:
        confirmed = kill_once(scenario, chance)
        outcome.tries += 1
        outcome.confirmed += len(confirmed)
        outcome.faults += ask(lambda found=confirmed: scenario.look(found, False))  # type: ignore[misc]
    outcome.faults += ask(lambda: scenario.look([], True))
    outcome.seconds = time.monotonic() - began
    return outcome


def _work(scenario: Scenario, handle: int) -> None:
    scenario.work(Ledger(handle))


def _fork(act: Callable[[], object]) -> int:
    process = os.fork()
    if process:
        return process
    try:
        act()
    except BaseException:
        traceback.print_exc(file=sys.stderr)
        os._exit(1)
    os._exit(0)
