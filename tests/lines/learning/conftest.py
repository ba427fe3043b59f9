"""A teacher beside the standing cast; Ahmed, a learner, whose case the caseworker leads; a class in the mornings."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.models import Group, Office
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning import actions, opening
from jiwar.lines.learning.courses import actions as courses
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.models import Course, Learner, PlaceOffer, TaughtClass, Timetable, WaitingEntry
from jiwar.lines.learning.places import actions as places
from jiwar.lines.learning.places.wishes import Wishes
from jiwar.lines.learning.rights import TEACHER
from tests.cast import Cast, Player, cast, group, join, other_group

__all__ = ["cast", "group", "other_group"]

TODAY = date(2026, 3, 6)
AHMED = "Ahmed Ibrahim Adam"
MORNING = Times((Weekly(0, time(9), time(10, 30)), Weekly(2, time(9), time(10, 30))), date(2026, 2, 2))


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the civil day of the group; it is `TODAY` at first."""

    def is_now(day: date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    is_now(TODAY)
    return is_now


@pytest.fixture
def teacher(group: Group) -> Player:
    return join(group, "teacher", TEACHER)


@pytest.fixture
def person(cast: Cast) -> Person:
    return people_actions.register(cast.reception.viewer, who=Who((NameGiven(AHMED),)), none_of_these=True)


@pytest.fixture
def case(cast: Cast, person: Person) -> Case:
    """Led by the caseworker."""
    case = case_actions.open_case(cast.reception.viewer, person=person, asks="He cannot read the letter.")
    case_actions.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    return Case.objects.select_related("subject").get(id=case.id)


@pytest.fixture
def learner(cast: Cast, case: Case, person: Person) -> Learner:
    """Ahmed, added by the caseworker; no teacher knows him yet."""
    return actions.add_learner(cast.caseworker.viewer, person=person, scripts=["arabic"])


@pytest.fixture
def learns(cast: Cast, teacher: Player, learner: Learner) -> Learner:
    """Ahmed stands open to the teacher, as with a place in their class."""
    opening.to_teachers(cast.caseworker.viewer, learner.subject, [teacher.member], learner.id)
    return learner


@pytest.fixture
def course(teacher: Player) -> Course:
    return courses.make_course(teacher.viewer, title="Turkish A1", language="tr", level="a1")


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
    row = courses.open_class(teacher.viewer, course=course, plan=plan)
    courses.set_times(teacher.viewer, taught=row, kind=Timetable.Kind.USUAL, times=MORNING, seen_version=row.version)
    return TaughtClass.objects.select_related("course").get(id=row.id)


@pytest.fixture
def asks(cast: Cast, case: Case, course: Course) -> Callable[..., WaitingEntry]:
    """Puts one more person of the case on the list; each has waited two days less than the one before."""
    asked: list[WaitingEntry] = []

    def ask(name: str = AHMED, *, sex: str = "male", wishes: Wishes | None = None) -> WaitingEntry:
        viewer = cast.caseworker.viewer
        person = case.members.earliest("joined_at").person if name == AHMED else _joins(cast, case, name, sex)
        entry = places.ask_place(viewer, case=case, person=person, course=course, wishes=wishes or Wishes())
        entry.since = TODAY - timedelta(days=30 - 2 * len(asked))
        entry.save(update_fields=["since"])
        asked.append(entry)
        return entry

    return ask


def _joins(cast: Cast, case: Case, name: str, sex: str) -> Person:
    viewer = cast.caseworker.viewer
    person = people_actions.register(viewer, who=Who((NameGiven(name),), sex=sex), none_of_these=True)
    case_actions.add_member(viewer, case=case, person=person, role="other")
    return person


def read(player: Player, address: str) -> str:
    """What stands on a page, without its markup."""
    return re.sub(r"<[^>]+>|[\u2066-\u2069]", "", player.client.get(address).content.decode())


def offer_to(entry: WaitingEntry) -> PlaceOffer:
    return PlaceOffer.objects.select_related("entry__case__subject", "taught").get(
        entry=entry, state=PlaceOffer.State.OPEN
    )
