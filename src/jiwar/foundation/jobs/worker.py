"""The background process: one thread runs queued tasks, one runs recurring jobs while this worker leads.

Stops cleanly on request: the task at hand ends, nothing new begins. An error of the database does not end the worker;
it waits and tries again.
"""

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.utils import timezone

from jiwar.foundation.jobs import faults, leader, queue, schedules
from jiwar.foundation.jobs.models import Worker as WorkerRow

TICK = 0.5
SECONDS_BETWEEN_SIGNS_OF_LIFE = 10.0
PAUSE_AFTER_A_FAULT = 5.0

logger = logging.getLogger("jiwar.jobs")


class Worker:
    """Call `run` in a process of its own; `stop` from a signal handler."""

    def __init__(self) -> None:
        self.id = f"{os.uname().nodename[:32]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End after the work at hand."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped."""
        self._sign_of_life()
        threads = [
            threading.Thread(target=self._loop, args=(step,), name=name, daemon=True)
            for name, step in (("tasks", self._task_step), ("recurring", Recurring(self.id).step))
        ]
        for thread in threads:
            thread.start()
        while not self._stopping.wait(SECONDS_BETWEEN_SIGNS_OF_LIFE):
            self._guarded(self._sign_of_life)
        for thread in threads:
            thread.join()
        self._guarded(self._leave)
        connection.close()

    def _loop(self, step: Callable[[], bool]) -> None:
        while not self._stopping.is_set():
            close_old_connections()
            more = self._guarded(step)
            if not more:
                self._stopping.wait(TICK)
        connection.close()

    def _guarded(self, step: Callable[[], bool | None]) -> bool:
        try:
            return bool(step())
        except Exception as error:
            logger.error("worker: %s\n%s", faults.kind(error), faults.places(error.__traceback__))
            connection.close()
            self._stopping.wait(PAUSE_AFTER_A_FAULT)
            return False

    def _task_step(self) -> bool:
        return queue.run_next(self.id)

    def _sign_of_life(self) -> None:
        WorkerRow.objects.update_or_create(id=self.id, defaults={"seen_at": timezone.now()})

    def _leave(self) -> None:
        leader.step_down(self.id)
        WorkerRow.objects.filter(id=self.id).delete()


class Recurring:
    """Runs the recurring jobs while the worker holds the lease."""

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self.schedules = schedules.registered()
        self._leads = False
        self._renewed_at = float("-inf")

    def step(self) -> bool:
        """Renew the lease in time and run what is due; never asks for more at once."""
        now = time.monotonic()
        if now - self._renewed_at > leader.LASTS.total_seconds() / 3:
            self._leads = leader.lead(self.worker_id)
            self._renewed_at = now
        if self._leads:
            schedules.run_due(self.schedules)
        return False
