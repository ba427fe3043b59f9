"""Ahmed waits for a class, gets a place and attends; the register is marked without a line, and sent later."""

import json
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.models import Group, LocalDay
from jiwar.knowledge.attendance import Mark
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.attending import actions as attending
from jiwar.lines.learning.attending import queries as registers
from jiwar.lines.learning.courses import actions as courses
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.meetings import actions as meetings
from jiwar.lines.learning.models import Attendance, PlaceOffer, TaughtClass, Timetable
from jiwar.lines.learning.places import actions as places
from jiwar.lines.learning.places.wishes import Wishes
from jiwar.lines.learning.rights import TEACHER
from tests.cast import Cast, Player, join
from tests.journeys.browsing import Visitor

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
NAME = "Ahmed Idris"


@pytest.fixture
def teacher(group: Group) -> Player:
    return join(group, "teacher", TEACHER)


@pytest.fixture
def case(cast: Cast) -> Case:
    viewer = cast.caseworker.viewer
    person = people.register(viewer, who=Who(names=(NameGiven(NAME),), nationalities=("SD",)))
    made = cases.open_case(viewer, person=person, asks="He cannot read the letter.")
    cases.assign(cast.coordinator.viewer, case=made, member=cast.caseworker.member)
    return Case.objects.get(id=made.id)


@pytest.fixture
def taught(teacher: Player) -> TaughtClass:
    """Every day, so that there is a meeting today."""
    viewer, today = teacher.viewer, clock.today()
    course = courses.make_course(viewer, title="Turkish A1", language="tr", level="a1")
    plan = Plan("Mornings", teacher.member, 8, today, today + timedelta(days=60), online=True)
    made = courses.open_class(viewer, course=course, plan=plan)
    weekly = tuple(Weekly(day, time(9), time(10, 30)) for day in range(7))
    usual = Timetable.Kind.USUAL
    courses.set_times(viewer, taught=made, kind=usual, times=Times(weekly, today), seen_version=made.version)
    return made


@pytest.fixture
def everyday(group: Group) -> None:
    """The group works today, whatever day it is."""
    LocalDay.objects.create(day=clock.today(), closed=False, name="Open")


def test_from_the_case_to_the_register(
    visit: Callable[..., Visitor], cast: Cast, teacher: Player, case: Case, taught: TaughtClass, everyday: None
) -> None:
    desk = visit("en").signed_in_as(cast.caseworker.client)
    desk.goes_to("cases:case", case=case.id)
    desk.follows("Language class", "body")
    desk.picks("Who wants to learn?", str(case.members.get().person_id))
    desk.picks("Which course?", str(taught.course_id))
    desk.presses("Put them on the list")
    desk.reads("waits for")

    phone = visit("ar", **PHONE).signed_in_as(teacher.client)
    assert phone.goes_to("cases:case", case=case.id) == 404
    phone.goes_to("learning:places", taught=taught.id)
    phone.reads("first by the rules")
    assert NAME not in phone.text()
    phone.presses("Offer the free places")

    desk.goes_to("cases:case", case=case.id)
    desk.follows("A place in “%(class)s”", "#learning", **{"class": "Mornings"})
    desk.answers("What did they say?", "They take it")
    desk.presses("Save the answer")
    desk.reads_plain("Mornings")

    phone.goes_to("learning:class", taught=taught.id)
    phone.reads_plain(NAME)
    phone.follows("Who came?")
    _marks_without_a_line(phone)
    assert phone.goes_to("cases:case", case=case.id) == 404
    phone.goes_to("learning:class", taught=taught.id)
    phone.reads("The next two weeks")


