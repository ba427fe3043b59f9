"""Writing the safety plan of a case, and ending it."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.detention import rhythm, tree
from jiwar.lines.legal.detention.actions.checking import await_next
from jiwar.lines.legal.models import Alarm, CheckIn, Rung, SafetyPlan


@dataclass(frozen=True, slots=True)
class RungGiven:
    """A colleague, or somebody outside by name and telephone."""

    member: Membership | None = None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PlanGiven:
    """`every_days` None: no rhythm. `agreed`: by code `(answer, ISO day)`, as `detention.agreed` has them."""

    rungs: tuple[RungGiven, ...]
    every_days: int | None = 1
    at: time = time(18)
    grace_minutes: int = 60
    climb_minutes: int = 20
    contact: str = ""
    what_to_do: str = ""
    agreed: dict[str, tuple[str, str]] = field(default_factory=dict)


def keep_plan(
    viewer: Viewer, *, case: Case, given: PlanGiven, seen_version: int | None, token: UUID | None = None
) -> SafetyPlan:
    """Writes the plan of the case, or the running one anew; `seen_version` None: there was none. Raises `Stale`."""
    rights.to_work_on(viewer, case)
    if not given.rungs or given.rungs[0].member is None:
        raise NotPossible(_("The first to be called is a colleague who works on the case."))
    if any(rung.member is not None and not tree.works_on(rung.member, case) for rung in given.rungs):
        raise NotPossible(_("Only colleagues who work on the case can be called: give it to them first."))
    with transaction.atomic():
        return receipts.once(viewer, token, SafetyPlan, lambda: _keep(viewer, case, given, seen_version))


def _keep(viewer: Viewer, case: Case, given: PlanGiven, seen_version: int | None) -> SafetyPlan:
    Case.objects.select_for_update().get(id=case.id)
    plan = SafetyPlan.objects.filter(case=case, ended_at__isnull=True).first()
    if plan is None:
        plan = SafetyPlan(case=case, subject_id=case.subject_id, compartment=GENERAL.code, made_by=viewer.member)
        before: tuple[Any, ...] = ()
    else:
        step_on(plan, seen_version or 0)
        before = (plan.every_days, plan.at)
    plan.every_days, plan.at = given.every_days, given.at
    plan.grace_minutes, plan.climb_minutes = given.grace_minutes, given.climb_minutes
    plan.contact, plan.what_to_do = given.contact, given.what_to_do
    plan.agreed = {code: list(said) for code, said in given.agreed.items()}
    plan.save()
    _plant(plan, given.rungs)
    _await_anew(plan, before, timezone.now())
    timeline.write(viewer, case=case, kind="legal-safety-plan", row=plan.id)
    record(viewer, kinds.PLAN_KEPT, subject=plan.subject_id, compartment=GENERAL, row=plan)
    return plan


def _plant(plan: SafetyPlan, rungs: tuple[RungGiven, ...]) -> None:
    Rung.objects.filter(plan=plan).delete()
    for position, given in enumerate(rungs):
        Rung.objects.create(
            plan=plan,
            subject_id=plan.subject_id,
            compartment=plan.compartment,
            position=position,
            member=given.member,
            name=given.name,
            phone=given.phone,
        )


def _await_anew(plan: SafetyPlan, before: tuple[Any, ...], now: datetime) -> None:
    """Another rhythm begins anew; another patience holds for what is awaited already."""
    awaited = CheckIn.objects.filter(plan=plan, state=CheckIn.State.AWAITED)
    if before != (plan.every_days, plan.at):
        awaited.filter(once=False).update(state=CheckIn.State.DROPPED, settled_at=now)
    for row in awaited:
        row.alarm_at = row.due_at + timedelta(minutes=plan.grace_minutes)
        row.save(update_fields=["alarm_at"])
    if not Alarm.objects.filter(plan=plan, closed_at__isnull=True).exists():
        await_next(plan, rhythm.first(plan, now), now)


def end_plan(viewer: Viewer, *, plan: SafetyPlan, reason: str) -> SafetyPlan:
    """Nothing is awaited any more. Not while an alarm burns: that is closed with what was found."""
    rights.to_work_on(viewer, plan.case)
    with transaction.atomic():
        row = SafetyPlan.objects.select_for_update().get(id=plan.id)
        if row.ended_at is not None:
            return row
        if Alarm.objects.filter(plan=row, closed_at__isnull=True).exists():
            raise NotPossible(_("An alarm is running. Close it with what was found, then end the plan."))
        now = timezone.now()
        row.ended_at, row.ended_by, row.ended_reason = now, viewer.member, reason
        row.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        awaited = CheckIn.objects.filter(plan=row, state=CheckIn.State.AWAITED)
        awaited.update(state=CheckIn.State.DROPPED, settled_at=now, settled_by=viewer.member)
        timeline.write(viewer, case=plan.case, kind="legal-safety-plan-ended", row=row.id)
        record(viewer, kinds.PLAN_ENDED, subject=row.subject_id, compartment=GENERAL, row=row)
    return row
