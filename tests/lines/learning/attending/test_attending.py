"""Registers: one mark a meeting and learner, however often it is sent; three absences in a row are followed up."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Task
from jiwar.foundation.access.policy import NotThere
from jiwar.knowledge.attendance import Mark
from jiwar.lines.learning.attending import actions, queries, shown
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.meetings import actions as meetings
from jiwar.lines.learning.models import Attendance, ClassMeeting, Enrolment, TaughtClass
from jiwar.lines.learning.places import actions as places
from jiwar.lines.learning.places.wishes import Wishes
from tests.cast import Cast, Player
from tests.lines.learning.conftest import AHMED, TODAY, read

WEDNESDAY, MONDAY, NINE = date(2026, 3, 4), date(2026, 3, 2), time(9)


@pytest.fixture
def place(cast: Cast, teacher: Player, case: Case, taught: TaughtClass) -> Enrolment:
    """Ahmed has been in the class since its first day."""
    viewer, person = cast.caseworker.viewer, case.members.get().person
    places.ask_place(viewer, case=case, person=person, course=taught.course, wishes=Wishes())
    (offer,) = places.offer_free(teacher.viewer, taught=taught)
    row = places.accept(viewer, offer=offer)
    row.since = taught.first_day
    row.save(update_fields=["since"])
    return row


def register(player: Player, taught: TaughtClass, day: date = WEDNESDAY) -> queries.Register:
    return queries.register(player.viewer, courses.taught(player.viewer, taught.id), day, NINE)


def mark(
    player: Player, place: Enrolment, given: Mark, day: date = WEDNESDAY, seen: Mark | None = None
) -> actions.Outcome:
    learner = place.learner_id
    found = register(player, place.taught, day)
    return actions.mark(player.viewer, register=found, marks={learner: given}, seen={learner: seen})


def test_a_mark_sent_twice_is_one_mark(teacher: Player, place: Enrolment) -> None:
    for _time in range(3):
        outcome = mark(teacher, place, Mark.LATE)
    assert (outcome.kept, outcome.meanwhile) == ({place.learner_id: Mark.LATE}, {})
    assert [row.mark for row in Attendance.objects.all()] == ["late"]
    assert ClassMeeting.objects.count() == 1


def test_what_somebody_else_marked_meanwhile_stands_until_it_was_seen(
    teacher: Player, other_teacher: Player, place: Enrolment
) -> None:
    mark(other_teacher, place, Mark.PRESENT)
    outcome = mark(teacher, place, Mark.ABSENT)
    assert (outcome.kept, outcome.meanwhile) == ({}, {place.learner_id: Mark.PRESENT})
    assert mark(teacher, place, Mark.ABSENT, seen=Mark.PRESENT).kept == {place.learner_id: Mark.ABSENT}
    assert Attendance.objects.get().marked_by == teacher.member


def test_only_who_teaches_the_class_marks_and_only_meetings_that_are_its_own(
    cast: Cast, teacher: Player, other_teacher: Player, place: Enrolment, today: Callable[[date], None]
) -> None:
    assert register(other_teacher, place.taught).expected
    with pytest.raises(NotThere):
        register(cast.caseworker, place.taught)
    with pytest.raises(NotThere):
        register(teacher, place.taught, date(2026, 3, 5))
    found = register(teacher, place.taught, date(2026, 3, 9))
    with pytest.raises(NotPossible):
        actions.mark(teacher.viewer, register=found, marks={}, seen={})
    today(date(2026, 3, 9))
    actions.mark(teacher.viewer, register=found, marks={}, seen={})


def test_the_third_absence_in_a_row_raises_one_task_and_coming_again_ends_it(
    cast: Cast, teacher: Player, case: Case, place: Enrolment
) -> None:
    open_ones = Task.objects.filter(case=case, state=Task.State.OPEN)
    for day in (23, 25):
        mark(teacher, place, Mark.ABSENT, date(2026, 2, day))
    assert not open_ones.exists()
    mark(teacher, place, Mark.ABSENT, MONDAY)
    mark(teacher, place, Mark.ABSENT, MONDAY)
    task = open_ones.get()
    assert (
        task.title
        == f"{place.learner.person.written_number} did not come to “Mornings” three times in a row. Ask how they are."
    )
    assert (task.owner, task.due) == (cast.caseworker.member, TODAY)
    mark(teacher, place, Mark.PRESENT)
    assert not open_ones.exists()


def test_the_picture_has_hours_attended_of_hours_held(cast: Cast, teacher: Player, place: Enrolment) -> None:
    for day, given in ((18, Mark.PRESENT), (23, Mark.LATE), (25, Mark.ABSENT)):
        mark(teacher, place, given, date(2026, 2, day))
    (row,) = shown.picture(teacher.viewer, place.taught).rows
    assert (row.hours.attended, row.hours.offered) == (timedelta(hours=3), timedelta(hours=4.5))
    assert ([code for code, _words in row.squares], row.percent) == (["present", "late", "absent"], "67")
    assert shown.picture(cast.coordinator.viewer, place.taught).rows == []
    for player in (teacher, cast.caseworker):
        assert "3 of 4.5 hours" in read(player, reverse("learning:learner", args=[place.learner_id]))


def test_registers_nobody_marked_call(teacher: Player, place: Enrolment) -> None:
    mark(teacher, place, Mark.PRESENT)
    page = teacher.client.get(reverse("learning:class", args=[place.taught_id])).content.decode()
    addresses = [reverse("learning:register", args=[place.taught_id, f"2026-03-0{day}", "09:00"]) for day in (2, 4)]
    assert [address in page for address in addresses] == [True, False]


def address(place: Enrolment, day: date = WEDNESDAY) -> str:
    return reverse("learning:register", args=[place.taught_id, day.isoformat(), "09:00"])


def test_without_script_the_register_is_a_form(teacher: Player, other_teacher: Player, place: Enrolment) -> None:
    browser, field = teacher.client, f"mark_{place.learner_id}"
    assert AHMED in browser.get(address(place)).content.decode()
    sent = browser.post(address(place), {field: "absent"})
    assert sent["Location"] == reverse("learning:class", args=[place.taught_id])
    late = other_teacher.client.post(address(place), {field: "present"})
    assert late.status_code == 422
    assert "Somebody else marked meanwhile" in late.content.decode()
    assert Attendance.objects.get().mark == "absent"


def by_script(browser: Client, place: Enrolment, **fields: str) -> dict[str, Any]:
    answer = browser.post(address(place), fields, headers={"Accept": "application/json"})
    found: dict[str, Any] = answer.json()
    assert found.pop("of") == "Mornings, Wed 4 Mar 2026, 09:00"
    return found


def test_the_script_is_told_what_stands(teacher: Player, other_teacher: Player, place: Enrolment) -> None:
    learner = str(place.learner_id)
    mine = {f"mark_{learner}": "present", f"seen_{learner}": ""}
    assert by_script(teacher.client, place, **mine) == {"kept": {learner: "present"}, "meanwhile": {}, "left": {}}
    theirs = {f"mark_{learner}": "absent", f"seen_{learner}": "", "mark_of-nobody": "absent"}
    assert by_script(other_teacher.client, place, **theirs) == {
        "kept": {},
        "meanwhile": {learner: "present"},
        "left": {},
    }


def test_a_phone_is_told_why_its_marks_are_not_taken(teacher: Player, place: Enrolment) -> None:
    learner = str(place.learner_id)
    mine = {f"mark_{learner}": "absent", f"seen_{learner}": "", f"mark_{uuid4()}": "present"}
    meeting = register(teacher, place.taught).meeting
    meetings.call_off(teacher.viewer, taught=place.taught, meeting=meeting, reason="No heating")
    assert by_script(teacher.client, place, **mine) == {"refused": "This meeting was called off.", "left": {}}
    meetings.hold(teacher.viewer, taught=place.taught, meeting=meeting)
    Enrolment.objects.filter(id=place.id).update(since=WEDNESDAY + timedelta(days=1))
    number = place.learner.written_number
    assert by_script(teacher.client, place, **mine) == {"kept": {}, "meanwhile": {}, "left": {learner: number}}
    assert not Attendance.objects.exists()


def test_strangers_find_no_register(cast: Cast, place: Enrolment) -> None:
    assert cast.coordinator.client.get(address(place)).status_code == 403
    assert cast.stranger.client.get(address(place)).status_code == 403


def test_a_certificate_is_offered_what_the_class_teaches_and_how_long_the_learner_came(
    teacher: Player, place: Enrolment
) -> None:
    mark(teacher, place, Mark.PRESENT)
    form = teacher.client.get(reverse("learning:certificate-new", args=[place.learner_id])).content.decode()
    offered = ['<option value="tr" selected>', '<option value="a1" selected>', 'value="Turkish A1"', 'value="2 / 2"']
    assert [each for each in offered if each not in form] == []


def test_a_teachers_day_has_the_classes_of_today_and_registers_nobody_marked(
    teacher: Player, other_teacher: Player, cast: Cast, place: Enrolment, today: Callable[[date], None]
) -> None:
    today(WEDNESDAY)
    for player in (teacher, other_teacher):
        assert on_the_day(player, "classes-today") == [address(place, WEDNESDAY)]
        assert address(place, MONDAY) in on_the_day(player, "to-mark")
    mark(teacher, place, Mark.PRESENT, MONDAY)
    assert address(place, MONDAY) not in on_the_day(teacher, "to-mark")
    assert on_the_day(cast.caseworker, "classes-today") == []


def on_the_day(player: Player, card: str) -> list[str]:
    page = player.client.get(reverse("desk:day")).content.decode()
    found = re.search(rf'<section[^>]*id="{card}".*?</section>', page, re.S)
    return re.findall(r'href="(/learning/class/[^"]*)"', found[0]) if found else []
