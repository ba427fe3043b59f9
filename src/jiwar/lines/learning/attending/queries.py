"""Registers: which meetings a class has, who is expected, and who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Q

from jiwar.casework.people import wording
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.attendance import Mark
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.models import Attendance, ClassMeeting, Enrolment, TaughtClass
from jiwar.lines.learning.rights import TEACH

BACK = timedelta(days=21)
"""How far back a register that was not marked still calls."""


@dataclass(frozen=True)
class Expected:
    """Somebody who has a place on the day of a meeting; `mark` None: not marked yet."""

    place: Enrolment
    name: str
    mark: Mark | None


@dataclass(frozen=True)
class Register:
    taught: TaughtClass
    meeting: Meeting
    row: ClassMeeting | None
    expected: list[Expected]

    @property
    def not_held(self) -> bool:
        return self.row is not None and self.row.state != ClassMeeting.State.HELD

    @property
    def unmarked(self) -> int:
        return sum(each.mark is None for each in self.expected)


def meeting_of(taught: TaughtClass, day: date, starts: time) -> tuple[Meeting, ClassMeeting | None]:
    """One that was held, or one by the times of the class. Raises `NotThere` for any other moment."""
    row = ClassMeeting.objects.select_related("moved_to").filter(taught=taught, day=day, starts=starts).first()
    if row is not None:
        return row.known, row
    for planned in courses.by_times(taught, day, day):
        if planned.starts == starts:
            return planned, None
    raise NotThere


def register(viewer: Viewer, taught: TaughtClass, day: date, starts: time) -> Register:
    """For whoever teaches the class; all others find nothing. Only learners who stand open to them are in it."""
    policy.require(viewer, can.SEE_DESK)
    if not viewer.can(TEACH) or not courses.teaches(viewer, taught):
        raise NotThere
    meeting, row = meeting_of(taught, day, starts)
    marks = _marks(row)
    places = expected(viewer, taught, day)
    people = [place.learner.person for place in places]
    prefetch(people)
    named = [Expected(place, wording.heading(place.learner.person)[0], marks.get(place.learner_id)) for place in places]
    return Register(taught, meeting, row, named)


def expected(viewer: Viewer, taught: TaughtClass, day: date) -> list[Enrolment]:
    """Places that ran on a day, of learners who stand open to the viewer."""
    here = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    rows = Enrolment.objects.filter(here, taught=taught, since__lte=day)
    opened = policy.scope(viewer, rows.select_related("learner__person__subject", "subject", "taught", "entry"))
    return list(opened.order_by("learner__number"))


def without_place(register: Register, learners: Iterable[UUID]) -> dict[str, str]:
    """Numbers of those among the learners who had a place in this class on another day; the teacher has met these."""
    rows = Enrolment.objects.filter(taught=register.taught, learner__in=list(learners)).select_related("learner")
    return {str(row.learner_id): row.learner.written_number for row in rows}


def to_mark(taught: TaughtClass, today: date) -> list[Meeting]:
    """Meetings that are over or of today, with somebody expected, and that nobody marked: the oldest first."""
    done = set(
        ClassMeeting.objects.filter(taught=taught, day__gte=today - BACK)
        .exclude(state=ClassMeeting.State.HELD, marked_at__isnull=True)
        .values_list("day", "starts")
    )
    first = Enrolment.objects.filter(taught=taught).order_by("since").values_list("since", flat=True).first()
    if first is None:
        return []
    found = courses.meetings(taught, max(today - BACK, first), today)
    return [each for each in found if (each.day, each.starts) not in done]


def held(taught: TaughtClass) -> list[ClassMeeting]:
    """Marked meetings, in order."""
    rows = ClassMeeting.objects.filter(taught=taught, state=ClassMeeting.State.HELD, marked_at__isnull=False)
    return list(rows.order_by("day", "starts"))


def marks_of(learners: Iterable[UUID], meetings: Iterable[ClassMeeting]) -> dict[tuple[UUID, UUID], Mark]:
    """By learner and meeting. The caller has fetched both for its viewer."""
    rows = list(Attendance.objects.filter(learner__in=list(learners), meeting__in=list(meetings)))
    prefetch(rows)
    return {(row.learner_id, row.meeting_id): Mark(row.mark) for row in rows}


def _marks(row: ClassMeeting | None) -> dict[UUID, Mark]:
    if row is None:
        return {}
    rows = list(Attendance.objects.filter(meeting=row))
    prefetch(rows)
    return {each.learner_id: Mark(each.mark) for each in rows}
