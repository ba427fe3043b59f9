"""Who carries how much: for coordinators. Owner, date and minutes, never content."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Sum

from jiwar.casework import service_lines
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Assignment, Case, Note, Task
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject

DAYS = 28


@dataclass(frozen=True)
class Load:
    """`minutes`: written down in the last 28 days. `next_safe`: the earliest open deadline any line knows."""

    member: Membership
    leads: int
    beside: int
    tasks: int
    next_safe: date | None
    minutes: int


def team_load(viewer: Viewer) -> list[Load]:
    """One row for everyone who works on a case the viewer may know. Raises `Refused` without OVERSEE."""
    policy.require(viewer, can.OVERSEE)
    cases = policy.known(viewer, Case.objects.exclude(state=Case.State.CLOSED), Subject.Kind.CASE)
    known = policy.known(viewer, Case.objects.all(), Subject.Kind.CASE).values("id")
    running = Assignment.objects.filter(ended_at__isnull=True, case__in=cases.values("id"))
    leads, beside = Counter[UUID](), Counter[UUID]()
    for member_id, lead in running.values_list("member_id", "lead"):
        (leads if lead else beside)[member_id] += 1
    since = clock.today() - timedelta(days=DAYS)
    minutes = dict(
        Note.objects.filter(happened_on__gte=since, case__in=known)
        .values_list("written_by")
        .annotate(total=Sum("minutes"))
    )
    tasks = Counter(Task.objects.filter(state=Task.State.OPEN, case__in=known).values_list("owner_id", flat=True))
    safe = _next_safe(viewer)
    members = Membership.objects.filter(id__in={*leads, *beside, *minutes}).select_related("account")
    rows = [
        Load(each, leads[each.id], beside[each.id], tasks[each.id], safe.get(each.id), minutes.get(each.id, 0))
        for each in members
    ]
    return sorted(rows, key=lambda row: (-row.leads, row.member.account.name))


def _next_safe(viewer: Viewer) -> dict[UUID, date]:
    nearest: dict[UUID, date] = {}
    for line in service_lines.installed():
        for member_id, day in (line.next_safe(viewer) if line.next_safe else {}).items():
            nearest[member_id] = min(day, nearest.get(member_id, day))
    return nearest


def minutes_on(viewer: Viewer, case: Case) -> int | None:
    """All minutes written on a case, for coordinators; None for everyone else."""
    if not viewer.can(can.OVERSEE):
        return None
    return Note.objects.filter(case=case).aggregate(total=Sum("minutes"))["total"] or 0
