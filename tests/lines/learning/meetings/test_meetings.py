"""One meeting moved or called off: learners, colleagues, calendars see it; nobody is marked for what was not held."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from jiwar.casework.appointments import actions as feeds
from jiwar.casework.appointments.feed import behind, written
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import Refused
from jiwar.knowledge.attendance import Mark
from jiwar.knowledge.timetables import Meeting, Weekly
from jiwar.lines.learning.attending import queries as registers
from jiwar.lines.learning.attending import shown
from jiwar.lines.learning.courses import actions as course_actions
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.meetings import actions, calls
from jiwar.lines.learning.models import ClassMeeting, Course, Enrolment, TaughtClass, Timetable
from tests.cast import Cast, Player
from tests.lines.learning.attending.test_attending import mark, place
from tests.lines.learning.conftest import TODAY, read

__all__ = ["place"]

MONDAY = Meeting(date(2026, 3, 9), time(9), time(10, 30))
THURSDAY = Meeting(date(2026, 3, 12), time(14), time(15, 30))
PAINTED = "the room is being painted"


def off(player: Player, taught: TaughtClass, meeting: Meeting = MONDAY) -> ClassMeeting:
    return actions.call_off(player.viewer, taught=taught, meeting=meeting, reason=PAINTED)


def move(player: Player, taught: TaughtClass, to: Meeting = THURSDAY) -> ClassMeeting:
    return actions.move(player.viewer, taught=taught, meeting=MONDAY, to=to, reason=PAINTED)


def test_a_meeting_called_off_is_not_among_those_to_come_and_says_why(
    cast: Cast, teacher: Player, other_teacher: Player, place: Enrolment
) -> None:
    taught = place.taught
    assert MONDAY in courses.meetings(taught, TODAY, MONDAY.day)
    off(teacher, taught)
    off(teacher, taught)
    assert MONDAY not in courses.meetings(taught, TODAY, MONDAY.day)
    week = reverse("learning:timetable") + "?from=2026-03-09"
    pages = [
        (other_teacher, week),
        (other_teacher, reverse("learning:class", args=[taught.id])),
        (cast.volunteer, week),
        (cast.caseworker, reverse("learning:learner", args=[place.learner_id])),
    ]
    for player, address in pages:
        assert f"called off: {PAINTED}" in read(player, address)
    (word,) = Word.objects.filter(kind=calls.MEETING_CHANGED)
    assert word.member == other_teacher.member
    (said,) = calls.changed(other_teacher.viewer, [word]).values()
    text = re.sub("[\u2068\u2069]", "", said.text)
    assert text == f"“Mornings”, Mon 9 Mar 2026, 09:00: called off: {PAINTED}"
    actions.hold(teacher.viewer, taught=taught, meeting=MONDAY)
    assert MONDAY in courses.meetings(taught, TODAY, MONDAY.day)


def test_a_moved_meeting_is_held_and_marked_at_its_new_time(teacher: Player, place: Enrolment) -> None:
    taught = place.taught
    assert move(teacher, taught) == move(teacher, taught)
    found = courses.meetings(taught, MONDAY.day, THURSDAY.day)
    assert found == [Meeting(date(2026, 3, 11), time(9), time(10, 30)), THURSDAY]
    page = read(teacher, reverse("learning:timetable") + "?from=2026-03-09")
    assert f"moved to Thu 12 Mar 2026, 14:00: {PAINTED}" in page
    assert f"instead of Mon 9 Mar 2026, 09:00: {PAINTED}" in page
    assert registers.to_mark(taught, THURSDAY.day)[-1] == THURSDAY
    assert MONDAY not in registers.to_mark(taught, THURSDAY.day)
    actions.hold(teacher.viewer, taught=taught, meeting=MONDAY)
    assert THURSDAY not in courses.meetings(taught, MONDAY.day, THURSDAY.day)
    assert ClassMeeting.objects.count() == 1


def test_only_what_was_held_counts_as_offered(teacher: Player, place: Enrolment) -> None:
    wednesday = Meeting(date(2026, 3, 4), time(9), time(10, 30))
    mark(teacher, place, Mark.PRESENT, date(2026, 3, 2))
    off(teacher, place.taught, wednesday)
    with pytest.raises(NotPossible):
        mark(teacher, place, Mark.ABSENT, wednesday.day)
    (row,) = shown.picture(teacher.viewer, place.taught).rows
    assert row.hours.offered == row.hours.attended == timedelta(hours=1.5)
    with pytest.raises(NotPossible):
        off(teacher, place.taught, Meeting(date(2026, 3, 2), time(9), time(10, 30)))


def test_it_is_moved_only_to_where_class_teacher_and_room_are_free(
    cast: Cast, teacher: Player, place: Enrolment
) -> None:
    taught = place.taught
    for day, starts, ends in (
        (date(2026, 3, 11), time(10), time(11)),  # meets then anyway
        (date(2026, 6, 1), time(9), time(10)),  # after the last day
    ):
        with pytest.raises(NotPossible):
            move(teacher, taught, Meeting(day, starts, ends))
    move(teacher, taught, Meeting(MONDAY.day, time(10), time(11)))
    with pytest.raises(NotPossible):
        move(teacher, taught)
    with pytest.raises(Refused):
        off(cast.caseworker, taught)


def test_the_form_asks_why(teacher: Player, place: Enrolment) -> None:
    at = [place.taught_id, "2026-03-09", "09:00"]
    browser = teacher.client
    assert browser.post(reverse("learning:call-off", args=at), {"reason": ""}).status_code == 422
    given = {"day": "12/3/2026", "starts": "14:00", "ends": "13:00", "reason": PAINTED}
    assert browser.post(reverse("learning:meeting-move", args=at), given).status_code == 422
    given["ends"] = "15:30"
    assert browser.post(reverse("learning:meeting-move", args=at), given).status_code == 302
    assert browser.post(reverse("learning:meeting-held", args=at)).status_code == 302
    assert browser.post(reverse("learning:call-off", args=at), {"reason": PAINTED}).status_code == 302
    assert ClassMeeting.objects.get().state == "called-off"
    register = reverse("learning:register", args=at)
    assert f"called off: {PAINTED}" in read(teacher, register)
    assert browser.get(reverse("learning:call-off", args=[*at[:1], "2026-03-10", "09:00"])).status_code == 404
    assert browser.get(reverse("learning:call-off", args=[*at[:1], "nine", "09:00"])).status_code == 404


def test_calendars_of_teacher_and_stand_in_follow(
    teacher: Player, other_teacher: Player, course: Course, plan: Plan
) -> None:
    """A calendar program asks today, whatever day it is."""
    today = timezone.now().date()
    days = replace(plan, first_day=today, last_day=today + timedelta(days=20))
    taught = course_actions.open_class(teacher.viewer, course=course, plan=days)
    times = Times(tuple(Weekly(day, time(9), time(10)) for day in range(7)), today)
    usual = Timetable.Kind.USUAL
    course_actions.set_times(teacher.viewer, taught=taught, kind=usual, times=times, seen_version=taught.version)
    secret = feeds.make_feed(other_teacher.viewer)

    def events() -> set[tuple[str, ...]]:
        feed = behind(secret)
        assert feed is not None
        found = Calendar.from_ical(written(feed)).walk("VEVENT")
        return {tuple(str(each.get(name, "")) for name in ("UID", "SUMMARY", "STATUS", "LOCATION")) for each in found}

    before = events()
    assert {each[1:] for each in before} == {("Jiwar: class", "", "Room 2")}
    meeting = courses.meetings(taught, today, days.last_day)[-1]
    off(teacher, TaughtClass.objects.get(id=taught.id), meeting)
    (now,), (was,) = events() - before, before - events()
    assert (now[0], now[1:]) == (was[0], ("Jiwar: class, not held", "CANCELLED", "Room 2"))
    assert "Mornings" not in str(before)
