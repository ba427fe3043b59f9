"""Assessment by sector, needs, and the plan's goals."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiwar.casework.cases import kinds, rights, timeline
from jiwar.casework.cases.models import Assessment, Case, Goal, Need
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


@transaction.atomic
def assess(
    viewer: Viewer,
    *,
    case: Case,
    sector: str,
    severity: str,
    finding: str = "",
    person: Person | None = None,
    token: UUID | None = None,
) -> Assessment:
    """What was found in one sector; it replaces what was found there before (for the same person), and keeps it."""
    rights.to_work_on(viewer, case)

    def make() -> Assessment:
        found = Assessment.objects.create(
            case=case,
            subject_id=case.subject_id,
            compartment=GENERAL.code,
            person=person,
            sector=sector,
            severity=severity,
            finding=finding,
            assessed_by=viewer.member,
        )
        earlier = Assessment.objects.filter(case=case, person=person, replaced_at__isnull=True).exclude(id=found.id)
        replaced = [row.id for row in earlier if row.sector == sector]
        Assessment.objects.filter(id__in=replaced).update(replaced_at=timezone.now())
        facts = {"sector": sector, "severity": severity, "text": finding}
        timeline.write(viewer, case=case, kind="assessed", facts=facts, row=found.id)
        record(viewer, kinds.ASSESSED, subject=case.subject, compartment=GENERAL, row=found)
        return found

    return once(viewer, token, Assessment, make)


@transaction.atomic
def record_need(
    viewer: Viewer, *, case: Case, sector: str, text: str, person: Person | None = None, token: UUID | None = None
) -> Need:
    rights.to_work_on(viewer, case)

    def make() -> Need:
        need = Need.objects.create(
            case=case,
            subject_id=case.subject_id,
            compartment=GENERAL.code,
            person=person,
            sector=sector,
            text=text,
            recorded_by=viewer.member,
        )
        timeline.write(viewer, case=case, kind="need-recorded", facts={"sector": sector, "text": text}, row=need.id)
        record(viewer, kinds.NEED_RECORDED, subject=case.subject, compartment=GENERAL, row=need)
        return need

    return once(viewer, token, Need, make)


@transaction.atomic
def meet_need(viewer: Viewer, *, need: Need) -> Need:
    """The need is met."""
    rights.to_work_on(viewer, need.case)
    if need.met_at is None:
        need.met_at = timezone.now()
        need.save(update_fields=["met_at"])
        timeline.write(viewer, case=need.case, kind="need-met", facts={"sector": need.sector}, row=need.id)
        record(viewer, kinds.NEED_MET, subject=need.case.subject, compartment=GENERAL, row=need)
    return need


@transaction.atomic
def set_goal(
    viewer: Viewer,
    *,
    case: Case,
    text: str,
    until: date | None = None,
    need: Need | None = None,
    token: UUID | None = None,
) -> Goal:
    """A goal of the plan, with or without the need it answers."""
    rights.to_work_on(viewer, case)

    def make() -> Goal:
        goal = Goal.objects.create(
            case=case,
            subject_id=case.subject_id,
            compartment=GENERAL.code,
            need=need,
            text=text,
            until=until,
            set_by=viewer.member,
        )
        timeline.write(viewer, case=case, kind="goal-set", facts={"text": text}, row=goal.id)
        record(viewer, kinds.GOAL_SET, subject=case.subject, compartment=GENERAL, row=goal)
        return goal

    return once(viewer, token, Goal, make)


@transaction.atomic
def change_goal(viewer: Viewer, *, goal: Goal, text: str, until: date | None, state: str, seen_version: int) -> Goal:
    """Raises `Stale` when somebody changed the goal meanwhile."""
    rights.to_work_on(viewer, goal.case)
    step_on(goal, seen_version)
    moved = state != goal.state
    goal.text, goal.until, goal.state = text, until, state
    goal.save(update_fields=["text", "until", "state"])
    if moved:
        facts = {"state": state, "text": text}
        timeline.write(viewer, case=goal.case, kind="goal-changed", facts=facts, row=goal.id)
    record(viewer, kinds.GOAL_CHANGED, subject=goal.case.subject, compartment=GENERAL, row=goal, about={"state": state})
    return goal
