"""Reading that does not look like work: at night by who seldom reads then, and number after number."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jiwar.casework.people.audit_kinds import LOOKED
from jiwar.foundation.access import file_names, reading, unlike_work, words
from jiwar.foundation.access.file_names import FileName
from jiwar.foundation.access.models import Alarm, ReadingLimits
from jiwar.foundation.access.unlike_work import night_of
from jiwar.foundation.audit import record as audit
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import Subject
from tests.casework.cases.test_lending import told
from tests.casework.people.telling import register
from tests.cast import Cast, Player

# Midnight of the group of the tests, which keeps the time of Istanbul.
MIDNIGHT = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)
NOON = MIDNIGHT + timedelta(hours=12)


@pytest.fixture(scope="module", autouse=True)
def nights() -> Iterator[None]:
    """Here it is night when it is night."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unlike_work, "night_of", night_of)
        yield


def open_files(player: Player, rf: Any, subjects: Sequence[Subject], at: datetime) -> None:
    for number, subject in enumerate(subjects):
        moment = at + timedelta(seconds=20 * number)
        with patch.object(timezone, "now", return_value=moment), reading.watched(rf.get("/")):
            audit.record(player.viewer, LOOKED, subject=subject)


def files(many: int) -> list[Subject]:
    return [Subject.objects.create(kind=Subject.Kind.CASE) for _ in range(many)]


def old_people(cast: Cast, many: int, days: int = 2) -> list[Subject]:
    """Registered so many days before the noon of these tests."""
    made = [register(cast.reception, f"Person Number{number}") for number in range(many)]
    Subject.objects.update(created_at=NOON - timedelta(days=days))
    return [person.subject for person in made]


class TestAtNight:
    def test_three_files_at_night_are_told_once_and_nothing_stops(self, cast: Cast, rf: Any) -> None:
        open_files(cast.caseworker, rf, files(2), MIDNIGHT)
        assert not Alarm.objects.exists()
        open_files(cast.caseworker, rf, files(3), MIDNIGHT + timedelta(hours=2))
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.member, alarm.shown, alarm.hour) == ("night", cast.caseworker.member, 3, MIDNIGHT)
        assert told(cast.guardian) == [words.READING_ALARM]
        page = cast.guardian.client.get(reverse("access:reading")).content.decode()
        assert "opened files at night, which they seldom do" in page
        assert "files in that night" in page

    def test_the_same_file_again_is_no_further_file(self, cast: Cast, rf: Any) -> None:
        same = files(1)
        for minutes in range(5):
            open_files(cast.caseworker, rf, same, MIDNIGHT + timedelta(minutes=minutes))
        assert not Alarm.objects.exists()

    def test_by_day_nothing_is_told(self, cast: Cast, rf: Any) -> None:
        for hour in range(5, 24):
            open_files(cast.caseworker, rf, files(3), MIDNIGHT + timedelta(hours=hour))
        assert not Alarm.objects.exists()

    def test_who_has_night_duty_reads_at_night(self, cast: Cast, rf: Any) -> None:
        for nights in range(1, 4):
            open_files(cast.caseworker, rf, files(1), MIDNIGHT - timedelta(days=nights))
        open_files(cast.caseworker, rf, files(5), MIDNIGHT)
        assert not Alarm.objects.exists()
        open_files(cast.off_caseworker, rf, files(3), MIDNIGHT)
        assert Alarm.objects.get().member == cast.off_caseworker.member

    def test_nights_long_ago_are_no_duty(self, cast: Cast, rf: Any) -> None:
        for nights in range(29, 33):
            open_files(cast.caseworker, rf, files(1), MIDNIGHT - timedelta(days=nights))
        open_files(cast.caseworker, rf, files(3), MIDNIGHT)
        assert Alarm.objects.count() == 1

    def test_each_night_once(self, cast: Cast, rf: Any) -> None:
        for nights in range(2):
            open_files(cast.caseworker, rf, files(4), MIDNIGHT + timedelta(days=nights))
        assert list(Alarm.objects.order_by("hour").values_list("hour", "shown")) == [
            (MIDNIGHT, 3),
            (MIDNIGHT + timedelta(days=1), 3),
        ]

    def test_a_group_without_nights(self, cast: Cast, rf: Any) -> None:
        ReadingLimits.objects.create(night_from=4, night_until=4)
        open_files(cast.caseworker, rf, files(9), MIDNIGHT + timedelta(hours=1))
        assert not Alarm.objects.exists()
        page = cast.guardian.client.get(reverse("access:reading")).content.decode()
        assert "seldom reads then" not in page

    @pytest.mark.parametrize(("from_", "until"), [("24", "5"), ("-1", "5"), ("23", "24"), ("", "5")])
    def test_hours_are_hours(self, cast: Cast, from_: str, until: str) -> None:
        numbers = {"slow_at": 60, "alarm_at": 90, "lock_at": 150, "times_usual": 5}
        answer = cast.administrator.client.post(
            reverse("access:limits"), {**numbers, "night_from": from_, "night_until": until}
        )
        assert answer.status_code == 200
        assert not ReadingLimits.objects.exists()


