"""From the rows of a year to one line a person; `knowledge.programme` counts them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

from django.db.models import Q

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import attendance
from jiwar.knowledge.levels import Level
from jiwar.knowledge.programme import FINISHED, GAINED, GOES_ON, NO_CLASS, Learnt, Picture, picture
from jiwar.lines.learning.models import Attendance, Enrolment, Learner, LearnerLevel, Placing, TakenTest
from jiwar.lines.learning.words import DROPPED

YEARS: Final = 5
CLASS_CLOSED: Final = "class-closed"
OUTCOMES: Final = (NO_CLASS, GOES_ON, GAINED, FINISHED, CLASS_CLOSED, *DROPPED)
TESTS: Final = (TakenTest.Outcome.PASSED.value, TakenTest.Outcome.NOT_KNOWN.value, TakenTest.Outcome.NOT_PASSED.value)
"""From best to worst."""


@dataclass
class _Year:
    """What is known of one person in the year."""

    enrolments: list[Enrolment] = field(default_factory=list)
    levels: list[LearnerLevel] = field(default_factory=list)
    placings: list[Placing] = field(default_factory=list)
    tests: list[TakenTest] = field(default_factory=list)
    marks: list[Attendance] = field(default_factory=list)


def years(today: date) -> list[int]:
    return [today.year - back for back in range(YEARS)]


def of_year(viewer: Viewer, year: int) -> Picture:
    """Of people the viewer may know. Whole years only: two spans that overlap would tell what each of them hides."""
    policy.require(viewer, can.OVERSEE)
    people = [_learnt(each, year) for each in _rows(viewer, year).values() if each.enrolments or each.placings]
    return picture(people, OUTCOMES, TESTS)


def _rows(viewer: Viewer, year: int) -> dict[UUID, _Year]:
    known = {"learner__in": policy.known(viewer, Learner.objects.all(), Subject.Kind.PERSON).values("id")}
    first, last = date(year, 1, 1), date(year, 12, 31)
    running = Q(ended_on__isnull=True) | Q(ended_on__gte=first)
    enrolments = list(
        Enrolment.objects.filter(running, **known, since__lte=last)
        .select_related("taught__course")
        .order_by("since", "id")
    )
    levels = list(LearnerLevel.objects.filter(**known, since__lte=last).order_by("since", "set_at"))
    placings = list(
        Placing.objects.filter(**known, level__since__year=year).select_related("level").order_by("ended_at", "id")
    )
    tests = list(TakenTest.objects.filter(**known, taken_on__year=year))
    marks = list(Attendance.objects.filter(**known, meeting__day__year=year).select_related("meeting"))
    prefetch([*enrolments, *levels, *(row.level for row in placings if row.level), *tests, *marks])
    found: dict[UUID, _Year] = defaultdict(_Year)
    for enrolment in enrolments:
        found[enrolment.learner_id].enrolments.append(enrolment)
    for level in levels:
        found[level.learner_id].levels.append(level)
    for placing in placings:
        found[placing.learner_id].placings.append(placing)
    for test in tests:
        found[test.learner_id].tests.append(test)
    for mark in marks:
        found[mark.learner_id].marks.append(mark)
    return found


def _learnt(of: _Year, year: int) -> Learnt:
    placed = Level(of.placings[-1].level.level) if of.placings and of.placings[-1].level else None
    last = _last(of.enrolments, year)
    hours = attendance.hours((mark.meeting.known, attendance.Mark(mark.mark)) for mark in of.marks)
    level = Level(last.taught.course.level) if last else placed
    return Learnt(
        level=level or Level.A1,
        outcome=_outcome(of, last, year) if last else NO_CLASS,
        attended=hours.attended,
        offered=hours.offered,
        placed=placed,
        test=next((each for each in TESTS if any(row.outcome == each for row in of.tests)), ""),
    )


def _last(enrolments: list[Enrolment], year: int) -> Enrolment | None:
    """One that still runs at the end of the year, else the one that ended last."""
    return max(enrolments, key=lambda each: (_ended(each, year) or date.max, each.since), default=None)


def _ended(enrolment: Enrolment, year: int) -> date | None:
    """Within the year; None: it ran on."""
    day = enrolment.ended_on
    return day if day is not None and day.year <= year else None


def _outcome(of: _Year, last: Enrolment, year: int) -> str:
    """Who left counts as left, whatever they gained before."""
    if _ended(last, year) is not None and last.ended_how in DROPPED:
        return str(last.ended_how)
    if _gained(of.levels, last.taught.course.language, year):
        return GAINED
    if _ended(last, year) is None or last.ended_how == "transferred":
        return GOES_ON
    return CLASS_CLOSED if last.ended_how == CLASS_CLOSED else FINISHED


def _gained(levels: Iterable[LearnerLevel], language: str, year: int) -> bool:
    """A level above the one before, set in this year. The first is where somebody began."""
    own = [row for row in levels if row.language == language]
    return any(
        later.since.year == year and Level(later.level).rank > Level(before.level).rank
        for before, later in pairwise(own)
    )
