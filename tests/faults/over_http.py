"""The server is killed while people send forms, over real HTTP: what was answered is there, once.

Run as `python -m tests.faults.over_http`: the desk is served by `jiwar serve`; four people write notes and send papers
and, like a browser that shows 'try again', send the same form until it is answered. Every second time only the process
that answers is killed, which the server replaces by itself; every other time all of them, and the server is started
again.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.faults import place
from tests.faults.restarted import TOKEN, free_port, sign_in
from tests.postgres import Server

PEOPLE = 4
LONGEST = 2.0
BOUNDARY = "drill"


@dataclass
class Heard:
    """What people were answered: `confirmed` by title, with the digest where it was a paper."""

    statuses: Counter[int] = field(default_factory=Counter)
    confirmed: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


def run(*, database: str = "sqlite", kills: int = 20, seconds: float = 60.0) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.over_http", database, f"--kills={kills}", f"--seconds={seconds}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 300)
    if done.returncode:
        raise RuntimeError(f"the drill broke:\n{done.stderr[-3000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("database", choices=["sqlite", "postgres"])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    server = Server() if arguments.database == "postgres" else None
    with tempfile.TemporaryDirectory(prefix="jiwar-faults-") as folder:
        try:
            if server:
                server.start()
            place.choose(Path(folder) / "home", socket=server.directory if server else None)
            place.start()
            place.furnish()
            print(json.dumps(_drill(arguments)))
        finally:
            if server:
                server.stop()
    return 0


def _drill(arguments: argparse.Namespace) -> dict[str, Any]:
    cookie, case = sign_in()
    heard, ending, chance = Heard(), threading.Event(), random.Random(arguments.seed)
    desk = Desk()
    desk.start()
    people = [
        threading.Thread(target=_at_the_desk, args=(desk.port, cookie, case, person, heard, ending))
        for person in range(PEOPLE)
    ]
    for each in people:
        each.start()
    kills, end = 0, time.monotonic() + arguments.seconds
    while kills < arguments.kills and time.monotonic() < end:
        before = len(heard.confirmed)
        _until(lambda: len(heard.confirmed) > before, 60)  # noqa: B023 - asked at once
        time.sleep(chance.uniform(0.0, LONGEST))
        desk.kill(only_who_answers=kills % 2 == 0)
        kills += 1
    ending.set()
    for each in people:
        each.join()
    desk.stop()
    faults = [f"answered {status}" for status in heard.statuses if status not in (0, 302, 502, 503)]
    return {
        "kills": kills,
        "answers": {str(status): number for status, number in sorted(heard.statuses.items())},
        "confirmed": len(heard.confirmed),
        "faults": [*faults, *_differences(heard)],
    }


class Desk:
    """`jiwar serve` with the worker beside it, in a process group of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jiwar.site.command_line", "serve", "--port", str(self.port)],
            env={**os.environ, "JIWAR_ORIGIN": f"http://localhost:{self.port}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self, *, only_who_answers: bool) -> None:
        assert self._process is not None
        if only_who_answers:
            for process in self._who_answer():
                os.kill(process, signal.SIGKILL)
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.start()

    def stop(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        self._process.wait(60)

    def _who_answer(self) -> list[int]:
        """The children of the server but for the worker."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        found = [int(each) for each in children]
        return [each for each in found if b"worker" not in Path(f"/proc/{each}/cmdline").read_bytes().split(b"\0")]


def _at_the_desk(port: int, cookie: str, case: str, person: int, heard: Heard, ending: threading.Event) -> None:
    number = 0
    while not ending.is_set():
        number += 1
        title = f"Person {person}, form {number}"
        paper = b"%PDF-1.4\n" + os.urandom(64 * 1024) if person % 2 else b""
        fields = _form(title, paper)
        while True:
            status = _send(port, cookie, f"/cases/{case}/{'documents' if paper else 'notes'}/new/", fields, paper)
            with heard.lock:
                heard.statuses[status] += 1
            if status == 302:
                with heard.lock:
                    heard.confirmed[title] = hashlib.sha256(paper).hexdigest() if paper else ""
                break
            if status not in (0, 502, 503):
                return
            time.sleep(0.2)


def _form(title: str, paper: bytes) -> dict[str, str]:
    said = {"csrfmiddlewaretoken": TOKEN, "token": str(uuid4()), "compartment": "general"}
    if paper:
        return {**said, "title": title, "kind": "other", "original_with": "person", "translation": "not-needed"}
    return {**said, "text": title, "kind": "conversation", "minutes": "5", "happened_on": time.strftime("%Y-%m-%d")}


def _send(port: int, cookie: str, address: str, fields: dict[str, str], paper: bytes) -> int:
    """The status; 0 where nobody answered."""
    line = http.client.HTTPConnection("localhost", port, timeout=60)
    try:
        head = {"Cookie": cookie, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        line.request("POST", address, _multipart(fields, paper), head)
        answer = line.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()


def _multipart(fields: dict[str, str], paper: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if paper:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="letter.pdf"\r\n'
        parts.append(head.encode() + b"Content-Type: application/pdf\r\n\r\n" + paper + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _differences(heard: Heard) -> list[str]:
    """Every form was sent until it was answered: what is there is what was answered, each once."""
    from jiwar.casework.cases.models import Document, Note
    from tests.faults import casework

    with place.working() as (viewer, case):
        notes = [(note.text, "") for note in Note.objects.filter(case=case)]
        papers = [(paper.title, paper.sha256) for paper in Document.objects.filter(case=case)]
        there, answered = Counter([*notes, *papers]), Counter(heard.confirmed.items())
        faults = [f"lost: {title}" for title, _digest in answered - there]
        faults += [f"twice, or never answered: {title}" for title, _digest in there - answered]
        return [*faults, *casework.everything(viewer)]


def _until(true: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise RuntimeError("the server did not come back")
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