class TestWhenItIsNight:
    @pytest.mark.parametrize(
        ("begins", "ends", "clock", "night"),
        [
            (0, 5, "2026-03-11 00:00", "2026-03-11"),
            (0, 5, "2026-03-11 04:59", "2026-03-11"),
            (0, 5, "2026-03-11 05:00", None),
            (0, 5, "2026-03-10 23:59", None),
            (22, 6, "2026-03-10 22:00", "2026-03-10"),
            (22, 6, "2026-03-11 05:59", "2026-03-10"),
            (22, 6, "2026-03-11 06:00", None),
            (22, 6, "2026-03-10 21:59", None),
            (3, 3, "2026-03-11 03:00", None),
        ],
    )
    def test_by_the_groups_own_clock(self, group: Group, begins: int, ends: int, clock: str, night: str | None) -> None:
        moment = datetime.fromisoformat(clock + "+03:00")
        limits = ReadingLimits(night_from=begins, night_until=ends)
        found = night_of(moment, limits)
        assert found == (date.fromisoformat(night) if night else None)
        if found:
            assert unlike_work.began(found, limits) <= moment


class TestNumberAfterNumber:
    @pytest.mark.parametrize("turned", [False, True])
    def test_eight_in_a_row_are_told_once_an_hour(self, cast: Cast, rf: Any, turned: bool) -> None:
        subjects = old_people(cast, 10)
        if turned:
            subjects.reverse()
        open_files(cast.caseworker, rf, subjects[:7], NOON)
        assert not Alarm.objects.exists()
        open_files(cast.caseworker, rf, subjects[7:], NOON + timedelta(minutes=5))
        alarm = Alarm.objects.get(kind="row")
        assert (alarm.member, alarm.shown, alarm.subject) == (cast.caseworker.member, 8, None)
        page = cast.guardian.client.get(reverse("access:reading")).content.decode()
        assert "opened files number after number" in page

    def test_holes_of_two_hide_nothing_and_wider_ones_are_work(self, cast: Cast, rf: Any) -> None:
        subjects = old_people(cast, 32)
        open_files(cast.caseworker, rf, subjects[::3][:8], NOON)
        open_files(cast.off_caseworker, rf, subjects[::4], NOON)
        assert [alarm.member for alarm in Alarm.objects.all()] == [cast.caseworker.member]

    def test_a_list_read_in_any_other_order_is_work(self, cast: Cast, rf: Any) -> None:
        subjects = old_people(cast, 8)
        subjects[3], subjects[4] = subjects[4], subjects[3]
        open_files(cast.caseworker, rf, subjects, NOON)
        assert not Alarm.objects.exists()

    def test_a_desk_opens_what_it_just_registered(self, cast: Cast, rf: Any) -> None:
        open_files(cast.reception, rf, old_people(cast, 9, days=0), NOON)
        assert not Alarm.objects.exists()

    def test_files_without_numbers_are_no_row(self, cast: Cast, rf: Any) -> None:
        drafts = [Subject.objects.create(kind=Subject.Kind.DRAFT) for _ in range(9)]
        Subject.objects.update(created_at=NOON - timedelta(days=2))
        open_files(cast.caseworker, rf, drafts, NOON)
        assert not Alarm.objects.exists()

    @given(number=st.integers(min_value=0, max_value=999_999_999))
    def test_a_number_is_read_in_any_digits(self, number: int) -> None:
        arabic = str(number).translate({ord("0") + digit: chr(0x660 + digit) for digit in range(10)})
        assert file_names.split(FileName(f"P-{number}")) == ("P", number)
        assert file_names.split(FileName(f"P-{arabic}")) == ("P", number)
        assert file_names.split(FileName(f"Draft {number:x}")) is None
