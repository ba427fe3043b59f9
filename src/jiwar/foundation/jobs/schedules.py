"""Recurring jobs. A room registers them in its `recurring.py`, which is found by itself:

    @every(seconds=60)
    def escalate() -> None: ...

    @every(seconds=1, per_group=True)
    def seal() -> None: ...  # runs for each group, inside acting_for(group) and a session of keys

A job that fails is noted and tried again at its next time; the other jobs, and the other groups, go on.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.jobs import clock, faults
from jiwar.foundation.jobs.models import Run
from jiwar.foundation.vault import keys

Job = Callable[[], object]
SECONDS_BETWEEN_NOTES = 30.0

logger = logging.getLogger("jiwar.jobs")


@dataclass(slots=True)
class Schedule:
    """One registered job and, in the worker, when it runs next and was last noted (monotonic seconds)."""

    name: str
    seconds: float
    job: Job
    per_group: bool
    lets_go: bool = False
    next_at: float = 0.0
    noted_at: float = field(default=float("-inf"))
    failing: bool = False


_schedules: dict[str, Schedule] = {}


def every(*, seconds: float, per_group: bool = False, lets_go: bool = False) -> Callable[[Job], Job]:
    """Register a function without arguments to run every so many seconds, counted from the end of its last run.

    `lets_go`: it takes away what is old by the clock, so it rests while the clock is in doubt (`clock`).
    """

    def register(job: Job) -> Job:
        name = f"{job.__module__}.{getattr(job, '__qualname__', 'job')}"
        if seconds <= 0:
            raise ValueError(f"{name} cannot run every {seconds} seconds.")
        _schedules[name] = Schedule(name, seconds, job, per_group, lets_go)
        return job

    return register


def registered() -> list[Schedule]:
    """All recurring jobs by name."""
    return [_schedules[name] for name in sorted(_schedules)]


def run_due(schedules: list[Schedule]) -> None:
    """Run every job whose time has come."""
    for schedule in schedules:
        if schedule.next_at <= time.monotonic():
            _run(schedule)
            schedule.next_at = time.monotonic() + schedule.seconds


def overdue() -> list[str]:
    """Names of jobs that have not run for three times their interval (and a minute), or failed last."""
    runs = {run.name: run for run in Run.objects.all()}
    found = []
    for schedule in registered():
        run = runs.get(schedule.name)
        patience = timedelta(seconds=3 * schedule.seconds + 60)
        if run is None or run.failure or run.started_at < timezone.now() - patience:
            found.append(schedule.name)
    return found


def _run(schedule: Schedule) -> None:
    started_at = timezone.now()
    failure = ""
    try:
        if not schedule.lets_go or clock.may_let_go():
            failure = _for_each_group(schedule) if schedule.per_group else _once(schedule)
    except Exception as error:
        failure = faults.kind(error)
        logger.error("job %s failed: %s\n%s", schedule.name, failure, faults.places(error.__traceback__))
    _note(schedule, started_at, failure)


def _once(schedule: Schedule) -> str:
    schedule.job()
    return ""


def _for_each_group(schedule: Schedule) -> str:
    """The kind of the last failure, or nothing."""
    failure = ""
    for group in Group.objects.order_by("created_at"):
        try:
            with acting_for(group), keys.session():
                schedule.job()
        except Exception as error:
            failure = faults.kind(error)
            logger.error("job %s failed: %s\n%s", schedule.name, failure, faults.places(error.__traceback__))
    return failure


def _note(schedule: Schedule, started_at: object, failure: str) -> None:
    changed = bool(failure) != schedule.failing
    if not changed and time.monotonic() - schedule.noted_at < SECONDS_BETWEEN_NOTES:
        return
    now = timezone.now()
    values = {"started_at": started_at, "finished_at": now, "failure": failure}
    if failure:
        values["failed_at"] = now
    Run.objects.update_or_create(name=schedule.name, defaults=values)
    schedule.noted_at, schedule.failing = time.monotonic(), bool(failure)
