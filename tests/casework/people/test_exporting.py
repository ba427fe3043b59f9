"""Taking the list of people out counts as reading: much of it, or a decoy in it, is told to the data guardian."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from jiwar.casework.people.models import Person
from jiwar.foundation.access import words
from jiwar.foundation.access.actions import decoys
from jiwar.foundation.access.actions.decoys import Invented
from jiwar.foundation.access.models import Account, Alarm, FileShown, ReadingLimits, Word
from jiwar.foundation.audit.models import Entry
from tests.casework.people.telling import register
from tests.cast import Cast, Player


def taken_out(player: Player) -> list[str]:
    answer = player.client.post("/people/export/", {"as": "csv"})
    assert answer.status_code == 200
    return [str(line) for line in answer.content.decode("utf-8-sig").splitlines()[1:]]


def told(player: Player) -> list[str]:
    return list(Word.objects.filter(member=player.member).values_list("kind", flat=True))


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    ReadingLimits.objects.create(slow_at=2, alarm_at=4, lock_at=5)
    return [register(cast.reception, f"Person Number{number}") for number in range(3)]


def test_a_list_beyond_the_limit_is_told_and_locks_nobody_out(cast: Cast, people: list[Person]) -> None:
    assert len(taken_out(cast.coordinator)) == 3
    assert not Alarm.objects.exists()
    for number in range(4):
        register(cast.reception, f"Another Number{number}")
    for _again in range(2):
        assert len(taken_out(cast.coordinator)) == 7
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.member, alarm.shown) == ("many", cast.coordinator.member, 7)
    assert told(cast.guardian) == [words.READING_ALARM]
    assert Account.objects.get(id=cast.coordinator.account.id).is_active
    assert cast.coordinator.client.get(f"/people/{people[0].id}/").status_code == 200
    assert Entry.objects.filter(kind="exported").latest("at").about["rows"] == 7


def test_files_opened_in_the_hour_count_with_it(cast: Cast, people: list[Person]) -> None:
    now = timezone.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    elsewhere = register(cast.caseworker, "Somebody Elsewhere")
    elsewhere.subject.hidden = True
    elsewhere.subject.save()
    for shown in (people[0], elsewhere):
        FileShown.objects.create(
            member=cast.coordinator.member, hour=hour, subject=shown.subject, at=now - timedelta(minutes=1)
        )
    assert len(taken_out(cast.coordinator)) == 3
    assert Alarm.objects.get().shown == 4
    assert FileShown.objects.count() == 2, "what was in the list still counts when it is opened"


def test_a_decoy_in_the_list_is_told_once(cast: Cast) -> None:
    for number in range(2):
        invented = Invented(name=f"Salma Nowhere{number}", registrar=cast.reception.member)
        decoys.make(cast.guardian.viewer, invented=invented)
    assert len(taken_out(cast.coordinator)) == 2
    taken_out(cast.coordinator)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.member, alarm.shown) == ("decoy", cast.coordinator.member, 2)


def test_who_takes_out_their_own_people_takes_no_decoy(cast: Cast) -> None:
    decoys.make(cast.guardian.viewer, invented=Invented(name="Salma Nowhere", registrar=cast.reception.member))
    register(cast.caseworker, "Hawa Musa")
    assert len(taken_out(cast.caseworker)) == 1
    assert not Alarm.objects.exists()


def test_the_day_of_registration_is_the_house_s_own(cast: Cast) -> None:
    register(cast.reception, "Hawa Musa")
    Person.objects.update(registered_at=datetime(2026, 3, 10, 22, 30, tzinfo=UTC))
    assert taken_out(cast.coordinator)[0].endswith("2026-03-11")
