"""Classes: opening, changing, closing one, and when it meets. Neither a teacher nor a room is in two places at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Office
from jiwar.foundation.languages.reader import format_day
from jiwar.knowledge import timetables
from jiwar.knowledge.timetables import Meeting, Weekly
from jiwar.lines.learning import kinds, opening
from jiwar.lines.learning.models import Course, StandIn, TaughtClass, Timetable
from jiwar.lines.learning.rights import RUN_CLASSES


@dataclass(frozen=True)
class Plan:
    """How a class is to be."""

    name: str
    teacher: Membership
    capacity: int
    first_day: date
    last_day: date
    office: Office | None = None
    room: str = ""
    online: bool = False
    women_only: bool = False
    childcare: bool = False
    stand_ins: tuple[Membership, ...] = ()


@dataclass(frozen=True)
class Times:
    """`until` only for Ramadan hours; the usual times hold until others follow."""

    weekly: tuple[Weekly, ...]
    since: date
    until: date | None = None
    kept_free: str = ""


@transaction.atomic
def open_class(viewer: Viewer, *, course: Course, plan: Plan, token: UUID | None = None) -> TaughtClass:
    policy.require(viewer, RUN_CLASSES)
    _must_fit(course, plan)

    def make() -> TaughtClass:
        taught = TaughtClass(course=course, opened_by=viewer.member)
        _write(taught, plan)
        record(viewer, kinds.CLASS_OPENED, row=taught)
        return taught

    return once(viewer, token, TaughtClass, make)


@transaction.atomic
def change_class(viewer: Viewer, *, taught: TaughtClass, plan: Plan, seen_version: int) -> TaughtClass:
    policy.require(viewer, RUN_CLASSES)
    step_on(taught, seen_version)
    _must_fit(taught.course, plan)
    if taught.closed_at is not None:
        raise NotPossible(_("This class is closed."))
    _write(taught, plan)
    _must_not_clash(taught)
    opening.follow_teachers(viewer, taught)
    record(viewer, kinds.CLASS_CHANGED, row=taught)
    return taught


@transaction.atomic
def set_times(viewer: Viewer, *, taught: TaughtClass, kind: Timetable.Kind, times: Times, seen_version: int) -> None:
    """From a day on. Times that held before hold until the day before; what was held stays as it was."""
    policy.require(viewer, RUN_CLASSES)
    step_on(taught, seen_version)
    if kind == Timetable.Kind.RAMADAN:
        Timetable.objects.filter(taught=taught, kind=kind, until__gte=times.since, since__lte=times.until).delete()
    else:
        before = Timetable.objects.filter(taught=taught, kind=kind)
        before.filter(since__gte=times.since).delete()
        before.filter(until__isnull=True).update(until=times.since - timedelta(days=1))
    Timetable.objects.create(
        taught=taught,
        kind=kind,
        since=times.since,
        until=times.until,
        times=[[each.weekday, f"{each.starts:%H:%M}", f"{each.ends:%H:%M}"] for each in times.weekly],
        kept_free=times.kept_free,
    )
    _must_not_clash(taught)
    record(viewer, kinds.TIMES_SET, row=taught, about={"kind": str(kind)})


def planned(taught: TaughtClass, first: date, last: date) -> list[Meeting]:
    """When the class meets by its times, rest or not."""
    known = [row.known for row in taught.timetables.all()]
    return timetables.meetings(known, max(first, taught.first_day), min(last, taught.last_day))


def _must_fit(course: Course, plan: Plan) -> None:
    if course.ended_at is not None:
        raise NotPossible(_("This course has ended."))
    if plan.last_day < plan.first_day:
        raise NotPossible(_("The last day is before the first."))
    if plan.office is None and not plan.online:
        raise NotPossible(_("Say where it is taught: in an office, online, or both."))


def _write(taught: TaughtClass, plan: Plan) -> None:
    taught.name, taught.teacher, taught.capacity = plan.name, plan.teacher, plan.capacity
    taught.first_day, taught.last_day = plan.first_day, plan.last_day
    taught.office, taught.room = plan.office, plan.room if plan.office else ""
    taught.online, taught.women_only, taught.childcare = plan.online, plan.women_only, plan.childcare
    taught.save()
    _stand_in(taught, [each for each in plan.stand_ins if each != plan.teacher])


def _stand_in(taught: TaughtClass, members: Sequence[Membership]) -> None:
    running = {row.member_id: row for row in StandIn.objects.filter(taught=taught, ended_at__isnull=True)}
    for member in members:
        if running.pop(member.id, None) is None:
            StandIn.objects.create(taught=taught, member=member)
    StandIn.objects.filter(id__in=[row.id for row in running.values()]).update(ended_at=timezone.now())


def _must_not_clash(taught: TaughtClass) -> None:
    """Says whose other class stands against it: the teacher's, or the room's."""
    own = planned(taught, taught.first_day, taught.last_day)
    for other in beside(taught):
        meeting = timetables.clash(own, planned(other, taught.first_day, taught.last_day))
        if meeting is not None:
            words = {"name": other.name, "day": format_day(meeting.day), "time": f"{meeting.starts:%H:%M}"}
            if other.teacher_id == taught.teacher_id:
                raise NotPossible(_("The teacher already teaches “%(name)s” then: %(day)s, %(time)s.") % words)
            raise NotPossible(_("“%(name)s” is in this room then: %(day)s, %(time)s.") % words)


def beside(taught: TaughtClass) -> Iterable[TaughtClass]:
    """Running classes that share its teacher or its room."""
    same = Q(teacher=taught.teacher_id)
    if taught.office_id and taught.room:
        same |= Q(office=taught.office_id, room__iexact=taught.room)
    return (
        TaughtClass.objects.filter(
            same, closed_at__isnull=True, first_day__lte=taught.last_day, last_day__gte=taught.first_day
        )
        .exclude(id=taught.id)
        .prefetch_related("timetables")
    )
