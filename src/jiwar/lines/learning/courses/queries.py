"""Courses and classes. They say nothing about a learner, so everybody at the desk may read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Prefetch, Q, QuerySet

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups import opening
from jiwar.foundation.groups.models import Office
from jiwar.knowledge import timetables
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.models import CanDo, ClassMeeting, Course, StandIn, TaughtClass, Timetable, Unit
from jiwar.lines.learning.rights import RUN_CLASSES, TEACHER

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class InTimetable:
    """One meeting of one class. `changed`: the row that says it was called off, or moved away; `instead_of`: the one
    that was moved here."""

    taught: TaughtClass
    meeting: Meeting
    changed: ClassMeeting | None = None
    instead_of: ClassMeeting | None = None


def courses(viewer: Viewer) -> list[Course]:
    """Those that are offered, with their running classes."""
    policy.require(viewer, can.SEE_DESK)
    running = _classes().filter(closed_at__isnull=True)
    return list(Course.objects.filter(ended_at__isnull=True).prefetch_related(Prefetch("classes", queryset=running)))


def course(viewer: Viewer, course_id: UUID) -> Course:
    policy.require(viewer, can.SEE_DESK)
    units = Unit.objects.prefetch_related(_said())
    rows = Course.objects.prefetch_related(Prefetch("units", queryset=units), Prefetch("classes", queryset=_classes()))
    return _there(rows.filter(id=course_id).first())


def unit(viewer: Viewer, unit_id: UUID) -> Unit:
    policy.require(viewer, RUN_CLASSES)
    rows = Unit.objects.select_related("course").prefetch_related(_said())
    return _there(rows.filter(id=unit_id).first())


def taught(viewer: Viewer, class_id: UUID) -> TaughtClass:
    policy.require(viewer, can.SEE_DESK)
    return _there(_classes().filter(id=class_id).first())


def teachers() -> list[Membership]:
    """Members whose role as a teacher is in force."""
    return sorted(words.members_in_role(TEACHER), key=lambda member: member.account.name)


def offices() -> list[Office]:
    return list(Office.objects.filter(closed_on__isnull=True))


def stand_ins(row: TaughtClass) -> list[Membership]:
    return [each.member for each in row.stand_ins.all() if each.ended_at is None]


def teaches(viewer: Viewer, row: TaughtClass) -> bool:
    """As its teacher or as a stand-in."""
    return viewer.member.id in {row.teacher_id, *(member.id for member in stand_ins(row))}


def own_classes(viewer: Viewer) -> QuerySet[TaughtClass]:
    standing_in = StandIn.objects.filter(member=viewer.member, ended_at__isnull=True).values("taught")
    mine = _classes().filter(closed_at__isnull=True)
    return mine.filter(teacher=viewer.member) | mine.filter(id__in=standing_in)


def timetable_now(row: TaughtClass, kind: str, today: date) -> Timetable | None:
    """The one that holds today, or else the next."""
    rows = [each for each in row.timetables.all() if each.kind == kind and (each.until is None or each.until >= today)]
    return min(rows, key=lambda each: each.since, default=None)


def week(viewer: Viewer, first: date, *, own: bool, office: Office | None = None) -> list[InTimetable]:
    """Seven days from `first`: one's own classes, or all (of an office)."""
    policy.require(viewer, can.SEE_DESK)
    rows = own_classes(viewer) if own else _classes().filter(closed_at__isnull=True)
    if office is not None:
        rows = rows.filter(office=office)
    return on_days(list(rows), first, first + timedelta(days=6))


def on_days(rows: Sequence[TaughtClass], first: date, last: date) -> list[InTimetable]:
    """All meetings of some classes in order, with those that were called off or moved and those that stand instead."""
    changes = _changes(rows, first, last)
    found = [each for row in rows for each in _on_days(row, first, last, changes[row.id])]
    return sorted(found, key=lambda each: (each.meeting, each.taught.name))


def _on_days(row: TaughtClass, first: date, last: date, changed: list[ClassMeeting]) -> Iterator[InTimetable]:
    away = {(each.day, each.starts): each for each in changed if each.state != ClassMeeting.State.HELD}
    for meeting in sorted({*by_times(row, first, last), *(each.known for each in away.values())}):
        yield InTimetable(row, meeting, changed=away.get((meeting.day, meeting.starts)))
    for each in changed:
        if each.state == ClassMeeting.State.HELD:
            yield InTimetable(row, each.known, instead_of=next(iter(each.moved_from.all())))


def meetings(row: TaughtClass, first: date, last: date) -> list[Meeting]:
    """When the class meets: by its times, without what was called off or moved away, with what was moved here."""
    return [each.meeting for each in on_days([row], first, last) if each.changed is None]


def _changes(rows: Sequence[TaughtClass], first: date, last: date) -> dict[UUID, list[ClassMeeting]]:
    """By class: what was called off or moved away on these days, and what was moved to them."""
    changed = ClassMeeting.objects.filter(taught__in=rows, day__gte=first, day__lte=last)
    changed = changed.filter(~Q(state=ClassMeeting.State.HELD) | Q(moved_from__isnull=False)).distinct()
    found: dict[UUID, list[ClassMeeting]] = {row.id: [] for row in rows}
    for each in changed.select_related("moved_to").prefetch_related("moved_from"):
        found[each.taught_id].append(each)
    return found


def by_times(row: TaughtClass, first: date, last: date) -> list[Meeting]:
    """By the times of the class alone, on days on which the group works."""
    rests = opening.days_off()
    known = [each.known for each in row.timetables.all()]
    begin, end = max(first, row.first_day), min(last, row.last_day)
    return timetables.meetings(known, begin, end, lambda day: rests.closed(day) is not None)


def _said() -> "Prefetch[Any]":
    return Prefetch("can_dos", queryset=CanDo.objects.filter(taken_out_at__isnull=True))


def _classes() -> QuerySet[TaughtClass]:
    standing_in = StandIn.objects.filter(ended_at__isnull=True).select_related("member__account")
    rows = TaughtClass.objects.select_related("course", "office", "teacher__account")
    return rows.prefetch_related("timetables", Prefetch("stand_ins", queryset=standing_in))


def _there(row: Row | None) -> Row:
    if row is None:
        raise NotThere
    return row
