"""Bulk theft: far more files than anybody needs slow, are told, and lock; a decoy tells on whoever opens it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access import reading, roles, words
from jiwar.foundation.access.actions import alarms, decoys
from jiwar.foundation.access.actions.decoys import Invented
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Alarm, Decoy, FileShown, ReadingLimits, Word
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.access.queries import reading as asked
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import Subject
from tests.casework.cases.test_lending import told
from tests.casework.people.telling import register
from tests.cast import Cast, OutsideClient, Player, give_in_force, join
from tests.foundation.access.signing_in import give_password, is_in


def seen(player: Player, files: int, *, hours_ago: int = 0) -> None:
    """As if the member had been shown so many files in one hour, the last of them long enough ago."""
    at = timezone.now() - timedelta(hours=hours_ago)
    hour = reading.hour_of(at)
    FileShown.objects.bulk_create(
        [
            FileShown(
                member=player.member,
                hour=hour,
                subject=Subject.objects.create(kind=Subject.Kind.PERSON),
                at=at - timedelta(minutes=1),
            )
            for _ in range(files)
        ]
    )


def page_of(person: Person) -> str:
    return reverse("people:person", args=[person.id])


def counted(player: Player) -> int:
    return FileShown.objects.filter(member=player.member).count()


@pytest.fixture
def people(cast: Cast) -> Iterator[Person]:
    """One after another, each a file nobody has opened."""
    return (register(cast.reception, f"Person Number{number}") for number in range(1000))


class TestCounting:
    def test_a_file_counts_once_an_hour_however_often_it_is_opened(self, cast: Cast, case: Case) -> None:
        browser = cast.caseworker.client
        for _ in range(3):
            browser.get(reverse("cases:case", args=[case.id]))
        browser.get(reverse("cases:plan", args=[case.id]))
        assert counted(cast.caseworker) == 1

    def test_lists_and_the_search_do_not_count(self, cast: Cast, case: Case, person: Person) -> None:
        browser = cast.caseworker.client
        for name in ("people:list", "cases:list", "cases:queue", "desk:day", "appointments:week"):
            browser.get(reverse(name))
        found = browser.post(reverse("people:list"), {"q": "Ahmed"})
        assert person.written_number in found.content.decode()
        assert counted(cast.caseworker) == 0

    def test_who_looked_and_the_program_s_own_work_do_not_count(self, cast: Cast, case: Case) -> None:
        from jiwar.casework.cases import actions

        cast.guardian.client.get(reverse("access:looked", args=[case.subject_id]))
        actions.looked_at(cast.caseworker.viewer, case=case)
        assert FileShown.objects.count() == 0

    def test_old_counts_are_forgotten(self, cast: Cast) -> None:
        seen(cast.reception, 2)
        seen(cast.reception, 3, hours_ago=24 * 40)
        reading.forget_old()
        assert counted(cast.reception) == 2


class TestTooMuch:
    def test_it_slows_and_what_waits_is_neither_shown_nor_counted(self, cast: Cast, people: Iterator[Person]) -> None:
        """[A43] From the limit on, one new file every fifteen seconds."""
        browser = cast.reception.client
        seen(cast.reception, 60)
        assert browser.get(page_of(next(people))).status_code == 200
        waits = next(people)
        answer = browser.get(page_of(waits))
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 16
        assert "Number" not in answer.content.decode()
        assert counted(cast.reception) == 61
        assert Entry.objects.filter(kind="person-looked-at", subject=waits.subject).count() == 0
        FileShown.objects.update(at=timezone.now() - timedelta(seconds=16))
        assert browser.get(page_of(waits)).status_code == 200

    def test_a_file_seen_in_this_hour_opens_at_once(self, cast: Cast, people: Iterator[Person]) -> None:
        browser, person = cast.reception.client, next(people)
        browser.get(page_of(person))
        seen(cast.reception, 80)
        assert browser.get(page_of(person)).status_code == 200

    def test_what_was_typed_is_not_sent_back(self, cast: Cast, people: Iterator[Person]) -> None:
        browser, person = cast.reception.client, next(people)
        seen(cast.reception, 70)
        browser.get(page_of(next(people)))
        answer = browser.post(reverse("people:edit", args=[person.id, "who"]), {"names-TOTAL_FORMS": "0"})
        assert answer.status_code != 429

    def test_then_the_guardian_is_told_once_an_hour(self, cast: Cast, people: Iterator[Person]) -> None:
        browser = cast.reception.client
        seen(cast.reception, 95)
        for _ in range(2):
            assert browser.get(page_of(next(people))).status_code == 200
            FileShown.objects.update(at=timezone.now() - timedelta(minutes=1))
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.member, alarm.shown) == ("many", cast.reception.member, 96)
        assert told(cast.guardian) == [words.READING_ALARM]
        page = cast.guardian.client.get("/").content.decode()
        assert "Reception" in page
        assert reverse("access:reading") in page

    def test_then_all_sessions_end_until_the_guardian_unlocks(self, cast: Cast, people: Iterator[Person]) -> None:
        """[A43] The file at which it locks is not shown; the right password opens nothing."""
        browser, elsewhere = cast.reception.client, cast.reception.client
        seen(cast.reception, 149)
        answer = browser.get(page_of(next(people)))
        assert answer.status_code == 403
        assert "Your account is locked" in answer.content.decode()
        assert "Number" not in answer.content.decode()
        assert not is_in(browser)
        assert not is_in(elsewhere)
        assert give_password(OutsideClient(), "reception").status_code == 200
        alarm = Alarm.objects.get()
        assert alarm.kind == Alarm.Kind.LOCKED
        desk = cast.guardian.client
        assert "Unlock the account" in desk.get(reverse("access:reading")).content.decode()
        desk.post(reverse("access:reading"), {"what": alarm.id})
        assert give_password(OutsideClient(), "reception")["location"] == reverse("mfa_authenticate")
        cast.reception.account.refresh_from_db()
        fresh = cast.reception.client
        assert fresh.get(page_of(next(people))).status_code == 200, "the hour began anew"
        kinds = Entry.objects.filter(kind__in=["account-locked", "reading-alarm-settled", "account-unlocked"])
        assert kinds.count() == 3
        seen(cast.reception, 149)
        assert fresh.get(page_of(next(people))).status_code == 403
        again = Alarm.objects.get(settled_at__isnull=True)
        assert again.kind == Alarm.Kind.LOCKED, "locked twice in one hour, somebody must be able to unlock twice"
        desk.post(reverse("access:reading"), {"what": again.id})
        cast.reception.account.refresh_from_db()
        assert cast.reception.account.is_active

    def test_posting_does_not_go_round_the_lock(self, cast: Cast, people: Iterator[Person]) -> None:
        browser = cast.reception.client
        seen(cast.reception, 149)
        answer = browser.post(reverse("people:edit", args=[next(people).id, "who"]), {})
        assert answer.status_code == 403
        assert not is_in(browser)

    def test_what_is_unusual_for_this_member_slows_and_is_told_but_never_locks(
        self, cast: Cast, people: Iterator[Person]
    ) -> None:
        for hours in range(1, 13):
            seen(cast.caseworker, 3, hours_ago=hours * 24)
        browser = cast.caseworker.client
        seen(cast.caseworker, 18)
        assert browser.get(page_of(next(people))).status_code == 200
        assert not Alarm.objects.exists()
        FileShown.objects.update(at=timezone.now() - timedelta(minutes=1))
        assert browser.get(page_of(next(people))).status_code == 200
        assert (Alarm.objects.get().kind, Alarm.objects.get().usual) == ("many", 3)
        assert browser.get(page_of(next(people))).status_code == 429
        assert is_in(browser)

    def test_a_newcomer_has_no_usual(self, cast: Cast, people: Iterator[Person]) -> None:
        for hours in range(1, 5):
            seen(cast.caseworker, 1, hours_ago=hours * 24)
        seen(cast.caseworker, 40)
        assert cast.caseworker.client.get(page_of(next(people))).status_code == 200
        assert not Alarm.objects.exists()

    def test_the_only_guardian_waits_instead_of_being_locked_out(self, cast: Cast, people: Iterator[Person]) -> None:
        give_in_force(cast.guardian.member, roles.CASEWORKER)
        browser = cast.guardian.client
        seen(cast.guardian, 149)
        answer = browser.get(page_of(next(people)))
        assert answer.status_code == 429
        assert is_in(browser)

    def test_a_second_guardian_can_unlock_the_first(self, cast: Cast, group: Group, people: Iterator[Person]) -> None:
        other = join(group, "second guardian", roles.DATA_GUARDIAN)
        give_in_force(cast.guardian.member, roles.CASEWORKER)
        seen(cast.guardian, 149)
        assert cast.guardian.client.get(page_of(next(people))).status_code == 403
        alarms.settle(other.viewer, alarm=Alarm.objects.get())
        assert Account.objects.get(id=cast.guardian.account.id).is_active


class TestSettling:
    def make(self, cast: Cast, player: Player, kind: Alarm.Kind = Alarm.Kind.MANY) -> Alarm:
        now = timezone.now()
        return Alarm.objects.create(member=player.member, kind=kind, hour=reading.hour_of(now), at=now, shown=99)

    def test_nobody_settles_their_own(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            alarms.settle(cast.guardian.viewer, alarm=self.make(cast, cast.guardian))

    def test_nobody_but_a_guardian(self, cast: Cast) -> None:
        alarm = self.make(cast, cast.reception, Alarm.Kind.LOCKED)
        for who in ("administrator", "coordinator", "caseworker"):
            with pytest.raises(Refused):
                alarms.settle(cast.everyone()[who].viewer, alarm=alarm)

    def test_once(self, cast: Cast) -> None:
        alarm = self.make(cast, cast.reception)
        alarms.settle(cast.guardian.viewer, alarm=alarm)
        with pytest.raises(Impossible):
            alarms.settle(cast.guardian.viewer, alarm=alarm)

    def test_who_has_left_is_not_unlocked(self, cast: Cast) -> None:
        from jiwar.foundation.access.actions import members

        alarm = self.make(cast, cast.reception, Alarm.Kind.LOCKED)
        members.end_membership(cast.administrator.viewer, member=cast.reception.member)
        alarm.member.refresh_from_db()
        alarms.settle(cast.guardian.viewer, alarm=alarm)
        assert not Account.objects.get(id=cast.reception.account.id).is_active


class TestLimits:
    NUMBERS = {"slow_at": 100, "alarm_at": 200, "lock_at": 300, "times_usual": 8, "night_from": 23, "night_until": 4}

    def test_the_administrator_sets_them_and_the_guardian_is_told(self, cast: Cast) -> None:
        assert cast.administrator.client.post(reverse("access:limits"), self.NUMBERS).status_code == 302
        row = ReadingLimits.objects.get()
        assert {name: getattr(row, name) for name in self.NUMBERS} == self.NUMBERS
        assert told(cast.guardian) == [words.READING_LIMITS]
        cast.administrator.client.post(reverse("access:limits"), {**self.NUMBERS, "slow_at": "٩٠"})
        assert ReadingLimits.objects.get().slow_at == 90

    @pytest.mark.parametrize(
        "wrong", [{"slow_at": 19}, {"slow_at": 201}, {"lock_at": 150}, {"lock_at": 100_000}, {"times_usual": 1}]
    )
    def test_in_their_order_and_never_without_any(self, cast: Cast, wrong: dict[str, Any]) -> None:
        assert cast.administrator.client.post(reverse("access:limits"), {**self.NUMBERS, **wrong}).status_code == 200
        assert not ReadingLimits.objects.exists()

    def test_no_one_else(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            alarms.set_limits(cast.guardian.viewer, **self.NUMBERS)


class TestDecoys:
    @pytest.fixture
    def decoy(self, cast: Cast, person: Person) -> Person:
        invented = Invented(
            name="Yonas Qanarija", nationality="ER", born=1991, phone="+905329990000", registrar=cast.reception.member
        )
        made = decoys.make(cast.guardian.viewer, invented=invented)
        return Person.objects.get(subject=made.subject)

    def open_(self, client: Client, decoy: Person) -> str:
        answer = client.get(page_of(decoy))
        assert answer.status_code == 200
        return str(answer.content.decode())

    def test_it_is_found_like_any_other(self, cast: Cast, decoy: Person) -> None:
        for said in ("Yonas Qanarija", decoy.written_number, "+90 532 999 00 00"):
            page = cast.off_caseworker.client.post(reverse("people:list"), {"q": said}).content.decode()
            assert decoy.written_number in page, said
        assert not Alarm.objects.exists()

    @pytest.mark.parametrize("who", ["reception", "caseworker", "coordinator"])
    def test_whoever_opens_it_raises_an_alarm_and_notices_nothing(self, cast: Cast, decoy: Person, who: str) -> None:
        player = cast.everyone()[who]
        page = self.open_(player.client, decoy)
        assert "decoy" not in page.lower()
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.member, alarm.subject_id) == ("decoy", player.member, decoy.subject_id)
        assert told(cast.guardian) == [words.READING_ALARM]
        assert not Word.objects.exclude(member=cast.guardian.member).filter(kind=words.READING_ALARM).exists()

    def test_each_of_its_pages_does(self, cast: Cast, decoy: Person) -> None:
        cast.caseworker.client.get(reverse("people:edit", args=[decoy.id, "who"]))
        assert Alarm.objects.count() == 1

    def test_no_entry_about_the_file_says_what_it_is(self, cast: Cast, decoy: Person) -> None:
        """Who is given the decoy's case reads who looked at it."""
        self.open_(cast.caseworker.client, decoy)
        kinds = set(Entry.objects.filter(subject=decoy.subject).values_list("kind", flat=True))
        assert kinds == {"person-looked-at"}

    def test_its_page_is_the_page_of_anybody(self, cast: Cast, decoy: Person) -> None:
        """The same person, before and after the mark that makes it a decoy."""
        Decoy.objects.filter(subject=decoy.subject).update(ended_at=timezone.now())
        before = self.open_(cast.caseworker.client, decoy)
        Decoy.objects.filter(subject=decoy.subject).update(ended_at=None)
        FileShown.objects.all().delete()
        after = self.open_(cast.caseworker.client, decoy)
        assert Alarm.objects.count() == 1

        def plain(page: str) -> list[str]:
            return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line]

        assert plain(before) == plain(after)

    def test_only_guardians_know_which(self, cast: Cast, decoy: Person) -> None:
        assert decoy.written_number in cast.guardian.client.get(reverse("access:decoys")).content.decode()
        with pytest.raises(Refused):
            asked.decoys(cast.administrator.viewer)
        with pytest.raises(Refused):
            decoys.make(cast.administrator.viewer, invented=Invented(name="Nobody", registrar=cast.reception.member))

    def test_taken_away_it_is_hidden_and_quiet(self, cast: Cast, decoy: Person) -> None:
        row = Decoy.objects.get()
        desk = cast.guardian.client
        desk.post(reverse("access:decoys"), {"do": "take-away", "what": row.id})
        assert cast.caseworker.client.get(page_of(decoy)).status_code == 404
        assert not Alarm.objects.exists()

    def test_made_through_the_page(self, cast: Cast) -> None:
        desk = cast.guardian.client
        sent = {"name": "Hanan Qanarija", "other_name": "حنان", "born": "١٩٩٠", "registrar": cast.reception.member.id}
        assert desk.post(reverse("access:decoys"), {**sent, "born": "2099"}).status_code == 200
        assert desk.post(reverse("access:decoys"), {**sent, "name": ""}).status_code == 200
        assert not Decoy.objects.exists()
        assert desk.post(reverse("access:decoys"), sent).status_code == 302
        person = Person.objects.get(subject=Decoy.objects.get().subject)
        assert person.registered_by == cast.reception.member
