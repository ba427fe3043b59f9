"""What can be asked about safety plans and alarms, always for a viewer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone
from markupsafe import Markup

from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal import queries as legal
from jiwar.lines.legal.detention import agreed, rhythm, tree
from jiwar.lines.legal.detention.agreed import Said
from jiwar.lines.legal.detention.tree import Step
from jiwar.lines.legal.models import Alarm, CheckIn, Procedure, Rung, SafetyPlan
from jiwar.lines.legal.owners import owner_of
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import pack_of

Row = TypeVar("Row", bound=Model)

PAST_SHOWN: Final = 12
ON_MY_DAY: Final = 12


@dataclass(frozen=True)
class RungShown:
    """`here`: called now. `away`: a colleague who no longer works on the case, and is passed over."""

    row: Rung
    here: bool = False
    away: bool = False

    @property
    def name(self) -> str:
        return self.row.member.account.name if self.row.member else self.row.name


@dataclass(frozen=True)
class Awaited:
    """`late`: its hour has passed. `today`: hearing from them settles it."""

    row: CheckIn
    late: bool
    today: bool


@dataclass(frozen=True)
class PlanView:
    plan: SafetyPlan
    rungs: list[RungShown]
    agreed: list[Said]
    awaited: list[Awaited]
    past: list[CheckIn]
    alarm: Alarm | None
    closed: list[Alarm]


@dataclass(frozen=True)
class AlarmView:
    """`step`: whom to call now, and who does; None while somebody has it or it is closed."""

    alarm: Alarm
    rungs: list[RungShown]
    agreed: list[Said]
    step: Step | None
    mine: bool
    detained: bool
    procedures: list[tuple[Procedure, Markup | str]]
    """Running ones with their names: what happened is recorded there."""


def plan(viewer: Viewer, plan_id: UUID) -> SafetyPlan:
    rows = policy.scope(viewer, SafetyPlan.objects.filter(id=plan_id)).select_related("case__subject")
    return _found(rows.first())


def check_in(viewer: Viewer, row_id: UUID) -> CheckIn:
    rows = policy.scope(viewer, CheckIn.objects.filter(id=row_id)).select_related("plan__case__subject")
    return _found(rows.first())


def alarm(viewer: Viewer, alarm_id: UUID) -> Alarm:
    wanted = ("case__subject", "plan__case__subject", "caller__account", "closed_by__account", "raised_by__account")
    return _found(policy.scope(viewer, Alarm.objects.filter(id=alarm_id)).select_related(*wanted).first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotThere
    return row


def running_plan(viewer: Viewer, case: Case) -> SafetyPlan | None:
    found = _running_plan(viewer, case.id)
    return found[0] if found else None


@statement
def _running_plan(viewer: Viewer, case: UUID) -> QuerySet[SafetyPlan]:
    return policy.scope(viewer, SafetyPlan.objects.filter(case=case, ended_at__isnull=True))


def open_alarm(viewer: Viewer, case: Case) -> Alarm | None:
    found = _open_alarm(viewer, case.id)
    return found[0] if found else None


@statement
def _open_alarm(viewer: Viewer, case: UUID) -> QuerySet[Alarm]:
    rows = policy.scope(viewer, Alarm.objects.filter(case=case, closed_at__isnull=True))
    return rows.select_related("caller__account")


def next_check_in(viewer: Viewer, case: Case) -> CheckIn | None:
    found = _next_check_in(viewer, case.id)
    return found[0] if found else None


@statement
def _next_check_in(viewer: Viewer, case: UUID) -> QuerySet[CheckIn]:
    rows = CheckIn.objects.filter(plan__case=case, state=CheckIn.State.AWAITED.value)
    return policy.scope(viewer, rows).order_by("due_at", "id")[:1]


def plan_page(viewer: Viewer, row: SafetyPlan) -> PlanView:
    now = timezone.now()
    rows = policy.scope(viewer, CheckIn.objects.filter(plan=row)).select_related("settled_by__account")
    awaited = list(rows.filter(state=CheckIn.State.AWAITED).order_by("due_at", "id"))
    past = list(rows.exclude(state__in=[CheckIn.State.AWAITED, CheckIn.State.DROPPED]).order_by("-due_at")[:PAST_SHOWN])
    alarms = policy.scope(viewer, Alarm.objects.filter(plan=row)).select_related("caller__account")
    closed = list(alarms.filter(closed_at__isnull=False).order_by("-closed_at")[:PAST_SHOWN])
    rungs = tree.rungs_of(row)
    vault.prefetch([row, *awaited, *past, *closed, *rungs])
    today = rhythm.local_day(now)
    return PlanView(
        plan=row,
        rungs=[RungShown(rung, away=_away(rung, row.case)) for rung in rungs],
        agreed=agreed.said(row.agreed),
        awaited=[Awaited(each, each.due_at <= now, rhythm.local_day(each.due_at) <= today) for each in awaited],
        past=past,
        alarm=alarms.filter(closed_at__isnull=True).first(),
        closed=closed,
    )


def _away(rung: Rung, case: Case) -> bool:
    return rung.member is not None and not tree.works_on(rung.member, case)


def alarm_page(viewer: Viewer, row: Alarm) -> AlarmView:
    is_open = row.closed_at is None
    steps = tree.steps_of(row.plan, row.case)
    step = steps[row.calls % len(steps)] if is_open and row.taken_at is None else None
    rungs = tree.rungs_of(row.plan)
    vault.prefetch([row, row.plan, *rungs])
    here = step.rung.id if step and step.rung else None
    running = [each for each in legal.procedures_of(viewer, row.case) if each.is_open]
    return AlarmView(
        alarm=row,
        rungs=[RungShown(rung, rung.id == here, _away(rung, row.case)) for rung in rungs],
        agreed=agreed.said(row.plan.agreed),
        step=step,
        mine=row.taken_at is not None and row.caller_id == viewer.member.id,
        detained=not is_open and row.found == agreed.DETAINED,
        procedures=[(each, phrase(pack_of(each).name)) for each in running],
    )


def burning(viewer: Viewer) -> list[Alarm]:
    """Open alarms of the viewer's files; for coordinators also those of files they may know, of which they see the
    number."""
    return _burning(viewer, viewer.can(can.OVERSEE))


@statement
def _burning(viewer: Viewer, oversees: bool) -> QuerySet[Alarm]:
    rows = Alarm.objects.filter(closed_at__isnull=True).exclude(case__state=Case.State.CLOSED.value)
    rows = policy.known(viewer, rows, Subject.Kind.CASE.value) if oversees else policy.scope(viewer, rows)
    rows = rows.annotate(case_number=F("case__number")).select_related("caller__account")
    return rows.order_by("raised_at", "id")[:ON_MY_DAY]


def opened(viewer: Viewer, rows: list[Alarm]) -> set[UUID]:
    """Those whose page the viewer may open."""
    if not rows:
        return set()
    found = policy.scope(viewer, Alarm.objects.filter(id__in=[row.id for row in rows]))
    return set(found.values_list("id", flat=True))


def awaited_of(viewer: Viewer, today: date) -> list[CheckIn]:
    """Check-ins until the end of today that are first of all the viewer's: they are the first in the tree."""
    return list(_awaited_of(viewer, rhythm.moment(today + timedelta(days=1), datetime.min.time())))


@statement
def _awaited_of(viewer: Viewer, until: datetime) -> QuerySet[CheckIn]:
    first = Q(plan__rungs__position=0, plan__rungs__member=viewer.member)
    rows = CheckIn.objects.filter(first, state=CheckIn.State.AWAITED.value, due_at__lt=until)
    rows = policy.scope(viewer, rows).annotate(case_number=F("plan__case__number"), case_id=F("plan__case"))
    return rows.order_by("due_at", "id")[:ON_MY_DAY]


def first_to_be_called(case: Case) -> UUID | None:
    """For a new plan: whoever looks after the deadlines of the case."""
    owner = owner_of(case)
    return owner.id if owner else None
