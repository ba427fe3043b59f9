"""A server in a process of its own, asked over one kept-open connection; its processor time and memory from /proc."""

import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Page:
    """A request to measure. `form` makes it a POST."""

    name: str
    path: str
    cookies: Mapping[str, str]
    form: str = ""
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Timing:
    cpu: float
    """Milliseconds of processor time a request, server and database together."""
    p50: float
    p95: float


def tree(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += parents.get(pid, [])
    return found


def processor_ms(roots: list[int]) -> float:
    total = 0
    for pid in {pid for root in roots for pid in tree(root)}:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICK


def memory_mb(root: int) -> float:
    """Proportional set size: what the processes really take, shared pages counted once."""
    total = 0
    for pid in tree(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def ask(connection: http.client.HTTPConnection, page: Page) -> int:
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in page.cookies.items()), **(page.headers or {})}
    if page.form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if page.form else "GET", page.path, body=page.form or None, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def measure(port: int, page: Page, roots: list[int], *, requests: int) -> Timing:
    """Warms up, then asks one request after another. An answer other than 200 is no measurement."""
    connection = http.client.HTTPConnection("localhost", port)
    for _ in range(8):
        if (status := ask(connection, page)) != 200:
            raise RuntimeError(f"{page.name} answered {status}, not 200")
    before, waits = processor_ms(roots), []
    for _ in range(requests):
        start = time.perf_counter()
        ask(connection, page)
        waits.append((time.perf_counter() - start) * 1000)
    cpu = (processor_ms(roots) - before) / requests
    connection.close()
    ordered = statistics.quantiles(waits, n=100)
    return Timing(cpu, ordered[49], ordered[94])


def serve(port: int, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """The program's own server on the benchmark's settings, one worker, as `jiwar serve` starts it."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--host", "127.0.0.1"]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen([*command, "benchmarks.served:application"], env={**os.environ, **environment})
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("localhost", port)
            connection.request("GET", "/minimal/")
            if connection.getresponse().status == 200:
                return process
        except OSError:
            time.sleep(0.2)
    process.terminate()
    raise RuntimeError("the server did not start")
