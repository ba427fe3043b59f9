"""Courses and classes are set up by who runs them; nobody and no room is in two places; earlier times stay."""

import re
from dataclasses import replace
from datetime import date, time

import pytest
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.groups.models import LocalDay
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.courses import actions, queries
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.models import CanDo, Course, TaughtClass, Timetable
from jiwar.lines.learning.places import enrolling
from tests.cast import Cast, Player

USUAL, RAMADAN = Timetable.Kind.USUAL, Timetable.Kind.RAMADAN
NOON = Times((Weekly(0, time(12), time(13)),), date(2026, 3, 9))


def days(taught: TaughtClass, first: date, last: date) -> list[tuple[int, int, int]]:
    row = TaughtClass.objects.prefetch_related("timetables").get(id=taught.id)
    return [(each.day.month, each.day.day, each.starts.hour) for each in queries.meetings(row, first, last)]


def set_times(viewer: Player, taught: TaughtClass, kind: Timetable.Kind, times: Times) -> None:
    seen = TaughtClass.objects.get(id=taught.id).version
    actions.set_times(viewer.viewer, taught=taught, kind=kind, times=times, seen_version=seen)


def test_only_who_runs_classes_sets_them_up(cast: Cast, course: Course, plan: Plan) -> None:
    with pytest.raises(Refused):
        actions.open_class(cast.caseworker.viewer, course=course, plan=plan)
    with pytest.raises(Refused):
        actions.make_course(cast.coordinator.viewer, title="x", language="tr", level="a1")


def test_new_times_leave_the_earlier_ones_as_they_were(teacher: Player, taught: TaughtClass) -> None:
    set_times(teacher, taught, USUAL, NOON)
    found = days(taught, date(2026, 3, 2), date(2026, 3, 16))
    assert found == [(3, 2, 9), (3, 4, 9), (3, 9, 12), (3, 16, 12)]


def test_ramadan_hours_are_a_second_timetable_between_two_days(teacher: Player, taught: TaughtClass) -> None:
    hours = Times((Weekly(0, time(11), time(12)),), date(2026, 3, 9), date(2026, 3, 19))
    set_times(teacher, taught, RAMADAN, hours)
    assert days(taught, date(2026, 3, 4), date(2026, 3, 23)) == [(3, 4, 9), (3, 9, 11), (3, 16, 11), (3, 23, 9)]
    later = replace(hours, since=date(2026, 3, 10))
    set_times(teacher, taught, RAMADAN, later)
    assert Timetable.objects.filter(taught=taught, kind=RAMADAN).count() == 1


def test_nobody_meets_on_a_day_the_group_rests(taught: TaughtClass) -> None:
    LocalDay.objects.create(day=date(2026, 3, 4), closed=True, name="Snow")
    assert days(taught, date(2026, 3, 2), date(2026, 3, 9)) == [(3, 2, 9), (3, 9, 9)]


def test_a_teacher_and_a_room_are_in_one_place(
    teacher: Player, other_teacher: Player, course: Course, plan: Plan, taught: TaughtClass
) -> None:
    same = Times((Weekly(2, time(10), time(11)),), date(2026, 2, 2))
    elsewhere = replace(plan, room="Room 9", stand_ins=())
    mine = actions.open_class(teacher.viewer, course=course, plan=elsewhere)
    with pytest.raises(NotPossible, match="already teaches “Mornings”"):
        set_times(teacher, mine, USUAL, same)
    theirs = actions.open_class(
        teacher.viewer, course=course, plan=replace(plan, teacher=other_teacher.member, room="room 2", stand_ins=())
    )
    with pytest.raises(NotPossible, match="in this room then"):
        set_times(teacher, theirs, USUAL, same)
    set_times(teacher, theirs, USUAL, replace(same, weekly=(Weekly(2, time(10, 30), time(11)),)))


def test_who_changes_what_somebody_changed_meanwhile_is_told(teacher: Player, taught: TaughtClass, plan: Plan) -> None:
    with pytest.raises(Stale):
        actions.change_class(teacher.viewer, taught=taught, plan=plan, seen_version=taught.version - 1)


