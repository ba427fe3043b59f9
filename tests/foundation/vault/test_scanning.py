"""A scanner of viruses, where one is named: what it sees, what its answers do, and what happens without one."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django import Settings

from jiwar.foundation.vault import scanning
from tests.docs.pages import ROOT
from tests.foundation.vault.clamd import EICAR, Clamd, clamd

LETTER = [b"%PDF-1.4\n", b"a" * 200_000, b"b"]


@pytest.fixture(params=["socket", "port"])
def scanner(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Clamd]:
    with clamd(tmp_path if request.param == "socket" else None) as running:
        settings.JIWAR_CLAMAV = running.address
        yield running


def test_what_is_clean_passes_whole(scanner: Clamd) -> None:
    seen = scanning.examined(iter(LETTER))
    assert (b"".join(seen.chunks), seen.looked_at) == (b"".join(LETTER), True)
    assert scanner.seen == [b"".join(LETTER)]


def test_a_virus_is_refused_and_not_named(scanner: Clamd) -> None:
    with pytest.raises(scanning.Refused) as refused:
        scanning.examined([b"harmless", EICAR[:20], EICAR[20:]])
    assert "found something dangerous" in str(refused.value.words)
    assert "Eicar" not in f"{refused.value} {refused.value.words}"
    with override("ar"):
        assert "خطِرًا" in str(refused.value.words)
    with override("fr"):
        assert "dangereux" in str(refused.value.words)


@pytest.mark.parametrize("says", [b"", b"stream: OK but", b"INSTREAM size limit exceeded. ERROR", b"\xff\xfe"])
def test_any_other_answer_is_none(scanner: Clamd, says: bytes) -> None:
    scanner.says = says
    with pytest.raises(scanning.Refused, match="Refused") as refused:
        scanning.examined(LETTER)
    assert "does not answer" in str(refused.value.words)


def test_what_is_too_large_for_it_was_not_looked_at(scanner: Clamd, settings: Settings) -> None:
    scanner.limit = 1000
    with pytest.raises(scanning.Refused):
        scanning.examined([b"x" * 10_000_000])
    settings.JIWAR_CLAMAV_REQUIRED = False
    assert scanning.examined([b"x" * 10_000_000]).looked_at is False


def test_without_an_answer_nothing_is_taken_in_unless_it_was_allowed(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for address in (str(tmp_path / "nobody"), "127.0.0.1:9"):
        settings.JIWAR_CLAMAV, settings.JIWAR_CLAMAV_REQUIRED = address, True
        with pytest.raises(scanning.Refused):
            scanning.examined(LETTER)
        settings.JIWAR_CLAMAV_REQUIRED = False
        seen = scanning.examined(LETTER)
        assert (b"".join(seen.chunks), seen.looked_at) == (b"".join(LETTER), False)
    assert "did not look at a file" in caplog.text


def test_where_none_is_named_nothing_is_read(settings: Settings) -> None:
    settings.JIWAR_CLAMAV = ""
    chunks = iter(LETTER)
    seen = scanning.examined(chunks)
    assert (seen.chunks is chunks, seen.looked_at) == (True, None)


def test_it_says_of_when_it_is(scanner: Clamd) -> None:
    assert scanning.version() == ("ClamAV 1.4.6", datetime(2026, 11, 26, 9, 12, tzinfo=UTC))
    scanner.says = b"ClamAV 1.4.6"
    assert scanning.version() == ("ClamAV 1.4.6", None)


def test_whoever_seals_a_file_shows_it_first() -> None:
    sealing = [path for path in (ROOT / "src").rglob("*.py") if "files.store(" in path.read_text(encoding="utf-8")]
    assert len(sealing) >= 4
    unseen = {path for path in sealing if "scanning.examined(" not in path.read_text(encoding="utf-8")}
    assert unseen <= {ROOT / "src/jiwar/lines/learning/certificates/actions.py"}, "what is drawn here came from nobody"


class Line:
    """One end of a connection that writes down what is done with it, and answers in pieces."""

    def __init__(self, *answers: bytes, breaks: type[OSError] | None = None) -> None:
        self.answers, self.breaks = list(answers), breaks
        self.sent, self.waits, self.silent = list[bytes](), list[float](), False

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def settimeout(self, seconds: float) -> None:
        self.waits.append(seconds)

    def connect(self, address: str) -> None:
        self.sent.append(address.encode())

    def sendall(self, sent: bytes) -> None:
        if self.breaks and self.sent:
            raise self.breaks
        self.sent.append(sent)

    def recv(self, _most: int) -> bytes:
        if not self.answers and self.silent:
            raise TimeoutError
        return self.answers.pop(0) if self.answers else b""


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Line]:
    found = Line()
    opened: list[object] = []

    def connection(address: tuple[str, int], seconds: float) -> Line:
        opened.append((address, seconds))
        found.waits.append(seconds)
        return found

    settings.JIWAR_CLAMAV = "[::1]:3310"
    monkeypatch.setattr(socket, "create_connection", connection)
    yield found
    assert set(opened) <= {(("::1", 3310), 3.0)}


def test_what_goes_over_the_line(line: Line) -> None:
    line.answers = [b"stream", b": OK\0further"]
    assert scanning.examined([b"a" * 65_537, b"b"]).looked_at is True
    frames = [b"\x00\x01\x00\x00" + b"a" * 65_536, b"\x00\x00\x00\x01a", b"\x00\x00\x00\x01b", bytes(4)]
    assert line.sent == [b"zINSTREAM\0", *frames]
    assert line.waits == [3.0, 60.0]


def test_nothing_more_is_waited_for_after_its_answer(line: Line) -> None:
    line.answers, line.silent = [b"stream: OK\0"], True
    assert scanning.examined([b"x"]).looked_at is True


def test_it_stops_listening_when_it_has_seen_enough(line: Line) -> None:
    for breaks in (BrokenPipeError, ConnectionResetError):
        line.breaks, line.sent, line.answers = breaks, [], [b"stream: Eicar FOUND\0"]
        with pytest.raises(scanning.Refused) as refused:
            scanning.examined([b"x"])
        assert "found something dangerous" in str(refused.value.words)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([b"stream: OK"], "it broke off"),
        ([], "it broke off"),
        ([b"x" * 4096, b"stream: OK\0"], "it broke off"),
        ([b"stream: too large FOUND not\0"], "it refused to look"),
        ([b"Eicar FOUND\0"], "it refused to look"),
    ],
)
def test_why_there_is_no_answer_is_in_the_log_without_its_words(
    line: Line, answers: list[bytes], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    line.answers = list(answers)
    with pytest.raises(scanning.Refused) as refused:
        scanning.examined([b"x"])
    assert "does not answer" in str(refused.value.words)
    assert caplog.messages == [f"the scanner of viruses did not look at a file: {why}"]
    assert isinstance(refused.value.__cause__, scanning.NoAnswer)


def test_what_breaks_is_named_by_its_kind(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.breaks, line.sent = TimeoutError, [b"before"]
    with pytest.raises(scanning.Refused):
        scanning.examined([b"x"])
    assert caplog.messages == ["the scanner of viruses did not look at a file: TimeoutError"]


@pytest.mark.parametrize(
    ("said", "version"),
    [
        (
            b" ClamAV 1.4.6/27800/Thu Nov 26 09:12:00 2026\n\0",
            ("ClamAV 1.4.6", datetime(2026, 11, 26, 9, 12, tzinfo=UTC)),
        ),
        (b"ClamAV 1.4.6/27800/soon\0", ("ClamAV 1.4.6", None)),
        (b"ClamAV 1.4.6/27800\0", ("ClamAV 1.4.6", None)),
        (b"ClamAV \xff\0", ("ClamAV \ufffd", None)),
        (b"\0", ("", None)),
        (b"ClamAV 1.4.6/27800/Thu Nov 26 09:12:00 2026/more\0", ("ClamAV 1.4.6", None)),
    ],
)
def test_of_which_version_it_is(line: Line, said: bytes, version: tuple[str, datetime | None]) -> None:
    line.answers = [said]
    assert scanning.version() == version
    assert line.sent == [b"zVERSION\0"]


def test_over_a_socket_it_is_waited_for_as_long(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    found = Line(b"stream: OK\0")
    settings.JIWAR_CLAMAV = "/run/clamd.ctl"
    monkeypatch.setattr(socket, "socket", lambda _family: found)
    assert scanning.examined([]).looked_at is True
    assert (found.sent, found.waits) == ([b"/run/clamd.ctl", b"zINSTREAM\0", bytes(4)], [3.0, 60.0])
