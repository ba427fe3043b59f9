"""My day: what burns first, then what is due, then what is new; for each role what it may know."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import roles
from jiwar.foundation.access.models import Word
from jiwar.foundation.groups.models import Group, LocalDay, Office, OfficeHours
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import escalation
from jiwar.lines.legal.models import Procedure
from tests.cast import Cast, Player
from tests.lines.legal.telling import happened, on


def day(player: Player) -> str:
    answer = player.client.get(reverse("desk:day"))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_day_is_headed_by_its_date_and_the_hours(cast: Cast) -> None:
    office = Office.objects.create(name="House")
    OfficeHours.objects.create(office=office, weekday=4, opens=time(9, 30), closes=time(14, 30))
    text = day(cast.caseworker)
    assert "Friday 6 March 2026" in text
    assert "09:30" in text
    assert "14:30" in text
    LocalDay.objects.create(day=date(2026, 3, 6), closed=True, name="Mourning")
    assert "our office is closed today" in day(cast.caseworker)


def test_detained_now_stands_above_the_deadlines(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    cases.flag_danger(
        cast.reception.viewer, case=procedure.case, danger=Case.Danger.DETAINED, words="Since this morning, Kumkapi"
    )
    text = day(legal_adviser)
    assert text.index("Since this morning, Kumkapi") < text.index("Deadlines that are yours")
    assert "Detained now" in text
    assert "Kumkapi" not in day(cast.volunteer)
    Subject.objects.filter(id=procedure.case.subject_id).update(hidden=True)
    assert "Kumkapi" not in day(cast.off_caseworker)


def test_deadlines_are_with_their_owner_nearest_first(
    cast: Cast, legal_adviser: Player, procedure: Procedure, today: Callable[[date], None]
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    today(date(2026, 3, 11))
    text = day(legal_adviser)
    first, second = text.index("Object to the International"), text.index("Bring an annulment suit")
    assert first < second
    assert 'class="card deadline now"' in text
    assert "Later ones" not in text
    assert "Ahmed Ibrahim Adam" in text
    assert "Why this date" in text
    assert "Deadlines that are yours" not in day(cast.caseworker)


def test_tasks_and_new_cases_are_there(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    cases.add_task(cast.caseworker.viewer, title="Ask for the file", due=date(2026, 3, 6), case=procedure.case)
    text = day(cast.caseworker)
    assert "Ask for the file" in text
    assert "due today" in text
    assert "New to you" in text
    cases.looked_at(cast.caseworker.viewer, case=procedure.case)
    assert "New to you" not in day(cast.caseworker)
    assert "Ask for the file" not in day(cast.off_caseworker)


def test_the_words_of_the_house_are_read_once(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    now = datetime(2026, 3, 11, 9, 0, tzinfo=clock.zone())
    escalation.escalate(date(2026, 3, 11), now)
    number = procedure.case.written_number
    assert f"{number}: act by Wed 11 Mar 2026" in day(legal_adviser)
    assert f"{number}: act by Wed 11 Mar 2026" in day(cast.coordinator)
    client = cast.coordinator.client
    assert client.post(reverse("desk:read-words")).status_code == 302
    assert not Word.objects.filter(member=cast.coordinator.member, read_at__isnull=True).exists()
    assert number not in day(cast.coordinator)


def test_an_empty_day_teaches_each_role_its_next_step(cast: Cast) -> None:
    assert reverse("people:register") in day(cast.reception)
    assert reverse("cases:queue") in day(cast.coordinator)
    assert reverse("access:audit") in day(cast.guardian)
    assert reverse("access:members") in day(cast.administrator)
    assert reverse("cases:list") in day(cast.volunteer)


def test_the_day_costs_the_same_for_many_as_for_one(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    cases.add_task(legal_adviser.viewer, title="One", case=procedure.case)
    one = _queries(legal_adviser)
    for number in range(3):
        cases.add_task(legal_adviser.viewer, title=f"More {number}", case=procedure.case)
    happened(legal_adviser, procedure, EventKind.INTERVIEW_MISSED, on(date(2026, 2, 20)))
    assert _queries(legal_adviser) == one


def _queries(player: Player) -> int:
    client = player.client
    client.get(reverse("desk:day"))
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse("desk:day")).status_code == 200
    return len(caught)


def test_the_day_sheet_has_number_time_and_room_only(cast: Cast, case: Case) -> None:
    person = case.members.get().person
    begins = datetime(2026, 3, 6, 10, 0, tzinfo=clock.zone())
    appointments.book(
        cast.reception.viewer,
        person=person,
        starts=begins,
        ends=begins + timedelta(minutes=45),
        room="Room 2",
        purpose="First advice",
        in_spite=True,
    )
    text = cast.reception.client.get(reverse("desk:day-sheet")).content.decode()
    assert person.written_number in text
    assert "10:00" in text
    assert "Room 2" in text
    for secret in ("Ahmed", "First advice", case.written_number):
        assert secret not in text
    assert cast.guardian.client.get(reverse("desk:day-sheet")).status_code == 403


def test_a_stranger_sees_their_own_house(cast: Cast, procedure: Procedure) -> None:
    assert procedure.case.written_number not in day(cast.stranger)
    assert roles.CASEWORKER in cast.stranger.viewer.roles


def test_an_invented_group_says_so_on_every_page_and_a_real_one_does_not(cast: Cast, group: Group) -> None:
    words = "Everybody in this group is invented."
    assert words not in cast.reception.client.get("/").content.decode()
    Group.objects.filter(id=group.id).update(fictional=True)
    for address in ("/", "/people/", "/me/"):
        assert words in cast.reception.client.get(address).content.decode()
