"""What the legal line does by itself: days move, and dates that nobody minds are called out."""

from django.db.models import Q
from django.utils import timezone

from jiwar.casework.cases import clock
from jiwar.foundation.jobs.schedules import every
from jiwar.lines.legal import escalation, projection
from jiwar.lines.legal.detention import watching
from jiwar.lines.legal.models import Procedure

AT_ONCE = 100


@every(seconds=60, per_group=True)
def refresh_for_the_day() -> None:
    """Replays each open procedure once a civil day, some at a time; after a standstill it catches up by itself."""
    today = clock.today()
    stale = Q(refreshed_on__isnull=True) | ~Q(refreshed_on=today)
    waiting = Procedure.objects.filter(stale, closed_on__isnull=True)
    for procedure in waiting.select_related("case__subject").order_by("refreshed_on", "id")[:AT_ONCE]:
        projection.refresh(procedure, today)


@every(seconds=300, per_group=True)
def escalate() -> None:
    """Calls for deadlines that come near and that nobody has taken in hand today."""
    escalation.escalate(clock.today(), timezone.now())


@every(seconds=60, per_group=True)
def watch_over() -> None:
    """Raises an alarm where a check-in was missed, and calls the next where nobody has it."""
    watching.watch(timezone.now())
