"""Which reading is told to the data guardian, at its very bounds: numbers in a row, lists taken out, alarms once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from jiwar.foundation.access import file_names, reading, unlike_work, words
from jiwar.foundation.access.file_names import FileName
from jiwar.foundation.access.models import Alarm, Decoy, FileShown, ReadingLimits, Word
from jiwar.foundation.access.queries import reading as asked
from jiwar.foundation.audit import record
from jiwar.foundation.audit.kinds import register
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, Player
from tests.foundation.access.telling import case_of

LOOKED = register("looked-in-a-test-of-alarms", "looked at a file", looked=True)


@pytest.fixture(autouse=True)
def _half_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in the middle of an hour: files are counted by it."""
    now = timezone.now
    ahead = timedelta(minutes=30 - now().minute)
    monkeypatch.setattr(timezone, "now", lambda: now() + ahead)


def shown(player: Player, subject: Subject, *, hours: float = 0, seconds: float = 60) -> FileShown:
    at = timezone.now() - timedelta(hours=hours, seconds=seconds)
    hour = reading.hour_of(timezone.now() - timedelta(hours=hours))
    return FileShown.objects.create(member=player.member, hour=hour, subject=subject, at=at)


def in_a_row(player: Player, numbers: list[str], monkeypatch: pytest.MonkeyPatch, *, age: timedelta) -> bool:
    """Whether files of these numbers, opened in this order, are seen to follow one another."""
    called: dict[UUID, FileName] = {}
    for place, number in enumerate(numbers):
        subject = case_of()
        called[subject.id] = FileName(number)
        shown(player, subject, seconds=100 - place)
    Subject.objects.update(created_at=timezone.now() - age)
    monkeypatch.setattr(file_names, "of", lambda subjects: {each.id: called[each.id] for each in subjects})
    return unlike_work.number_after_number(player.member.id, reading.hour_of(timezone.now()))


def numbered(*numbers: int, letter: str = "P") -> list[str]:
    return [f"{letter}-{number:04}" for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (numbered(*range(1, 9)), True),
        (numbered(*range(8, 0, -1)), True),
        (numbered(*range(1, 8)), False),
        (numbered(*range(1, 25, 3)), True),
        (numbered(*range(24, 0, -3)), True),
        (numbered(*range(1, 33, 4)), False),
        (numbered(*range(32, 0, -4)), False),
        (numbered(1, 2, 3, 4, 5, 6, 7, 11), False),
        (numbered(1, 2, 3, 4, 5, 6, 7, 7), False),
        (numbered(1, 2, 3, 4, 5, 6, 7, 6), False),
        (numbered(9, 1, 2, 3, 4, 5, 6, 7, 8), True),
        ([*numbered(1, 2, 3, 4), *numbered(5, 6, 7, 8, letter="C")], False),
        ([*numbered(1, 2, 3, 4), "Draft 1f", *numbered(5, 6, 7)], False),
    ],
)
def test_numbers_in_a_row(cast: Cast, monkeypatch: pytest.MonkeyPatch, numbers: list[str], told: bool) -> None:
    for _ in range(9):
        shown(cast.reception, case_of(), seconds=0)
        shown(cast.caseworker, case_of(), hours=1)
    assert in_a_row(cast.caseworker, numbers, monkeypatch, age=timedelta(days=1, minutes=1)) is told


def test_files_of_the_last_day_are_opened_as_they_were_made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = numbered(*range(1, 9))
    assert not in_a_row(cast.caseworker, numbers, monkeypatch, age=timedelta(hours=23, minutes=59))


class TestTakenOut:
    """What leaves as one list counts with what was opened in this hour by the same member."""

    def take(self, player: Player, subjects: set[UUID], rf: Any) -> None:
        with reading.watched(rf.get("/")):
            reading.taken_out(player.viewer, subjects)

    @pytest.mark.parametrize(("more", "told"), [(3, False), (4, True)])
    def test_ten_files_are_told_and_nine_are_not(self, cast: Cast, rf: Any, more: int, told: bool) -> None:
        ReadingLimits.objects.create(slow_at=2, alarm_at=10, lock_at=10)
        both = case_of()
        for _ in range(5):
            shown(cast.coordinator, case_of())
            shown(cast.reception, case_of())
            shown(cast.coordinator, case_of(), hours=1)
        shown(cast.coordinator, both)
        self.take(cast.coordinator, {both.id, *(case_of().id for _ in range(more))}, rf)
        alarms = [(row.member, row.kind, row.shown, row.subject) for row in Alarm.objects.all()]
        assert alarms == [(cast.coordinator.member, "many", 10, None)] * told
        assert FileShown.objects.filter(member=cast.coordinator.member).count() == 11

    def test_the_oldest_decoy_that_stands_tells_for_all(self, cast: Cast, rf: Any) -> None:
        ended, older, newer = (Decoy.objects.create(subject=case_of(), made_by=cast.guardian.member) for _ in range(3))
        Decoy.objects.filter(id=ended.id).update(ended_at=timezone.now())
        Decoy.objects.filter(id=older.id).update(made_at=timezone.now() - timedelta(days=2))
        inside = {ended.subject_id, older.subject_id, newer.subject_id}
        self.take(cast.guardian, inside, rf)
        self.take(cast.coordinator, {ended.subject_id, case_of().id}, rf)
        assert not Alarm.objects.exists()
        self.take(cast.coordinator, {*inside, case_of().id}, rf)
        assert list(Alarm.objects.values_list("kind", "subject", "shown")) == [("decoy", older.subject_id, 4)]

    def test_the_program_s_own_work_takes_nothing_out(self, cast: Cast) -> None:
        ReadingLimits.objects.create(slow_at=1, alarm_at=1, lock_at=1)
        reading.taken_out(cast.coordinator.viewer, {case_of().id})
        assert not Alarm.objects.exists()


