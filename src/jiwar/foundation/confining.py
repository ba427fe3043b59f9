"""What a child process may do that reads or draws what came from outside: little memory, little time, nothing else.

It writes no file, starts no process, leaves no picture of its memory behind, and opens no connection.
"""

import resource
import socket
from typing import Any, NoReturn


def confine(*, memory: int, cpu_seconds: int) -> None:
    """This process, for good. `memory` in bytes: past it `MemoryError`; past the seconds it is killed."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    socket.socket = _no_connection  # type: ignore[assignment,misc]  # for whatever a library tries


def _no_connection(*_given: Any, **_named: Any) -> NoReturn:
    raise OSError("this process needs no connection")
