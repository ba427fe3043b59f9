"""Requests no browser sends, against the server as it is served: A51 and A58 floods, A57 hosts and smuggling."""

import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.site.conftest import NewSite
from tests.site.conftest import new_site as new_site
from tests.site.test_installation import children, free_port, start, status

pytestmark = pytest.mark.once

TWO_GB = 2 * 1024**3
MB = 1024 * 1024


class Served:
    """A server with a worker beside it, spoken to byte by byte."""

    def __init__(self, port: int, processes: list[int]) -> None:
        self.port, self.processes = port, processes

    def memory(self) -> int:
        """Bytes of all its processes together."""
        return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) * 4096 for each in self.processes)

    def says(self, *pieces: bytes, most: int = 400 * MB) -> tuple[int, bytes, int]:
        """Status (0: hung up), answer, and how many bytes the server took before it answered or hung up."""
        sent = 0
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=20)) as line:
            with suppress(BrokenPipeError, ConnectionResetError):
                for piece in pieces:
                    line.sendall(piece)
                    sent += len(piece)
                    if sent > most:
                        break
            answer = b""
            with suppress(ConnectionResetError, TimeoutError):
                while block := line.recv(65536):
                    answer += block
                    if b"\r\n\r\n" in answer and b"</html>" in answer:
                        break
        code = answer.split(b" ", 2)[1] if answer.startswith(b"HTTP/1.1 ") else b"0"
        return int(code), answer, sent


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    maker = NewSite(tmp_path_factory.mktemp("served"))
    site = maker()
    site.set_up()
    port = free_port()
    server = start(site, port)
    try:
        assert status(port) == 404
        yield Served(port, [server.pid, *children(server.pid)])
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)
        maker.drop_databases()


def head(*lines: str, method: str = "POST", path: str = "/account/login/", host: str = "localhost") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode()


def flood(of: int) -> Iterator[bytes]:
    block = b"x" * MB
    for _ in range(of // MB):
        yield block


def test_a51_two_gigabytes_are_refused_unread_and_cost_nothing(served: Served) -> None:
    before = served.memory()
    form = "Content-Type: multipart/form-data; boundary=x"
    code, answer, _ = served.says(head(form, f"Content-Length: {TWO_GB}"), *flood(300 * MB))
    assert code == 413, (code, answer[:300])
    assert b"25 MB" in answer
    code, _, _ = served.says(head(form, "Transfer-Encoding: chunked"), *chunked(flood(200 * MB)))
    assert code in (0, 400, 403, 411, 413)
    assert served.memory() - before < 60 * MB
    assert status(served.port) == 404


def chunked(blocks: Iterator[bytes]) -> Iterator[bytes]:
    for block in blocks:
        yield f"{len(block):x}\r\n".encode() + block + b"\r\n"
    yield b"0\r\n\r\n"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost@evil.example", "localhost:80@evil", "", "[::1", "127.0.0.1"],
)
def test_a57_another_host_is_not_answered(served: Served, host: str) -> None:
    code, answer, _ = served.says(head("Connection: close", method="GET", host=host))
    assert code in (0, 400)
    assert b"evil" not in answer


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "Forwarded", "X-Original-Host", "X-Host", "X-Rewrite-URL", "X-Original-URL"]
)
def test_a57_no_header_stands_in_for_the_host(served: Served, name: str) -> None:
    code, answer, _ = served.says(head(f"{name}: evil.example", "Connection: close", method="GET"))
    assert code == 200
    assert b"evil" not in answer


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 5", "Content-Length: 60"),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked, identity",),
        ("Transfer-Encoding: xchunked",),
        ("Content-Length: -1",),
        ("Content-Length: 5, 5",),
        ("Content-Length: 0x10",),
    ],
)
def test_a57_a_request_inside_a_request_is_not_answered(served: Served, lines: tuple[str, ...]) -> None:
    """Whatever length is believed, the second request of the two is nobody's: one answer at most, and no page of it."""
    inner = head("Connection: close", method="GET", path="/people/smuggled/")
    _, answer, _ = served.says(head(*lines), b"0\r\n\r\n" + inner)
    assert answer.count(b"HTTP/1.1 200") == 0
    assert answer.count(b"HTTP/1.1 ") <= 2
    assert b"smuggled" not in answer


def test_a58_endless_headers_and_a_slow_line_leave_the_desk_open(served: Served) -> None:
    before = served.memory()
    many = [f"X-{number}: {'x' * 60}" for number in range(100_000)]
    code, _, _ = served.says(head(*many, method="GET"))
    assert code in (0, 400, 431)
    code, _, _ = served.says(head("Cookie: " + "a=" + "b" * 2_000_000, method="GET"))
    assert code in (0, 400, 431)
    code, _, _ = served.says(head(method="GET", path="/" + "a" * 2_000_000))
    assert code in (0, 400, 404, 414, 431)
    slow = [socket.create_connection(("127.0.0.1", served.port), timeout=5) for _ in range(200)]
    for line in slow:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
    began = time.monotonic()
    assert status(served.port) == 404
    assert time.monotonic() - began < 5
    for line in slow:
        line.close()
    assert served.memory() - before < 80 * MB


def test_a58_many_fields_are_refused(served: Served) -> None:
    form = "Content-Type: application/x-www-form-urlencoded"
    for body in (b"&".join(b"a%d=1" % number for number in range(50_000)), b"a=" + b"x" * (6 * MB)):
        code, _, _ = served.says(head(form, f"Content-Length: {len(body)}", "Connection: close"), body)
        assert code in (400, 403, 413)