def test_a_sentence_taken_out_of_a_unit_stays_for_whoever_reached_it(teacher: Player, course: Course) -> None:
    unit = actions.write_unit(teacher.viewer, course=course, title="Who I am", can_dos=["I can a.", "I can b."])
    kept = CanDo.objects.get(text="I can b.")
    actions.write_unit(
        teacher.viewer, course=course, unit=unit, title="Me", can_dos=["I can b.", "I can c."], seen_version=1
    )
    shown = queries.course(teacher.viewer, course.id).units.all()[0]
    assert (shown.title, [each.text for each in shown.can_dos.all()]) == ("Me", ["I can b.", "I can c."])
    assert kept in shown.can_dos.all()
    assert CanDo.objects.get(text="I can a.").taken_out_at is not None


def test_a_course_ends_after_its_classes(teacher: Player, course: Course, taught: TaughtClass, plan: Plan) -> None:
    with pytest.raises(NotPossible):
        actions.end_course(teacher.viewer, course=course)
    enrolling.close_class(teacher.viewer, taught=taught)
    ended = actions.end_course(teacher.viewer, course=course)
    with pytest.raises(NotPossible):
        actions.open_class(teacher.viewer, course=ended, plan=plan)


def test_the_pages_of_a_teacher_from_course_to_timetable(teacher: Player, other_teacher: Player) -> None:
    browser = teacher.client
    made = browser.post(reverse("learning:course-new"), {"title": "Turkish A1", "language": "tr", "level": "a1"})
    unit = {"title": "Who I am", "can_dos": "I can say my name.\n\nI can spell it."}
    course = Course.objects.get()
    assert made["Location"] == reverse("learning:course", args=[course.id])
    assert browser.post(reverse("learning:unit-new", args=[course.id]), unit).status_code == 302
    given = {
        "name": "Mornings", "teacher": str(teacher.member.id), "capacity": "12", "first_day": "2026-03-02",
        "last_day": "2026-06-26", "online": "on", "women_only": "on", "childcare": "on",
        "stand_ins": [str(other_teacher.member.id)],
    }  # fmt: skip
    opened = browser.post(reverse("learning:class-new", args=[course.id]), given)
    taught = TaughtClass.objects.get()
    assert opened["Location"] == reverse("learning:times", args=[taught.id, "usual"])
    nothing = browser.post(opened["Location"], {"since": "2026-03-02", "seen_version": taught.version})
    assert nothing.status_code == 422
    times = {"since": "2026-03-02", "from_3": "9", "until_3": "10:30", "seen_version": taught.version}
    assert browser.post(opened["Location"], times).status_code == 302
    page = browser.get(reverse("learning:class", args=[taught.id])).content.decode()
    assert "no prayer times are computed here" in page
    assert "women only" in page
    for player in (teacher, other_teacher):
        week = player.client.get(reverse("learning:timetable") + "?from=2026-03-02").content.decode()
        assert "Mornings" in week
    shown = browser.get(reverse("learning:course", args=[course.id])).content.decode()
    assert "I can spell it." in shown
    assert "Mornings" in browser.get(reverse("learning:courses")).content.decode()


def test_what_is_kept_free_for_prayer_stands_in_place_of_the_notice(teacher: Player, taught: TaughtClass) -> None:
    address = reverse("learning:class", args=[taught.id])
    assert "no prayer times are computed" in teacher.client.get(address).content.decode()
    set_times(teacher, taught, USUAL, replace(NOON, since=date(2026, 2, 2), kept_free="Ten minutes at noon."))
    page = teacher.client.get(address).content.decode()
    assert "Ten minutes at noon." in page
    assert "no prayer times are computed" not in page


def test_times_that_were_changed_meanwhile_stand_beside_what_was_typed(teacher: Player, taught: TaughtClass) -> None:
    address = reverse("learning:times", args=[taught.id, "usual"])
    typed = {"since": "2026-03-09", "from_0": "8:00", "until_0": "9:15", "seen_version": "1"}
    late = teacher.client.post(address, typed)
    text = re.sub(r"<[^>]+>", " ", late.content.decode())
    assert (late.status_code, "Someone else changed this while you were writing." in text) == (422, True)
    for said in ("Monday, from", "09:00", "8:00", "9:15"):
        assert said in text
    assert Timetable.objects.count() == 1
