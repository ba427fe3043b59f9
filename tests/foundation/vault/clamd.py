"""A scanner that speaks clamd's language over a real socket, and knows one virus: the test file of EICAR."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

# Put together here, so that a real scanner leaves this file alone.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"
LIMIT = 30 * 1024 * 1024


@dataclass
class Clamd:
    """`says` replaces its answer, `limit` is its StreamMaxLength."""

    address: str
    listening: socket.socket
    says: bytes | None = None
    limit: int = LIMIT
    version: bytes = b"ClamAV 1.4.6/27800/Thu Nov 26 09:12:00 2026"
    seen: list[bytes] = field(default_factory=list)

    def serve(self) -> None:
        while True:
            try:
                line, _who = self.listening.accept()
            except OSError:
                return
            with line, line.makefile("rb") as read:
                self._answer(line, read)

    def _answer(self, line: socket.socket, read: BinaryIO) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += read.read(1)
        if command == b"zVERSION\0":
            line.sendall((self.says if self.says is not None else self.version) + b"\0")
            return
        content = b""
        while size := int.from_bytes(read.read(4), "big"):
            content += read.read(size)
            if len(content) > self.limit:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.seen.append(content)
        found = b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"
        said = found if self.says is None else self.says
        if said:
            line.sendall(said + b"\0")


@contextmanager
def clamd(folder: Path | None = None) -> Iterator[Clamd]:
    """On a socket in `folder`, or on a port of this machine."""
    listening = socket.socket(socket.AF_UNIX if folder else socket.AF_INET)
    listening.bind(str(folder / "clamd.ctl") if folder else ("127.0.0.1", 0))
    listening.listen()
    address = str(folder / "clamd.ctl") if folder else f"127.0.0.1:{listening.getsockname()[1]}"
    scanner = Clamd(address, listening)
    thread = threading.Thread(target=scanner.serve)
    thread.start()
    try:
        yield scanner
    finally:
        # Closing alone does not wake the one who waits at the door.
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
