"""Booking: what speaks against a time is shown, and decided by whoever books."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.casework.appointments import actions, queries
from jiwar.casework.appointments.doubts import Doubtful
from jiwar.casework.appointments.forms import moment
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible, Stale, StillOpen
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.groups.models import Group, LocalDay, Office, OfficeHours
from tests.casework.appointments.conftest import at
from tests.casework.people.telling import register
from tests.cast import Cast

FUTURE = 2999


def codes(doubtful: Doubtful) -> list[str]:
    return [doubt.code for doubt in doubtful.doubts]


def test_clashes_of_colleague_person_and_room_are_shown(cast: Cast, person: Person) -> None:
    viewer, other = cast.reception.viewer, register(cast.reception, "Someone Else")
    staff, room = cast.caseworker.member, "Room 2"
    actions.book(viewer, person=person, staff=staff, room=room, starts=at(8), ends=at(9))
    with pytest.raises(Doubtful) as doubtful:
        actions.book(viewer, person=other, staff=staff, room="room 2", starts=at(8, 30), ends=at(9, 30))
    assert codes(doubtful.value) == ["staff", "room"]
    assert "Ahmed" not in " ".join(str(doubt.words) for doubt in doubtful.value.doubts)
    assert "11:00" in str(doubtful.value.doubts[0].words)
    with pytest.raises(Doubtful) as doubtful:
        actions.book(viewer, person=person, starts=at(8, 59), ends=at(9, 30))
    assert codes(doubtful.value) == ["person"]
    actions.book(viewer, person=other, staff=staff, room=room, starts=at(9), ends=at(10))
    in_spite = actions.book(viewer, person=other, staff=staff, starts=at(8), ends=at(9), in_spite=True)
    assert in_spite.in_spite
    assert Appointment.objects.count() == 3


def test_a_cancelled_appointment_takes_nobodys_time(cast: Cast, person: Person) -> None:
    viewer = cast.reception.viewer
    first = actions.book(viewer, person=person, starts=at(8), ends=at(9))
    actions.cancel(viewer, appointment=first)
    assert not actions.book(viewer, person=person, starts=at(8), ends=at(9)).in_spite


def test_closed_days_and_hours_are_warned_of(cast: Cast, group: Group, person: Person) -> None:
    viewer = cast.reception.viewer
    LocalDay.objects.create(day=date(2026, 3, 11), closed=True, name="Staff day")
    with pytest.raises(Doubtful) as doubtful:
        actions.book(viewer, person=person, starts=at(8), ends=at(9))
    assert codes(doubtful.value) == ["closed"]
    assert "Staff day" in str(doubtful.value.doubts[0].words)
    office = Office.objects.create(name="Fatih")
    OfficeHours.objects.create(office=office, weekday=3, opens=time(9), closes=time(12))
    with pytest.raises(Doubtful) as doubtful:
        actions.book(viewer, person=person, office=office, starts=at(5, day=12), ends=at(6, day=12))
    assert codes(doubtful.value) == ["hours"]
    actions.book(viewer, person=person, office=office, starts=at(6, day=12), ends=at(9, day=12))


def test_who_does_not_book_or_know_the_person_is_refused(cast: Cast, person: Person) -> None:
    with pytest.raises(NotThere):
        actions.book(cast.volunteer.viewer, person=person, starts=at(8), ends=at(9))
    with pytest.raises(NotPossible):
        actions.book(cast.reception.viewer, person=person, starts=at(9), ends=at(8))
    assert not Appointment.objects.exists()


def test_moving_keeps_both_and_a_second_move_is_stale(cast: Cast, person: Person) -> None:
    viewer = cast.reception.viewer
    first = actions.book(viewer, person=person, starts=at(8), ends=at(9), purpose="card")
    second = actions.move(viewer, appointment=first, starts=at(8, 30), ends=at(9, 30), seen_version=1)
    first.refresh_from_db()
    assert (first.state, first.moved_to) == (Appointment.State.MOVED, second)
    assert (second.purpose, second.in_spite) == ("card", False)
    with pytest.raises(Stale):
        actions.move(viewer, appointment=first, starts=at(10), ends=at(11), seen_version=1)


def test_attendance_is_recorded_by_the_desk_and_the_one_met(cast: Cast, case: Case, person: Person) -> None:
    row = actions.book(
        cast.reception.viewer, person=person, case=case, staff=cast.caseworker.member, starts=at(8), ends=at(9)
    )
    with pytest.raises(NotThere):
        actions.record_attendance(cast.volunteer.viewer, appointment=row, came=True)
    actions.record_attendance(cast.caseworker.viewer, appointment=row, came=False)
    actions.record_attendance(cast.reception.viewer, appointment=row, came=True)
    assert Appointment.objects.get().state == Appointment.State.CAME
    actions.cancel(cast.reception.viewer, appointment=row)
    with pytest.raises(NotPossible):
        actions.record_attendance(cast.reception.viewer, appointment=row, came=True)


def test_a_coming_appointment_blocks_closing_by_name(cast: Cast, case: Case, person: Person) -> None:
    far = at(8).replace(year=FUTURE)
    row = actions.book(
        cast.reception.viewer, person=person, case=case, starts=far, ends=far.replace(hour=9), in_spite=True
    )
    with pytest.raises(StillOpen) as still:
        case_actions.close_case(cast.caseworker.viewer, case=case, reason="left", seen_version=case.version)
    assert [matter.url for matter in still.value.matters] == [reverse("appointments:appointment", args=[row.id])]


def test_the_clocks_are_minded(group: Group) -> None:
    group.time_zone = "Africa/Cairo"
    assert moment(date(2026, 4, 24), time(0, 30)) is None
    winter, summer = moment(date(2026, 4, 23), time(10)), moment(date(2026, 4, 24), time(10))
    assert winter is not None
    assert summer is not None
    assert (winter.utcoffset(), summer.utcoffset()) == (summer.utcoffset() - summer.dst(), summer.utcoffset())  # type: ignore[operator]
    assert summer.dst()


def typed(person: Person, **more: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "person": str(person.id), "day": "11/3/2026", "at": "١٠:٠٠", "minutes": "60", **more}


def test_the_form_shows_what_speaks_against_it_and_books_in_spite(cast: Cast, case: Case, person: Person) -> None:
    client, address = cast.reception.client, reverse("appointments:book-on", args=[case.id])
    sent = typed(person, staff=str(cast.caseworker.member.id), purpose="Statement")
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    row = Appointment.objects.get()
    assert row.starts == at(7)
    answer = client.post(address, typed(person, staff=str(cast.caseworker.member.id)))
    assert answer.status_code == 422
    assert "The colleague has an appointment from 10:00 to 11:00." in answer.content.decode()
    assert client.post(address, typed(person, in_spite="on")).status_code == 302
    page = client.get(reverse("appointments:appointment", args=[row.id])).content.decode()
    assert "Statement" in page
    assert "Ahmed Ibrahim Adam" in page


def test_an_appointment_of_someone_hidden_is_nowhere_for_others(cast: Cast) -> None:
    person = register(cast.caseworker, "Hidden Canary")
    row = actions.book(cast.caseworker.viewer, person=person, staff=cast.caseworker.member, starts=at(8), ends=at(9))
    person.subject.hidden = True
    person.subject.save()
    week = reverse("appointments:office") + "?from=2026-03-11"
    assert "Hidden Canary" in cast.caseworker.client.get(week).content.decode()
    assert "Hidden Canary" not in cast.reception.client.get(week).content.decode()
    assert cast.reception.client.get(reverse("appointments:appointment", args=[row.id])).status_code == 404
    with pytest.raises(NotThere):
        queries.appointment(cast.stranger.viewer, row.id)
    with pytest.raises(Refused):
        queries.week_of_office(cast.volunteer.viewer, date(2026, 3, 9), None)


def test_the_week_begins_as_the_group_works_and_does_not_grow_in_queries(cast: Cast, person: Person) -> None:
    viewer, client = cast.reception.viewer, cast.reception.client
    address = reverse("appointments:office") + "?from=2026-03-11"
    actions.book(viewer, person=person, starts=at(8), ends=at(9))
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        page = client.get(address).content.decode()
    assert page.index("9 Mar 2026") < page.index("15 Mar 2026")
    for hour, name in ((9, "Second"), (10, "Third")):
        actions.book(viewer, person=register(cast.reception, name), starts=at(hour), ends=at(hour + 1))
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one) > 3, [row["sql"][:160] for row in three]
