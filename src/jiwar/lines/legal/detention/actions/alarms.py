"""An alarm: raised, called up the tree step by step, taken in hand, closed with what was found."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts, rights, timeline
from jiwar.casework.cases.actions.tasks import end_follow_up, follow_up_task
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles, words
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import current_group
from jiwar.knowledge.calendars import GivenDate
from jiwar.lines.legal import kinds
from jiwar.lines.legal.detention import agreed, rhythm, tree
from jiwar.lines.legal.detention.actions.checking import await_next
from jiwar.lines.legal.models import Alarm, CheckIn, SafetyPlan

ALARM_CALLS: Final = "safety-alarm-calls"
ORIGIN: Final = "legal.alarm"
TASK: Final = gettext_noop("Not heard from: find out where they are")
HELD_FOR: Final = timedelta(hours=2)
"""Who has it and is not heard of themselves: after this the alarm calls on."""


def raise_alarm(
    viewer: Viewer | None, *, plan: SafetyPlan, now: datetime, check_in: CheckIn | None = None, why: str = ""
) -> Alarm:
    """Calls the first in the tree; where an alarm of this plan burns already it is that one. In a transaction."""
    burning = Alarm.objects.select_for_update().filter(plan=plan, closed_at__isnull=True).first()
    if burning is not None:
        return burning
    alarm = Alarm(
        plan=plan,
        case=plan.case,
        subject_id=plan.subject_id,
        compartment=plan.compartment,
        check_in=check_in,
        why=why,
        raised_at=now,
        raised_by=viewer.member if viewer else None,
        called_at=now,
        climbs_at=now + timedelta(minutes=plan.climb_minutes),
    )
    step = tree.steps_of(plan, plan.case)[0]
    alarm.caller = step.caller
    alarm.save()
    timeline.write(viewer, case=plan.case, kind="legal-alarm-raised", row=alarm.id)
    record(viewer, kinds.ALARM_RAISED, subject=alarm.subject_id, compartment=GENERAL, row=alarm)
    _call(alarm, step)
    return alarm


def climb(alarm: Alarm, now: datetime) -> bool:
    """One step further, whatever the clock says: after a standstill no step is left out, and none is done twice."""
    steps = tree.steps_of(alarm.plan, alarm.case)
    calls = alarm.calls + 1
    step = steps[calls % len(steps)]
    with transaction.atomic():
        # Of two workers at once one finds the call already made; and whoever has just taken it is left in peace.
        taken = Alarm.objects.filter(
            id=alarm.id, calls=alarm.calls, called_at=alarm.called_at, taken_at=alarm.taken_at, closed_at__isnull=True
        ).update(
            calls=calls,
            caller=step.caller,
            called_at=now,
            climbs_at=now + timedelta(minutes=alarm.plan.climb_minutes),
            taken_at=None,
        )
        if not taken:
            return False
        alarm.calls, alarm.caller, alarm.called_at, alarm.taken_at = calls, step.caller, now, None
        record(None, kinds.ALARM_CLIMBED, subject=alarm.subject_id, compartment=GENERAL, row=alarm)
        _call(alarm, step)
    return True


def _call(alarm: Alarm, step: tree.Step) -> None:
    """A task and a word for whoever acts now; at the end of the tree the coordinators who may know of the case."""
    with translation.override(current_group().default_language):
        title = gettext(TASK)
    owner = alarm.caller or _last_of(alarm)
    due = rhythm.local_day(alarm.called_at)
    follow_up_task(None, case=alarm.case, origin_kind=ORIGIN, origin=alarm.id, title=title, due=due, owner=owner)
    called = [step.caller] if step.caller is not None else _coordinators(alarm)
    for member in called:
        words.tell(member, ALARM_CALLS, {"alarm": str(alarm.id), "call": alarm.calls})


def _last_of(alarm: Alarm) -> Membership | None:
    """While the coordinators are called the task stays with whoever of the tree had it last."""
    callers = [step.caller for step in tree.steps_of(alarm.plan, alarm.case) if step.caller is not None]
    return callers[-1] if callers else None


def _coordinators(alarm: Alarm) -> list[Membership]:
    found = words.members_in_role(roles.COORDINATOR)
    return [
        member
        for member in found
        if policy.decide(viewer_for(member), can.SIGNED_IN, subject=alarm.case.subject).allowed
    ]


def raise_by_hand(viewer: Viewer, *, plan: SafetyPlan, why: str, token: UUID | None = None) -> Alarm:
    """Somebody called: they were taken. Nobody waits for the next check-in."""
    rights.to_work_on(viewer, plan.case)
    if plan.ended_at is not None:
        raise NotPossible(_("This plan has ended. Write a new one."))
    with transaction.atomic():
        return receipts.once(viewer, token, Alarm, lambda: raise_alarm(viewer, plan=plan, now=timezone.now(), why=why))


def take_alarm(viewer: Viewer, *, alarm: Alarm) -> Alarm:
    """'I have it': it calls nobody else for a while. Said again, the while begins anew."""
    rights.to_work_on(viewer, alarm.case)
    with transaction.atomic():
        row = _open(alarm)
        now = timezone.now()
        has_it = row.taken_at is not None and row.caller_id == viewer.member.id
        row.caller, row.called_at, row.taken_at, row.climbs_at = viewer.member, now, now, now + HELD_FOR
        row.save(update_fields=["caller", "called_at", "taken_at", "climbs_at"])
        with translation.override(current_group().default_language):
            title = gettext(TASK)
        follow_up_task(
            viewer,
            case=alarm.case,
            origin_kind=ORIGIN,
            origin=row.id,
            title=title,
            due=rhythm.local_day(now),
            owner=viewer.member,
        )
        if not has_it:
            facts = {"name": viewer.account.name}
            timeline.write(viewer, case=alarm.case, kind="legal-alarm-taken", facts=facts, row=row.id)
        record(viewer, kinds.ALARM_TAKEN, subject=row.subject_id, compartment=GENERAL, row=row)
    return row


def close_alarm(
    viewer: Viewer, *, alarm: Alarm, found: str, where: str = "", since: GivenDate | None = None, note: str = ""
) -> Alarm:
    """With what was found. The rhythm goes on, but not for somebody who is held: check-ins are then agreed anew."""
    rights.to_work_on(viewer, alarm.case)
    if found == agreed.DETAINED and not where.strip():
        raise NotPossible(_("Write where they are held, or that it is not known."))
    with transaction.atomic():
        row, now = _open(alarm), timezone.now()
        row.found, row.where, row.note = found, where, note
        row.since = {"given": since.as_plain()} if since else {}
        row.closed_at, row.closed_by = now, viewer.member
        row.save(update_fields=["found", "where", "note", "since", "closed_at", "closed_by"])
        end_follow_up(viewer, origin_kind=ORIGIN, origin=row.id, done=True)
        facts: dict[str, Any] = {"found": found}
        timeline.write(viewer, case=alarm.case, kind="legal-alarm-closed", facts=facts, row=row.id)
        record(viewer, kinds.ALARM_CLOSED, subject=row.subject_id, compartment=GENERAL, row=row)
        if found != agreed.DETAINED:
            await_next(alarm.plan, rhythm.following(alarm.plan, _last_due(alarm.plan, now), now), now)
    return row


def _last_due(plan: SafetyPlan, now: datetime) -> datetime:
    """Of the rhythm: the day it last asked for, so that it keeps its days."""
    rows = CheckIn.objects.filter(plan=plan, once=False, due_at__lte=now).order_by("-due_at")
    return rows.values_list("due_at", flat=True).first() or now


def _open(alarm: Alarm) -> Alarm:
    row = Alarm.objects.select_for_update().get(id=alarm.id)
    if row.closed_at is not None:
        raise NotPossible(_("A colleague has closed this alarm meanwhile."))
    return row
