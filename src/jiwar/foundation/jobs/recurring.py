"""The recurring jobs of the foundation: the rooms below cannot register their own."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jiwar.foundation.access import reading
from jiwar.foundation.access.actions import lending
from jiwar.foundation.audit import chain, verification
from jiwar.foundation.jobs import clock, outbox, queue
from jiwar.foundation.jobs.models import Message
from jiwar.foundation.jobs.schedules import every
from jiwar.foundation.vault import files


@every(seconds=1, per_group=True)
def seal_audit() -> None:
    """Chain what was written in the last second."""
    chain.seal_group()


@every(seconds=3600, per_group=True)
def check_audit() -> None:
    """Walk each chain and keep what was found, for the data guardian's page."""
    verification.check()


@every(seconds=20, per_group=True)
def note_lendings_over() -> None:
    """Write down what stood open for some hours and is over; it closed by itself."""
    lending.note_those_over()


@every(seconds=86_400, per_group=True, lets_go=True)
def forget_reading() -> None:
    """Counts of files shown go once they are too old to say what is usual."""
    reading.forget_old()


@every(seconds=60)
def watch_clock() -> None:
    """Note the time, so that a leap of the clock is seen."""
    clock.may_let_go()


@every(seconds=3600, lets_go=True)
def sweep_files() -> None:
    """Take away sealed files that no row knows."""
    files.sweep()


@every(seconds=20)
def take_back_tasks() -> None:
    """Tasks of dead workers run again."""
    queue.take_back_from_the_dead()


@every(seconds=3600, lets_go=True)
def prune() -> None:
    """Forget what is done: tasks after a week, messages after a month."""
    queue.prune()
    Message.objects.exclude(state=Message.State.WAITING).filter(
        created_at__lt=timezone.now() - timedelta(days=30)
    ).delete()


@every(seconds=10)
def deliver_messages() -> None:
    """Send what waits in the outbox."""
    if settings.JIWAR_SENDS_EMAIL:
        outbox.deliver()


@every(seconds=3600)
def keep_statistics() -> None:
    """SQLite chooses its indexes by statistics that nobody else keeps: without them a search walks the register."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
