"""A course of Turkish with one class in the mornings."""

from datetime import date, time

import pytest

from jiwar.foundation.groups.models import Group, Office
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.courses import actions
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.models import Course, TaughtClass, Timetable
from jiwar.lines.learning.rights import TEACHER
from tests.cast import Player, join

MORNING = Times((Weekly(0, time(9), time(10, 30)), Weekly(2, time(9), time(10, 30))), date(2026, 2, 2))


@pytest.fixture
def course(teacher: Player) -> Course:
    return actions.make_course(teacher.viewer, title="Turkish A1", language="tr", level="a1")


@pytest.fixture
def other_teacher(group: Group) -> Player:
    return join(group, "other teacher", TEACHER)


@pytest.fixture
def office(group: Group) -> Office:
    return Office.objects.create(name="Old town")


@pytest.fixture
def plan(teacher: Player, other_teacher: Player, office: Office) -> Plan:
    return Plan(
        "Mornings", teacher.member, 2, date(2026, 2, 2), date(2026, 5, 29), office, "Room 2",
        stand_ins=(other_teacher.member,),
    )  # fmt: skip


@pytest.fixture
def taught(teacher: Player, course: Course, plan: Plan) -> TaughtClass:
    """Mondays and Wednesdays, 9 to 10:30, since 2 February 2026."""
    row = actions.open_class(teacher.viewer, course=course, plan=plan)
    actions.set_times(teacher.viewer, taught=row, kind=Timetable.Kind.USUAL, times=MORNING, seen_version=row.version)
    return TaughtClass.objects.select_related("course").get(id=row.id)
