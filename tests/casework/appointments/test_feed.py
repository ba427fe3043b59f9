"""The calendar feed: a secret address, and nothing in it that names a person."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from jiwar.casework.appointments import actions
from jiwar.casework.appointments.models import Feed
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.actions import hiding, members
from tests.cast import Cast, OutsideClient


@pytest.fixture
def secret(cast: Cast, case: Case, person: Person) -> str:
    starts = timezone.now().replace(microsecond=0) + timedelta(days=2)
    actions.book(
        cast.reception.viewer,
        person=person,
        case=case,
        staff=cast.caseworker.member,
        room="Room 2",
        starts=starts,
        ends=starts + timedelta(hours=1),
        interpreter_language="fvr",
        purpose="canary-purpose",
        in_spite=True,
    )
    return actions.make_feed(cast.caseworker.viewer)


def fetch(secret: str) -> tuple[int, str, object]:
    answer = OutsideClient().get(reverse("appointments:feed", args=[secret]))
    return answer.status_code, answer.content.decode(), answer.headers


def test_it_carries_times_and_rooms_and_nobodys_name(secret: str, case: Case, person: Person) -> None:
    status, text, headers = fetch(secret)
    assert status == 200
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"  # type: ignore[index]
    assert headers["Cache-Control"] == "no-store, private"  # type: ignore[index]
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert set(event.keys()) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "LOCATION"}
    assert event["SUMMARY"] == "Jiwar: appointment"
    assert event["LOCATION"] == "Room 2"
    for secret_word in ("Ahmed", "canary", case.written_number, person.written_number, str(person.id), str(case.id)):
        assert secret_word not in text


def test_only_the_hash_of_the_secret_is_kept(secret: str) -> None:
    assert secret not in str(Feed.objects.values().get())


def test_revoking_and_making_anew_end_the_address_at_once(cast: Cast, secret: str) -> None:
    newer = actions.make_feed(cast.caseworker.viewer)
    assert fetch(secret)[0] == 404
    assert fetch(newer)[0] == 200
    actions.revoke_feed(cast.caseworker.viewer)
    assert fetch(newer)[0] == 404
    assert fetch("x" * 43)[0] == 404


def test_who_leaves_has_no_feed_any_more(cast: Cast, secret: str) -> None:
    members.end_membership(cast.administrator.viewer, member=cast.caseworker.member)
    assert fetch(secret)[0] == 404


def test_guessing_is_slowed_down(secret: str) -> None:
    answers = [fetch("y" * 43)[0] for _ask in range(31)]
    assert answers == [404] * 30 + [429]


def test_the_page_shows_the_address_once(cast: Cast) -> None:
    client, address = cast.reception.client, reverse("appointments:feed-address")
    made = client.post(address, {"make": "1"}).content.decode()
    assert "/appointments/feed/" in made
    assert "/appointments/feed/" not in client.get(address).content.decode()
    client.post(address, {"revoke": "1"})
    assert not Feed.objects.filter(revoked_at=None).exists()


def test_somebody_hidden_is_in_the_feed_of_those_who_hold_the_file_only(
    cast: Cast, case: Case, person: Person, secret: str
) -> None:
    starts = timezone.now().replace(microsecond=0) + timedelta(days=3)
    other = cast.off_caseworker
    ends = starts + timedelta(hours=1)
    actions.book(cast.reception.viewer, person=person, staff=other.member, starts=starts, ends=ends, in_spite=True)
    theirs = actions.make_feed(other.viewer)
    assert "VEVENT" in fetch(theirs)[1]
    hiding.hide(cast.guardian.viewer, subject=person.subject)
    assert "VEVENT" not in fetch(theirs)[1]
    assert "VEVENT" in fetch(secret)[1]


def test_the_week_leads_to_ones_own_address(cast: Cast) -> None:
    page = cast.caseworker.client.get(reverse("appointments:week")).content.decode()
    assert reverse("appointments:feed-address") in page.split("<main", 1)[1]
