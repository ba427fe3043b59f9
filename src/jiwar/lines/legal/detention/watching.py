"""What the worker does: check-ins whose grace is over raise an alarm, and alarms nobody has climb on.

Moments are absolute. A clock set forward makes one step at once, never several; one set back is noticed because what
was noted last lies ahead of it, and the waiting is counted anew from now: nothing stays silent until an old time comes
round again, and nobody is called twice for the same step.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q

from jiwar.casework.cases.models import Case
from jiwar.lines.legal.detention import rhythm
from jiwar.lines.legal.detention.actions.alarms import HELD_FOR, climb, raise_alarm
from jiwar.lines.legal.models import Alarm, CheckIn


def watch(now: datetime) -> int:
    """Of this group; how many calls were made. What goes wrong with one silences no other: it is raised at the end."""
    _after_a_clock_set_back(now)
    calls: list[Callable[[], bool]] = [partial(_missed, row, now) for row in _overdue(now)]
    calls += [partial(climb, row, now) for row in _unanswered(now)]
    made, failure = 0, None
    for call in calls:
        try:
            made += call()
        except Exception as error:
            failure = failure or error
    if failure is not None:
        raise failure
    return made


def _overdue(now: datetime) -> list[CheckIn]:
    rows = CheckIn.objects.filter(state=CheckIn.State.AWAITED, alarm_at__lte=now, plan__ended_at__isnull=True)
    rows = rows.exclude(plan__case__state=Case.State.CLOSED).select_related("plan__case__subject")
    return list(rows.order_by("alarm_at", "id"))


def _missed(row: CheckIn, now: datetime) -> bool:
    with transaction.atomic():
        awaited = CheckIn.objects.filter(id=row.id, state=CheckIn.State.AWAITED, alarm_at__lte=now)
        # Of two workers at once, or a worker and somebody who hears from them now, one comes first.
        if not awaited.update(state=CheckIn.State.MISSED, settled_at=now):
            return False
        raise_alarm(None, plan=row.plan, now=now, check_in=row)
    return True


def _unanswered(now: datetime) -> list[Alarm]:
    rows = Alarm.objects.filter(closed_at__isnull=True, climbs_at__lte=now)
    rows = rows.exclude(case__state=Case.State.CLOSED).select_related("plan", "case__subject", "caller")
    return list(rows.order_by("climbs_at", "id"))


def _after_a_clock_set_back(now: datetime) -> None:
    for alarm in Alarm.objects.filter(closed_at__isnull=True, called_at__gt=now).select_related("plan"):
        taken = alarm.taken_at is not None
        waits = HELD_FOR if taken else timedelta(minutes=alarm.plan.climb_minutes)
        rows = Alarm.objects.filter(id=alarm.id, called_at=alarm.called_at, closed_at__isnull=True)
        rows.update(called_at=now, climbs_at=now + waits, taken_at=now if taken else None)
    ahead = CheckIn.objects.filter(Q(made_at__gt=now), state=CheckIn.State.AWAITED, once=False)
    for row in ahead.select_related("plan"):
        due_at = rhythm.first(row.plan, now)
        patience = timedelta(minutes=row.plan.grace_minutes)
        rows_ = CheckIn.objects.filter(id=row.id, state=CheckIn.State.AWAITED)
        rows_.update(due_at=due_at, alarm_at=due_at + patience, made_at=now)
