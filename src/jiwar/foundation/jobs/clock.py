"""A clock that leaps takes nothing away: what is let go because it is old waits a day after a leap.

The worker's last sign is kept in the database. A clock more than a day ahead of it, or more than an hour behind, has
leapt, or the server stood still for long: either way nothing is lost by waiting until somebody could set it right.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from jiwar.foundation.jobs.models import Run

NAME = "clock"
LEAPT = "clock-leapt"
AHEAD = timedelta(hours=24)
BEHIND = timedelta(hours=1)
RESTS = timedelta(hours=24)


def may_let_go(now: datetime | None = None) -> bool:
    """Whether what is old by the clock may be taken away now. Notes the time, and a leap."""
    now = now or timezone.now()
    last = Run.objects.filter(name=NAME).first() or Run(name=NAME, started_at=now)
    if not -BEHIND < now - last.started_at < AHEAD:
        last.failed_at, last.failure = now, LEAPT
    elif last.failed_at is not None and now - last.failed_at >= RESTS:
        last.failed_at, last.failure = None, ""
    last.started_at = last.finished_at = now
    last.save()
    return last.failed_at is None


def leapt_at() -> datetime | None:
    """When a leap was noticed after which nothing is taken away yet."""
    return Run.objects.filter(name=NAME, failure=LEAPT).values_list("failed_at", flat=True).first()
