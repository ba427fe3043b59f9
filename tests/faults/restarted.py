"""PostgreSQL is stopped at once under load and started again: requests fail clearly, and recover by themselves.

Run as `python -m tests.faults.restarted`: the desk is served by `jiwar serve`, and six people write notes.
"""

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.faults import place
from tests.postgres import Server

PEOPLE = 6
DOWN = 3.0
TOKEN = "a" * 32


@dataclass
class Heard:
    """What the people at the desk were answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    confirmed: list[str] = field(default_factory=list)
    slowest: float = 0.0
    last_at: float = 0.0
    without_a_sign: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def run(*, times: int = 2) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.restarted", f"--times={times}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise RuntimeError(f"the drill broke:\n{done.stderr[-3000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    server = Server(durable=True)
    server.start()
    with tempfile.TemporaryDirectory(prefix="jiwar-faults-") as folder:
        try:
            print(json.dumps(_drill(server, Path(folder) / "home", arguments.times)))
        finally:
            server.stop()
    return 0


def _drill(server: Server, home: Path, times: int) -> dict[str, Any]:
    place.choose(home, socket=server.directory)
    place.start()
    place.furnish()
    cookie, case = sign_in()
    port = free_port()
    command = [sys.executable, "-m", "jiwar.site.command_line", "serve", "--port", str(port)]
    environment = {**os.environ, "JIWAR_ORIGIN": f"http://localhost:{port}"}
    desk = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        heard, recovered = _under_load(server, port, cookie, case, times)
        alive = desk.poll() is None
    finally:
        desk.send_signal(signal.SIGINT)
        desk.communicate(timeout=60)
    faults = [] if alive else ["the server ended"]
    faults += [f"answered {status}" for status in heard.statuses if status not in (302, 503)]
    faults += ["a 503 without Retry-After"] if heard.without_a_sign else []
    return {
        "restarts": times,
        "answers": {str(status): number for status, number in sorted(heard.statuses.items())},
        "slowest": round(heard.slowest, 1),
        "recovered": [round(seconds, 1) for seconds in recovered],
        "confirmed": len(heard.confirmed),
        "faults": [*faults, *_lost(heard.confirmed)],
    }


def sign_in() -> tuple[str, str]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    browser = Client()
    with place.working() as (viewer, case):
        browser.force_login(viewer.account)
        name = settings.SESSION_COOKIE_NAME
        found = f"{name}={browser.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={TOKEN}", str(case.id)
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one
    return found


def _under_load(server: Server, port: int, cookie: str, case: str, times: int) -> tuple[Heard, list[float]]:
    heard, ending = Heard(), threading.Event()
    _until(lambda: _write(port, cookie, case, "first")[0] == 302, 60)
    people = [
        threading.Thread(target=_at_the_desk, args=(port, cookie, case, number, heard, ending))
        for number in range(PEOPLE)
    ]
    for person in people:
        person.start()
    recovered = []
    for _time in range(times):
        time.sleep(2)
        server.halt()
        time.sleep(DOWN)
        server.launch()
        began = time.monotonic()
        _until(lambda: heard.last_at > began, 60)  # noqa: B023 - asked at once
        recovered.append(heard.last_at - began)
        time.sleep(2)
    ending.set()
    for person in people:
        person.join()
    return heard, recovered


def _at_the_desk(port: int, cookie: str, case: str, person: int, heard: Heard, ending: threading.Event) -> None:
    number = 0
    while not ending.is_set():
        number += 1
        text, began = f"Person {person}, note {number}", time.monotonic()
        status, sign = _write(port, cookie, case, text)
        with heard.lock:
            heard.statuses[status] += 1
            heard.slowest = max(heard.slowest, time.monotonic() - began)
            heard.without_a_sign += status == 503 and not sign
            if status == 302:
                heard.confirmed.append(text)
                heard.last_at = time.monotonic()


def _write(port: int, cookie: str, case: str, text: str) -> tuple[int, str]:
    """The status of writing a note, and after how long one is asked to come again; 0 where nobody answered."""
    fields = {
        "csrfmiddlewaretoken": TOKEN, "kind": "conversation", "text": text, "minutes": "5", "compartment": "general",
        "happened_on": time.strftime("%Y-%m-%d"),
    }  # fmt: skip
    line = http.client.HTTPConnection("localhost", port, timeout=60)
    try:
        head = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", f"/cases/{case}/notes/new/", urlencode(fields), head)
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After") or ""
    except OSError:
        time.sleep(0.2)
        return 0, ""
    finally:
        line.close()


def _lost(confirmed: list[str]) -> list[str]:
    from jiwar.casework.cases.models import Note
    from tests.faults import casework

    with place.working() as (viewer, case):
        there = {note.text for note in Note.objects.filter(case=case)}
        lost = [text for text in confirmed if text not in there]
        return [*(f"lost: {text}" for text in lost), *casework.everything(viewer)]


def _until(true: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise RuntimeError("it did not come back")
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
