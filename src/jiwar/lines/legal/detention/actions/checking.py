"""Check-ins: agreed, heard from them, not reached."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.detention import rhythm
from jiwar.lines.legal.models import CheckIn, SafetyPlan

PRESSED_TWICE: Final = timedelta(minutes=2)


def await_next(plan: SafetyPlan, due_at: datetime, now: datetime) -> None:
    """The next check-in of the rhythm, where there is one and none is awaited. In the caller's transaction."""
    awaited = CheckIn.objects.filter(plan=plan, state=CheckIn.State.AWAITED, once=False)
    if plan.every_days is not None and plan.ended_at is None and not awaited.exists():
        _new(plan, due_at, made_at=now)


def _new(plan: SafetyPlan, due_at: datetime, *, made_at: datetime, once: bool = False, what_for: str = "") -> CheckIn:
    return CheckIn.objects.create(
        plan=plan,
        subject_id=plan.subject_id,
        compartment=plan.compartment,
        due_at=due_at,
        alarm_at=due_at + timedelta(minutes=plan.grace_minutes),
        once=once,
        what_for=what_for,
        made_at=made_at,
    )


def agree_once(
    viewer: Viewer, *, plan: SafetyPlan, due_at: datetime, what_for: str, token: UUID | None = None
) -> CheckIn:
    """One check-in beside the rhythm: after a hearing, on the day of a journey."""
    rights.to_work_on(viewer, plan.case)
    now = timezone.now()
    if plan.ended_at is not None:
        raise NotPossible(_("This plan has ended. Write a new one."))
    if due_at <= now:
        raise NotPossible(_("This time has passed already."))

    def make() -> CheckIn:
        row = _new(plan, due_at, made_at=now, once=True, what_for=what_for)
        record(viewer, kinds.CHECK_IN_AGREED, subject=row.subject_id, compartment=GENERAL, row=row)
        return row

    with transaction.atomic():
        return receipts.once(viewer, token, CheckIn, make)


def heard(viewer: Viewer, *, check_in: CheckIn) -> CheckIn:
    """They were heard from. On the day of the check-in or later it is settled, and the next of the rhythm is awaited;
    before that day the contact is kept, and the check-in stays.
    """
    rights.to_work_on(viewer, check_in.plan.case)
    with transaction.atomic():
        row, now = _awaited(check_in), timezone.now()
        if row.state != CheckIn.State.AWAITED:
            return row
        if rhythm.local_day(row.due_at) > rhythm.local_day(now):
            just = _just_heard(viewer, check_in.plan, now)
            if just is not None:
                return just
            row = _new(check_in.plan, now, made_at=now, once=True)
        _settle(viewer, row, CheckIn.State.HEARD, now)
        timeline.write(viewer, case=check_in.plan.case, kind="legal-check-in", row=check_in.plan_id)
        record(viewer, kinds.CHECKED_IN, subject=row.subject_id, compartment=GENERAL, row=row)
        if not row.once:
            await_next(check_in.plan, rhythm.following(check_in.plan, row.due_at, now), now)
    return row


def _just_heard(viewer: Viewer, plan: SafetyPlan, now: datetime) -> CheckIn | None:
    """The same press a second time."""
    rows = CheckIn.objects.filter(plan=plan, state=CheckIn.State.HEARD, settled_by=viewer.member)
    return rows.filter(settled_at__gt=now - PRESSED_TWICE, settled_at__lte=now).first()


def not_reached(viewer: Viewer, *, check_in: CheckIn) -> CheckIn:
    """Tried, and not reached: kept with the time. The alarm rises when the grace is over, by itself."""
    rights.to_work_on(viewer, check_in.plan.case)
    with transaction.atomic():
        row = _awaited(check_in)
        if row.state == CheckIn.State.AWAITED:
            row.tried_at, row.tried_by = timezone.now(), viewer.member
            row.save(update_fields=["tried_at", "tried_by"])
            record(viewer, kinds.CHECK_IN_TRIED, subject=row.subject_id, compartment=GENERAL, row=row)
    return row


def drop_check_in(viewer: Viewer, *, check_in: CheckIn) -> CheckIn:
    """One agreed beside the rhythm is no longer needed: the hearing was put off."""
    rights.to_work_on(viewer, check_in.plan.case)
    if not check_in.once:
        raise NotPossible(_("This follows from the plan: change the plan instead."))
    with transaction.atomic():
        row = _awaited(check_in)
        if row.state == CheckIn.State.AWAITED:
            _settle(viewer, row, CheckIn.State.DROPPED, timezone.now())
            about = {"state": CheckIn.State.DROPPED.value}
            record(viewer, kinds.CHECK_IN_AGREED, subject=row.subject_id, compartment=GENERAL, row=row, about=about)
    return row


def _awaited(check_in: CheckIn) -> CheckIn:
    """Locked, as it is now. One that was missed is answered by closing its alarm."""
    row = CheckIn.objects.select_for_update().get(id=check_in.id)
    if row.state == CheckIn.State.MISSED:
        raise NotPossible(_("This one was missed and the alarm is running: close the alarm with what was found."))
    return row


def _settle(viewer: Viewer, row: CheckIn, state: CheckIn.State, now: datetime) -> None:
    row.state, row.settled_at, row.settled_by = state, now, viewer.member
    row.save(update_fields=["state", "settled_at", "settled_by"])
