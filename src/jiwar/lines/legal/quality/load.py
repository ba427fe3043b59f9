"""Time and load: one's own, that of those one supervises, and of the team for who oversees it. Numbers only, and none
of a file the viewer may not know."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.models import Assignment, Case, Note, Task
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import Deadline, RunsOut, TimeEntry
from jiwar.lines.legal.rights import LEGAL_ADVISER

AHEAD: Final = 14
BACK: Final = 28
MONTHS: Final = 3
_NOTES: Final = "notes"


@dataclass(frozen=True)
class Load:
    """Deadlines, appointments and papers are those of the next 14 days; minutes, of notes too, those of the last 28."""

    member: Membership
    cases: int
    deadlines: int
    appointments: int
    tasks: int
    papers: int
    minutes: int


@dataclass(frozen=True)
class Month:
    """Minutes of one month by kind, in the order of the kinds; and those of notes."""

    first: date
    minutes: dict[str, int]
    notes: int

    @property
    def written(self) -> str:
        """`2026-11`"""
        return f"{self.first:%Y-%m}"

    @property
    def total(self) -> int:
        return sum(self.minutes.values()) + self.notes


def loads(viewer: Viewer, today: date) -> list[Load]:
    """The viewer first, then the others by name."""
    whose = _whose(viewer)
    until = today + timedelta(days=AHEAD - 1)
    running = policy.known(viewer, Case.objects.exclude(state=Case.State.CLOSED), Subject.Kind.CASE).values("id")
    begin, end = _begin(today), _begin(until + timedelta(days=1))
    limits = Deadline.objects.filter(
        status=Deadline.Status.OPEN, kind=Deadline.Kind.LIMIT, sort_by__lte=until, case__in=running
    )
    met = Appointment.objects.filter(state=Appointment.State.BOOKED, starts__gte=begin, starts__lt=end)
    papers = RunsOut.objects.filter(ended_on__isnull=True, safe__lte=until, case__in=running)
    tasks = Task.objects.filter(Q(case__in=running) | Q(case__isnull=True, owner=viewer.member))
    counted = {
        "cases": _count(Assignment.objects.filter(ended_at__isnull=True, case__in=running), "member", whose),
        "deadlines": _count(limits, "owner", whose),
        "appointments": _count(policy.known(viewer, met, Subject.Kind.PERSON), "staff", whose),
        "tasks": _count(tasks.filter(state=Task.State.OPEN), "owner", whose),
        "papers": _count(papers, "owner", whose),
        "minutes": _minutes(viewer, whose, today - timedelta(days=BACK), today),
    }
    rows = [Load(member, **{name: found[member.id] for name, found in counted.items()}) for member in whose.values()]
    return sorted(rows, key=lambda row: (row.member.id != viewer.member.id, row.member.account.name))


def _whose(viewer: Viewer) -> dict[UUID, Membership]:
    """Themselves; those they supervise; where they oversee, all advisers of files they may know."""
    wanted = Q(id=viewer.member.id) | Q(supervisor=viewer.member)
    if viewer.can(can.OVERSEE):
        known = policy.known(viewer, Case.objects.all(), Subject.Kind.CASE).values("id")
        working = Assignment.objects.filter(ended_at__isnull=True, role=LEGAL_ADVISER.code, case__in=known)
        wanted |= Q(id__in=working.values("member"))
    rows = Membership.objects.filter(wanted, ended_at__isnull=True).select_related("account")
    return {row.id: row for row in rows}


def _count(rows: QuerySet[Any], of: str, whose: dict[UUID, Membership]) -> Counter[UUID]:
    return Counter(rows.filter(**{f"{of}__in": list(whose)}).values_list(of, flat=True))


def _minutes(viewer: Viewer, whose: dict[UUID, Membership], first: date, last: date) -> Counter[UUID]:
    rows = _known(viewer, TimeEntry.objects.filter(member__in=list(whose), day__range=(first, last)))
    may_know = policy.may_know(viewer, Subject.Kind.CASE, "case__subject")
    notes = Note.objects.filter(Q(written_by=viewer.member) | may_know, written_by__in=list(whose))
    noted = notes.filter(happened_on__range=(first, last)).order_by().values_list("written_by").annotate(Sum("minutes"))
    return Counter(dict(rows.order_by().values_list("member").annotate(Sum("minutes")))) + Counter(dict(noted))


def _known(viewer: Viewer, rows: QuerySet[TimeEntry]) -> QuerySet[TimeEntry]:
    """One's own; of others without a case, or with one the viewer may know."""
    may_know = policy.may_know(viewer, Subject.Kind.CASE, "case__subject")
    return rows.filter(Q(member=viewer.member) | Q(case__isnull=True) | may_know)


def entries(viewer: Viewer, today: date) -> list[TimeEntry]:
    """The viewer's own of the last weeks, newest first."""
    since = today - timedelta(days=BACK)
    rows = TimeEntry.objects.filter(member=viewer.member, day__gte=since).select_related("case")
    return list(rows.order_by("-day", "-written_at", "id"))


def entry(viewer: Viewer, entry_id: UUID) -> TimeEntry:
    """One's own; of anybody else's there is nothing."""
    rows = TimeEntry.objects.filter(id=entry_id, member=viewer.member).select_related("case__subject")
    found = rows.first()
    if found is None:
        raise NotThere
    return found


def months(viewer: Viewer, today: date) -> list[Month]:
    """The viewer's own, by kind, this month first."""
    found = [_first(today)]
    while len(found) < MONTHS:
        found.append(_first(found[-1] - timedelta(days=1)))
    rows = TimeEntry.objects.filter(member=viewer.member, day__gte=found[-1]).values_list("day", "kind", "minutes")
    sums: dict[date, Counter[str]] = {month: Counter() for month in found}
    for day, kind, minutes in rows:
        sums.setdefault(_first(day), Counter())[kind] += minutes
    noted = Note.objects.filter(written_by=viewer.member, happened_on__gte=found[-1])
    for day, minutes in noted.values_list("happened_on", "minutes"):
        sums.setdefault(_first(day), Counter())[_NOTES] += minutes
    kinds = TimeEntry.Kind.values
    return [Month(month, {kind: sums[month][kind] for kind in kinds}, sums[month][_NOTES]) for month in found]


def sheet(viewer: Viewer, today: date) -> list[TimeEntry]:
    """What goes out as a table: of the last months, the viewer's own, and of those whose load they see."""
    since = _first(_first(_first(today) - timedelta(days=1)) - timedelta(days=1))
    rows = TimeEntry.objects.filter(member__in=list(_whose(viewer)), day__gte=since)
    return list(_known(viewer, rows).select_related("case", "member__account").order_by("day", "written_at", "id"))


def _first(day: date) -> date:
    return day.replace(day=1)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
