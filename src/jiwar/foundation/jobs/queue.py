"""The queue: django-tasks in the database, with references as the only arguments, and a runner that survives crashes.

A task that fails is tried again after one minute and after ten, then kept as failed. A task whose worker died is tried
again by the next worker. So a task may run twice, and must be written so that twice is once.
"""

import logging
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from jiwar.foundation.jobs import faults
from jiwar.foundation.jobs.models import Worker

PAUSES = (timedelta(minutes=1), timedelta(minutes=10))
DEAD_AFTER = timedelta(seconds=60)
KEPT_FOR = timedelta(days=7)
_CODE = re.compile(r"[a-z0-9_.:-]{1,64}", re.ASCII)

logger = logging.getLogger("jiwar.jobs")


class NotAReference(ValueError):
    """A task was given something else than ids and codes: its arguments rest unsealed in the database."""


class Queue(DatabaseBackend):
    """The backend named in `TASKS`."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        for value in (*args, *kwargs.values()):
            if not _is_reference(value):
                raise NotAReference(f"{task.module_path} may only be given ids and codes.")
        references = [str(value) if isinstance(value, UUID) else value for value in args]
        named = {name: str(value) if isinstance(value, UUID) else value for name, value in kwargs.items()}
        return super().enqueue(task, references, named)


def _is_reference(value: object) -> bool:
    if value is None or isinstance(value, bool | int | UUID):
        return True
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def run_next(worker_id: str) -> bool:
    """Claim and run one task that is ready; False when none is."""
    row = DBTaskResult.objects.ready().first()
    if row is None:
        return False
    # One conditional statement claims it: of two workers one finds the row changed.
    claimed = DBTaskResult.objects.filter(id=row.id, status=TaskResultStatus.READY).update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=[*row.worker_ids, worker_id]
    )
    if claimed:
        row.refresh_from_db()
        _run(row)
    return True


def _run(row: Any) -> None:
    try:
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as error:
        logger.error("task %s failed: %s", row.task_path, faults.kind(error))
        _try_again_or_give_up(row, faults.kind(error), faults.places(error.__traceback__))
    else:
        # What a task returns is not kept: it might be about somebody.
        row.set_successful(None)


def _try_again_or_give_up(row: Any, failure: str, places: str) -> None:
    attempts = len(row.worker_ids)
    changes: dict[str, Any] = {"exception_class_path": failure, "traceback": places}
    if attempts <= len(PAUSES):
        changes |= {"status": TaskResultStatus.READY, "run_after": timezone.now() + PAUSES[attempts - 1]}
    else:
        changes |= {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    DBTaskResult.objects.filter(id=row.id).update(**changes)


def take_back_from_the_dead() -> int:
    """Tasks claimed by workers that are gone are made ready again; returns how many."""
    now = timezone.now()
    # Somebody seen in the future was seen before the clock was set back.
    seen = Worker.objects.filter(seen_at__gt=now - DEAD_AFTER, seen_at__lt=now + DEAD_AFTER)
    living = set(seen.values_list("id", flat=True))
    orphans = [row for row in DBTaskResult.objects.running() if not row.worker_ids or row.worker_ids[-1] not in living]
    for row in orphans:
        _try_again_or_give_up(row, "worker died", "")
    return len(orphans)


def prune() -> None:
    """Forget tasks that ended a week ago and workers that are long dead."""
    long_ago = timezone.now() - KEPT_FOR
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    Worker.objects.filter(seen_at__lt=long_ago).delete()


def failed() -> int:
    """How many tasks were given up and are still kept."""
    return int(DBTaskResult.objects.failed().count())
