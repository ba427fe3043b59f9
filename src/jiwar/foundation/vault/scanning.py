"""Before a file is sealed a scanner of viruses may look at it: clamd, where an administrator named one.

Afterwards nobody can, for nothing but the program reads what is sealed. The file goes to the scanner as a stream
(clamd's INSTREAM) over a socket; nothing is written to a disk for it.
"""

import logging
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECONDS_TO_ANSWER = 3.0
SECONDS_TO_LOOK = 60.0
PIECE = 64 * 1024
LONGEST_ANSWER = 4096

logger = logging.getLogger("jiwar.vault")


class Refused(Exception):
    """The file is not taken in. `words` say why and what to do; what was found is not repeated anywhere."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(type(self).__name__)
        self.words = words


class NoAnswer(Exception):
    """The scanner is not there, breaks off, or says that it could not look."""


@dataclass(frozen=True, slots=True)
class Examined:
    """`looked_at` is None where no scanner is named, False where one is and did not answer."""

    chunks: Iterable[bytes]
    looked_at: bool | None


def examined(chunks: Iterable[bytes]) -> Examined:
    """Call it outside a transaction: looking takes its time. Raises `Refused`, and whatever `chunks` raises."""
    if not settings.JIWAR_CLAMAV:
        return Examined(chunks, None)
    pieces = list(chunks)
    try:
        clean = _is_clean(pieces)
    except NoAnswer as fault:
        logger.error("the scanner of viruses did not look at a file: %s", fault)
        if settings.JIWAR_CLAMAV_REQUIRED:
            raise Refused(
                _(
                    "The scanner for viruses does not answer, so no file is taken in now. Keep it, try again later, "
                    "and tell whoever runs the server."
                )
            ) from fault
        return Examined(pieces, False)
    if not clean:
        raise Refused(
            _(
                "The scanner for viruses found something dangerous in this file. It was not kept. Do not open it; ask "
                "for it in another form, on paper or as a photo."
            )
        )
    return Examined(pieces, True)


def version() -> tuple[str, datetime | None]:
    """What the scanner says of itself, and of when its signatures are. Raises `NoAnswer`."""
    said = _asked(b"zVERSION\0", [])
    name, _number, written = [*said.split("/", 2), "", ""][:3]
    try:
        of = datetime.strptime(written.strip(), "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError:
        return name, None
    return name, of


def _is_clean(pieces: list[bytes]) -> bool:
    said = _asked(b"zINSTREAM\0", _framed(pieces))
    if said == "stream: OK":
        return True
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return False
    # Too large for it, or out of memory: an answer, but no look. Its words may quote what it read.
    raise NoAnswer("it refused to look")


def _framed(pieces: list[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), PIECE):
            part = piece[start : start + PIECE]
            yield len(part).to_bytes(4, "big") + part
    yield bytes(4)


def _asked(command: bytes, pieces: Iterable[bytes]) -> str:
    try:
        with _line() as line:
            line.sendall(command)
            _send(line, pieces)
            answer = b""
            while b"\0" not in answer and len(answer) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
                answer += more
    except OSError as error:
        raise NoAnswer(type(error).__name__) from error
    said, ended, _rest = answer.partition(b"\0")
    if not ended:
        raise NoAnswer("it broke off")
    return said.decode("utf-8", "replace").strip()


def _send(line: socket.socket, pieces: Iterable[bytes]) -> None:
    line.settimeout(SECONDS_TO_LOOK)
    # It stops listening when it has seen enough, and says why in its answer.
    with suppress(BrokenPipeError, ConnectionResetError):
        for piece in pieces:
            line.sendall(piece)


@contextmanager
def _line() -> Iterator[socket.socket]:
    address: str = settings.JIWAR_CLAMAV
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS_TO_ANSWER)
        with line:
            line.connect(address)
            yield line
        return
    host, _colon, port = address.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), SECONDS_TO_ANSWER) as line:
        yield line