def _marks_without_a_line(phone: Visitor) -> None:
    state = phone.page.locator("[data-state]")
    phone.presses("Everybody came")
    expect(state).to_have_text(phone.word("Kept on this phone, not sent yet"))
    phone.context.set_offline(True)
    phone.presses("Send the register")
    expect(state).to_contain_text(phone.word("Kept on this phone: no line. It is sent by itself when there is one."))
    kept = phone.page.evaluate("JSON.stringify({...localStorage})")
    assert NAME not in kept
    assert set(json.loads(next(iter(json.loads(kept).values())))) == {"marks", "seen"}
    assert not Attendance.objects.exists()
    phone.context.set_offline(False)
    expect(state).to_have_text(phone.word("Sent"))
    assert [row.mark for row in Attendance.objects.all()] == ["present"]
    assert phone.page.evaluate("localStorage.length") == 0
    phone.presses("Send the register")
    expect(state).to_have_text(phone.word("Sent"))
    assert Attendance.objects.count() == 1
    phone.page.reload()
    assert phone.page.locator("input[type=radio][value=present]").is_checked()
    assert phone.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_is_kept_on_a_phone_waits_for_its_own_teacher(
    visit: Callable[..., Visitor],
    cast: Cast,
    teacher: Player,
    group: Group,
    case: Case,
    taught: TaughtClass,
    everyday: None,
) -> None:
    other = join(group, "other teacher", TEACHER)
    _in_class(cast, teacher, case, taught)
    plan = Plan(
        "Mornings", teacher.member, 8, taught.first_day, taught.last_day, online=True, stand_ins=(other.member,)
    )
    seen = TaughtClass.objects.get(id=taught.id).version
    courses.change_class(teacher.viewer, taught=TaughtClass.objects.get(id=taught.id), plan=plan, seen_version=seen)
    phone = visit("en", **PHONE).signed_in_as(teacher.client)
    page = reverse("learning:register", args=[taught.id, clock.today().isoformat(), "09:00"])
    phone.opens(page)
    phone.ticks("did not come")
    phone.signed_in_as(other.client)
    phone.opens(page)
    expect(phone.page.locator("[data-state]")).to_be_hidden()
    assert phone.page.evaluate("localStorage.length") == 1
    assert not Attendance.objects.exists()
    phone.signed_in_as(teacher.client)
    phone.opens(page)
    expect(phone.page.locator("[data-state]")).to_have_text("Sent")
    assert [(row.mark, row.marked_by) for row in Attendance.objects.all()] == [("absent", teacher.member)]


def test_what_the_server_does_not_take_stays_with_its_reason_until_the_teacher_decides(
    visit: Callable[..., Visitor], cast: Cast, teacher: Player, case: Case, taught: TaughtClass, everyday: None
) -> None:
    _in_class(cast, teacher, case, taught)
    phone = visit("en", **PHONE).signed_in_as(teacher.client)
    phone.page.on("dialog", lambda asked: asked.accept())
    page = reverse("learning:register", args=[taught.id, clock.today().isoformat(), "09:00"])
    phone.opens(page)
    phone.ticks("did not come")
    register = registers.register(teacher.viewer, taught, clock.today(), time(9))
    meetings.call_off(teacher.viewer, taught=taught, meeting=register.meeting, reason="No heating")
    phone.goes_to("learning:class", taught=taught.id)
    phone.reads("Still on this phone")
    phone.reads("This meeting was called off.")
    phone.follows("Look at it")
    expect(phone.page.locator("[data-mine]")).to_have_text("on this phone: did not come")
    assert not Attendance.objects.exists()
    meetings.hold(teacher.viewer, taught=taught, meeting=register.meeting)
    learner = register.expected[0].place.learner_id
    attending.mark(teacher.viewer, register=register, marks={learner: Mark.PRESENT}, seen={})
    phone.opens(page)
    expect(phone.page.locator("[data-state]")).to_contain_text("Somebody else marked meanwhile")
    expect(phone.page.locator("[data-mine]")).to_have_text("on this phone: did not come")
    assert phone.page.locator("input[type=radio][value=present]").is_checked()
    phone.presses("Throw away what is only on this phone")
    expect(phone.page.locator("[data-state]")).to_be_hidden()
    assert phone.page.evaluate("localStorage.length") == 0
    assert [row.mark for row in Attendance.objects.all()] == ["present"]


def _in_class(cast: Cast, teacher: Player, case: Case, taught: TaughtClass) -> None:
    viewer, person = cast.caseworker.viewer, case.members.get().person
    places.ask_place(viewer, case=case, person=person, course=taught.course, wishes=Wishes())
    (offer,) = places.offer_free(teacher.viewer, taught=taught)
    places.accept(viewer, offer=PlaceOffer.objects.select_related("entry__case__subject").get(id=offer.id))