class TestOnce:
    def test_each_kind_of_each_member_once_an_hour(self, cast: Cast) -> None:
        hour = reading.hour_of(timezone.now())
        kinds = (Alarm.Kind.MANY, Alarm.Kind.ROW)
        for player in (cast.caseworker, cast.reception):
            for kind in kinds:
                for at in (hour, hour, hour - timedelta(hours=1)):
                    reading.raise_alarm(player.viewer, kind, at, shown=7, usual=3)
        rows = Alarm.objects.order_by("at", "id").values_list("member", "kind", "hour", "shown", "usual")
        assert set(rows) == {
            (player.member.id, kind, at, 7, 3)
            for player in (cast.caseworker, cast.reception)
            for kind in kinds
            for at in (hour, hour - timedelta(hours=1))
        }
        assert len(rows) == len(set(rows)) == Word.objects.filter(member=cast.guardian.member).count()

    def test_each_decoy_for_itself(self, cast: Cast) -> None:
        hour, first, second = reading.hour_of(timezone.now()), case_of(), case_of()
        for subject in (first, second, first):
            reading.raise_alarm(cast.caseworker.viewer, Alarm.Kind.DECOY, hour, shown=1, subject=subject.id)
        assert set(Alarm.objects.values_list("subject", flat=True)) == {first.id, second.id}
        assert Alarm.objects.count() == 2

    def test_a_lock_until_it_is_settled(self, cast: Cast) -> None:
        for _ in range(2):
            reading.lock(cast.caseworker.viewer, 150)
        (locked,) = Alarm.objects.all()
        assert (locked.kind, locked.shown, locked.member) == ("locked", 150, cast.caseworker.member)
        Alarm.objects.update(settled_at=timezone.now())
        reading.lock(cast.caseworker.viewer, 151)
        reading.lock(cast.reception.viewer, 152)
        assert set(Alarm.objects.values_list("shown", flat=True)) == {150, 151, 152}
        assert asked.how_many_alarms(cast.guardian.viewer) == 2

    def test_of_a_guardian_the_administrators_are_told_too(self, cast: Cast) -> None:
        for player in (cast.guardian, cast.caseworker):
            reading.raise_alarm(player.viewer, Alarm.Kind.MANY, reading.hour_of(timezone.now()), shown=7)
        of_guardian, of_other = (Alarm.objects.get(member=each.member) for each in (cast.guardian, cast.caseworker))
        said = {
            who: list(
                Word.objects.filter(member=cast.everyone()[who].member)
                .order_by("at", "id")
                .values_list("kind", "about")
            )
            for who in ("guardian", "administrator", "coordinator")
        }
        alarm = words.READING_ALARM
        assert said == {
            "guardian": [(alarm, {"alarm": str(of_guardian.id)}), (alarm, {"alarm": str(of_other.id)})],
            "administrator": [(alarm, {"alarm": str(of_guardian.id), "of_guardian": True})],
            "coordinator": [],
        }


@pytest.mark.parametrize(("files", "usual"), [(23, None), (24, 4)])
def test_six_times_the_usual_is_told(cast: Cast, rf: Any, files: int, usual: int | None) -> None:
    ReadingLimits.objects.create(slow_at=90, alarm_at=91, lock_at=92, times_usual=6)
    for hours in range(1, reading.HOURS_TO_KNOW + 1):
        for _ in range(4):
            shown(cast.caseworker, case_of(), hours=hours)
    for hours in range(1, 13):
        shown(cast.caseworker, case_of(), hours=29 * 24 + hours)
        shown(cast.reception, case_of(), hours=hours)
    for _ in range(files - 1):
        shown(cast.caseworker, case_of())
    with reading.watched(rf.get("/")):
        record.record(cast.caseworker.viewer, LOOKED, subject=case_of())
    told = Alarm.objects.values_list("kind", "shown", "usual")
    assert list(told) == ([("many", files, usual)] if usual else [])


def test_the_hour_that_runs_is_not_yet_usual(cast: Cast) -> None:
    for hours in range(reading.HOURS_TO_KNOW):
        shown(cast.caseworker, case_of(), hours=hours)
    assert reading.usual(cast.caseworker.member.id, reading.hour_of(timezone.now())) is None


@pytest.mark.parametrize(("method", "waits"), [("GET", True), ("HEAD", True), ("POST", False)])
def test_only_who_reads_is_made_to_wait(cast: Cast, rf: Any, method: str, waits: bool) -> None:
    ReadingLimits.objects.create(slow_at=20, alarm_at=90, lock_at=90)
    for _ in range(reading.FEW):
        shown(cast.caseworker, case_of(), seconds=1)
    with reading.watched(rf.generic(method, "/")):
        if waits:
            with pytest.raises(reading.Slowed):
                record.record(cast.caseworker.viewer, LOOKED, subject=case_of())
        else:
            record.record(cast.caseworker.viewer, LOOKED, subject=case_of())
    assert FileShown.objects.count() == reading.FEW + (not waits)


def test_counts_are_kept_as_long_as_the_usual_looks_back_and_a_day(cast: Cast) -> None:
    kept, forgotten = timedelta(days=28, hours=22), timedelta(days=29, hours=2)
    for age in (kept, forgotten, timedelta()):
        shown(cast.caseworker, case_of(), hours=age.total_seconds() / 3600)
    reading.forget_old()
    left = FileShown.objects.order_by("hour").values_list("hour", flat=True)
    assert list(left) == [reading.hour_of(timezone.now() - kept), reading.hour_of(timezone.now())]
