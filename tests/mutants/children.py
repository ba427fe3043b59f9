"""A fault is tried in a child process of its own, so that nothing of it stays."""

import contextlib
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """`by`: the test that noticed, or 'time' where it ran far too long or 'crash'; empty: nobody did."""

    by: str
    tried: int
    seconds: float


def run(
    work: Callable[[Callable[[str], None]], str], *, cpu: float, wall: float, heard: list[str] | None = None
) -> Outcome:
    """What `work` returns in a child. What it says goes to `heard`: as a rule before each test which one. It is stopped
    after so many seconds.
    """
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(work, writing, cpu)
    os.close(writing)
    said = _heard(reading, began + wall)
    if said is None:
        os.kill(child, signal.SIGKILL)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    lines = (said or "").splitlines()
    last = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else None
    told = [line for line in lines if not line.startswith("{")]
    if heard is not None:
        heard += told
    if last is not None:
        return Outcome(last["by"], len(told), time.monotonic() - began)
    by = "time" if said is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU) else "crash"
    return Outcome(by, len(told), time.monotonic() - began)


def _be_the_child(work: Callable[[Callable[[str], None]], str], writing: int, cpu: float) -> None:
    code = 1
    try:
        os.setpgid(0, 0)
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime + cpu) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        quiet = os.open(os.devnull, os.O_RDWR)
        if not os.environ.get("JIWAR_TEST_MUTANTS_LOUD"):
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
        by = work(lambda test: _say(writing, test))
        _say(writing, json.dumps({"by": by}))
        code = 0
    except BaseException:
        with contextlib.suppress(BaseException):
            traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(code)


def _say(writing: int, line: str) -> None:
    os.write(writing, line.replace("\n", " ").encode(errors="replace") + b"\n")


def _heard(reading: int, until: float) -> str | None:
    """All the child said; None: it was not through in time."""
    parts = []
    while (left := until - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            piece = os.read(reading, 65536)
            if not piece:
                return b"".join(parts).decode()
            parts.append(piece)
    return None
