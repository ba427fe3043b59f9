"""A fair queue of writers for one SQLite file, across threads and processes.

SQLite lets one writer in at a time and makes the others poll; under load some of them starve for seconds. Here writers
of one process wait first come, first served; the first of them then waits in the kernel's queue (`flock` on a file
beside the database) with the first writers of other processes. A process that dies leaves the queue by itself.
"""

import fcntl
import os
import threading
from collections import deque
from pathlib import Path


class QueueTimeout(Exception):
    """The writer's turn did not come in time."""


class WriterQueue:
    """The queue of one database file. `enter` and `leave` must be called in pairs by the same owner."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._state = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False
        self._file: int | None = None
        self._file_owner = 0

    def enter(self, *, seconds: float) -> None:
        """Wait for the turn; raises QueueTimeout when another thread of this process keeps it longer than `seconds`."""
        self._wait_in_process(seconds)
        try:
            fcntl.flock(self._lock_file(), fcntl.LOCK_EX)
        except BaseException:
            self._hand_over()
            raise

    def leave(self) -> None:
        """End the turn and wake the next writer."""
        try:
            fcntl.flock(self._lock_file(), fcntl.LOCK_UN)
        finally:
            self._hand_over()

    def _wait_in_process(self, seconds: float) -> None:
        with self._state:
            if not self._taken:
                self._taken = True
                return
            my_turn = threading.Event()
            self._waiting.append(my_turn)
        if my_turn.wait(seconds):
            return
        with self._state:
            if my_turn.is_set():
                return
            self._waiting.remove(my_turn)
        raise QueueTimeout(f"no turn to write within {seconds:g} s")

    def _hand_over(self) -> None:
        with self._state:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    def _lock_file(self) -> int:
        # A lock belongs to the open file, which a forked child would share with its parent.
        if self._file is None or self._file_owner != os.getpid():
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._file_owner = os.getpid()
        return self._file


_queues: dict[str, WriterQueue] = {}
_queues_lock = threading.Lock()


def queue_of(database: str) -> WriterQueue:
    """The one queue of this process for a database file."""
    path = f"{Path(database).resolve()}-writers"
    with _queues_lock:
        return _queues.setdefault(path, WriterQueue(path))


def _forget_after_fork() -> None:
    # Threads that held or awaited a turn do not exist in the child.
    global _queues_lock
    _queues.clear()
    _queues_lock = threading.Lock()


os.register_at_fork(after_in_child=_forget_after_fork)
