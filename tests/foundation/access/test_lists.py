"""What the lists of this room leave out, and that many rows cost no more questions than two."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiwar.foundation.access import file_names, policy, reading, roles, told, words
from jiwar.foundation.access.actions import lending
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED
from jiwar.foundation.access.models import (
    Alarm,
    Barrier,
    Decoy,
    FileShown,
    Grant,
    Lending,
    MemberRole,
    Membership,
    ResetRequest,
    Word,
)
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.queries import files, guardian, lendings, members
from jiwar.foundation.access.queries import reading as asked
from jiwar.foundation.audit import record
from jiwar.foundation.audit.kinds import register
from jiwar.foundation.groups.models import Office
from jiwar.foundation.vault import keys
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, Player
from tests.foundation.access.telling import case_of

PASSWORD = ResetRequest.Kind.PASSWORD
DONE = register("done-in-a-test-of-lists", "did something")
HOURS = timedelta(hours=2)


def grant(player: Player, subject: Subject, part: Any = GENERAL, **more: Any) -> Grant:
    more = {"source": Grant.Source.COORDINATOR, **more}
    return Grant.objects.create(member=player.member, subject=subject, compartment=part.code, **more)


def emergency(by: Player, subject: Subject, **more: Any) -> Lending:
    now = timezone.now()
    usual = {"given_by": by.member, "begun_at": now - HOURS, "until": now - HOURS / 2}
    return Lending.objects.create(
        subject=subject, compartment="audit", kind=Lending.Kind.EMERGENCY, member=by.member,
        parts=["general"], purpose="called at night", review="", **{**usual, **more},
    )  # fmt: skip


def alarm(player: Player, kind: Alarm.Kind, **more: Any) -> Alarm:
    now = timezone.now()
    return Alarm.objects.create(member=player.member, kind=kind, hour=reading.hour_of(now), at=now, shown=9, **more)


def reset(cast: Cast, of: Player, **more: Any) -> ResetRequest:
    usual = {"kind": PASSWORD, "asked_by": cast.administrator.member, "carried_by": cast.administrator.member}
    return ResetRequest.objects.create(member=of.member, reason="met them", **{**usual, **more})


class TestWhatWaitsForTheGuardian:
    """In the list and in the number of the navigation."""

    def test_no_role_that_ended_or_was_confirmed(self, cast: Cast) -> None:
        now, guard = timezone.now(), cast.guardian.viewer
        held = {"role": roles.CASEWORKER.code}
        waits = MemberRole.objects.create(member=cast.reception.member, given_by=cast.guardian.member, **held)
        own = MemberRole.objects.create(member=cast.guardian.member, given_by=cast.administrator.member, **held)
        MemberRole.objects.create(member=cast.volunteer.member, ended_at=now, **held)
        MemberRole.objects.create(member=cast.coordinator.member, confirmed_at=now, **held)
        MemberRole.objects.create(member=cast.coordinator.member, role=roles.VOLUNTEER.code)
        MemberRole.objects.create(member=cast.coordinator.member, role="of a line that is gone")
        found = [(each.row, each.mine) for each in guardian.waiting_roles(guard)]
        assert found == [(waits, True), (own, True)]
        assert guardian.how_many_wait(guard) == 1, "not one's own"

    def test_no_grant_of_a_file_that_a_barrier_closes(self, cast: Cast) -> None:
        guard, barred = cast.guardian.viewer, case_of()
        waits = {"waits_for_second": True}
        given = grant(cast.volunteer, case_of(), RESTRICTED, given_by=cast.guardian.member, **waits)
        own = grant(cast.guardian, case_of(), RESTRICTED, given_by=cast.coordinator.member, **waits)
        gone = grant(cast.volunteer, case_of(), of_a_line_that_is_gone(), **waits)
        grant(cast.volunteer, barred, RESTRICTED, **waits)
        Barrier.objects.create(member=cast.guardian.member, subject=barred, origin=barred.id)
        found = [(each.row, str(each.part), each.mine) for each in guardian.waiting_grants(guard)]
        part = "protection-restricted"
        assert found == [(given, part, True), (own, part, True), (gone, "gone", False)]
        assert guardian.how_many_wait(guard) == 2

    def test_no_reset_that_was_decided(self, cast: Cast) -> None:
        guard, guards = cast.guardian.viewer, cast.guardian.member
        plain, by_me = reset(cast, cast.reception), reset(cast, cast.volunteer, asked_by=guards)
        carried, own = reset(cast, cast.coordinator, carried_by=guards), reset(cast, cast.guardian)
        reset(cast, cast.caseworker, decided_at=timezone.now())
        reset(cast, cast.off_caseworker, carried_by=None)
        found = [(each.row, each.mine) for each in guardian.waiting_resets(guard)]
        assert found == [(plain, False), (by_me, True), (carried, True), (own, True)]
        assert guardian.how_many_wait(guard) == 3

    def test_no_emergency_that_was_reviewed_and_none_behind_a_barrier(self, cast: Cast) -> None:
        guard, now = cast.guardian.viewer, timezone.now()
        later = emergency(cast.caseworker, case_of(), begun_at=now - timedelta(minutes=90))
        first, own = emergency(cast.off_caseworker, case_of()), emergency(cast.guardian, case_of())
        done = [
            emergency(cast.caseworker, case_of(), reviewed_at=now - timedelta(days=days), reviewed_by=guard.member)
            for days in (2, 1)
        ]
        barred = emergency(cast.caseworker, case_of())
        Barrier.objects.create(member=guard.member, subject=barred.subject, origin=barred.subject_id)
        lent = Lending.objects.create(
            subject=case_of(), compartment="audit", kind=Lending.Kind.GIVEN, member=cast.volunteer.member,
            given_by=cast.coordinator.member, parts=["general"], purpose="x", review="", begun_at=now, until=now,
        )  # fmt: skip
        waiting, reviewed = lendings.emergencies(guard)
        assert [each.row for each in waiting] == sorted([first, own, later], key=lambda row: row.begun_at)
        assert {each.row: each.mine for each in waiting} == {first: False, own: True, later: False}
        assert [each.row for each in reviewed] == list(reversed(done))
        assert lendings.how_many_to_review(guard) == guardian.how_many_wait(guard) == 2
        assert lendings.emergency(guard, first.id).row == first
        for hidden in (barred, lent):
            with pytest.raises(NotThere):
                lendings.emergency(guard, hidden.id)

    def test_an_emergency_runs_until_its_end(self, cast: Cast) -> None:
        now, later = timezone.now(), timezone.now() + HOURS
        rows = {
            emergency(cast.caseworker, case_of(), until=later): True,
            emergency(cast.caseworker, case_of(), until=later, ended_at=now): False,
            emergency(cast.caseworker, case_of(), until=now): False,
        }
        waiting, _reviewed = lendings.emergencies(cast.guardian.viewer)
        assert {each.row: each.runs for each in waiting} == rows
        assert [[str(part) for part in each.parts] for each in waiting] == [["general file"]] * 3

    def test_what_was_done_in_it_and_nothing_else(self, cast: Cast) -> None:
        subject, viewer = case_of(), cast.caseworker.viewer
        before = record.record(viewer, DONE, subject=subject, reason="before")
        begun = timezone.now()
        inside = [record.record(viewer, DONE, subject=subject, reason=f"inside {number}") for number in range(2)]
        record.record(viewer, DONE, subject=case_of(), reason="elsewhere")
        record.record(cast.reception.viewer, DONE, subject=subject, reason="somebody else")
        ended = timezone.now()
        after = record.record(viewer, DONE, subject=subject, reason="after")
        row = emergency(cast.caseworker, subject, begun_at=begun, until=ended + HOURS, ended_at=ended)
        said = [each.reason for each in lendings.looks_in(cast.guardian.viewer, row)]
        assert said == ["inside 0", "inside 1"]
        row.ended_at, row.until = None, ended
        assert [each.at for each in lendings.looks_in(cast.guardian.viewer, row)] == [each.at for each in inside]
        row.begun_at, row.until = before.at, after.at
        assert len(lendings.looks_in(cast.guardian.viewer, row)) == 4

    def test_no_alarm_that_was_settled(self, cast: Cast) -> None:
        guard, now = cast.guardian.viewer, timezone.now()
        open_, done = case_of(), case_of()
        decoy = alarm(cast.caseworker, Alarm.Kind.DECOY, subject=open_)
        settled = alarm(cast.caseworker, Alarm.Kind.DECOY, subject=done, settled_at=now, settled_by=guard.member)
        plain = alarm(cast.guardian, Alarm.Kind.NIGHT)
        waiting, over = asked.alarms(guard)
        names = [(each.row, each.file.number if each.file else "") for each in [*waiting, *over]]
        assert names == [
            (decoy, f"Case file {open_.id.hex[:8]}"),
            (plain, ""),
            (settled, f"Case file {done.id.hex[:8]}"),
        ]
        assert guardian.how_many_wait(guard) == asked.how_many_alarms(guard) == 1

    def test_no_hidden_file_that_was_erased_or_is_closed_to_them(self, cast: Cast) -> None:
        hidden, erased, barred, shown = (Subject.objects.create(kind=Subject.Kind.CASE) for _ in range(4))
        Subject.objects.exclude(id=shown.id).update(hidden=True)
        Subject.objects.filter(id=erased.id).update(erased_at=timezone.now())
        Barrier.objects.create(member=cast.guardian.member, subject=barred, origin=barred.id)
        assert guardian.hidden_files(cast.guardian.viewer) == [(hidden.id, file_names.of([hidden])[hidden.id])]


def of_a_line_that_is_gone() -> Any:
    class Gone:
        code = "gone"

    return Gone


class TestOneFile:
    def test_why_tells_of_one_s_own_on_this_file_as_long_as_they_run(self, cast: Cast) -> None:
        subject, now = case_of(), timezone.now()
        runs = grant(cast.volunteer, subject, until=now + HOURS)
        waits = grant(cast.volunteer, subject, RESTRICTED, waits_for_second=True)
        grant(cast.volunteer, case_of())
        grant(cast.caseworker, subject)
        grant(cast.volunteer, subject, ended_at=now)
        grant(cast.volunteer, subject, until=now)
        second = grant(cast.volunteer, subject, RESTRICTED)
        found = {each.part.code: each for each in files.why(cast.volunteer.viewer, subject)}
        assert found["general"].grants == [runs]
        assert found["restricted"].grants == [waits, second]
        assert not found["restricted"].waits, "one of the two is open"

    def test_open_to_whom_is_of_this_file(self, cast: Cast) -> None:
        subject, other = case_of(), case_of()
        person = Subject.objects.create(kind=Subject.Kind.PERSON)
        lent = lend(cast, subject)
        lend(cast, other)
        grant(cast.volunteer, person, IDENTITY, origin=lent.id, until=lent.until)
        (found,) = lendings.open_to(cast.coordinator.viewer, subject)
        assert found.lending == lent
        assert [(str(part.name), part.elsewhere) for part in found.parts] == [
            ("general file", ""),
            ("identity", f"Person {person.id.hex[:8]}"),
        ]
        Subject.objects.filter(id=person.id).update(hidden=True)
        elsewhere = {
            who: [part.elsewhere for part in lendings.open_to(cast.everyone()[who].viewer, subject)[0].parts]
            for who in ("coordinator", "guardian")
        }
        assert elsewhere == {"coordinator": ["", "–"], "guardian": ["", f"Person {person.id.hex[:8]}"]}

    def test_the_guardian_closes_a_grant_that_runs_on_this_file(self, cast: Cast) -> None:
        subject, guard = case_of(), cast.guardian.viewer
        rows = [grant(cast.volunteer, subject, part) for part in (GENERAL, RESTRICTED)]
        assert [lendings.grant(guard, subject, row.id) for row in rows] == rows
        for elsewhere in (grant(cast.volunteer, case_of()), grant(cast.reception, subject, ended_at=timezone.now())):
            with pytest.raises(NotThere):
                lendings.grant(guard, subject, elsewhere.id)

    def test_open_to_me_is_what_was_opened_for_some_hours(self, cast: Cast) -> None:
        first, second = lend(cast, case_of(), hours=3), lend(cast, case_of(), hours=1)
        person = Subject.objects.create(kind=Subject.Kind.PERSON)
        for part in (IDENTITY, GENERAL):
            grant(cast.volunteer, person, part, origin=first.id, until=first.until)
        grant(cast.volunteer, case_of())
        grant(cast.volunteer, case_of(), until=timezone.now() + HOURS)
        found = lendings.open_to_me(cast.volunteer.viewer)
        assert [(each.lending_id, len(each.files), each.emergency) for each in found] == [
            (second.id, 1, False),
            (first.id, 2, False),
        ]
        broken = lending.open_in_emergency(
            cast.off_caseworker.viewer, subject=case_of(), part=GENERAL, reason="called at night", lasts=HOURS / 4
        )
        (mine,) = lendings.open_to_me(cast.off_caseworker.viewer)
        assert (mine.lending_id, mine.emergency) == (broken.id, True)


def lend(cast: Cast, subject: Subject, *, hours: int = 2) -> Lending:
    return lending.lend(
        cast.coordinator.viewer,
        member=cast.volunteer.member,
        subject=subject,
        parts=[GENERAL],
        purpose="interprets today",
        lasts=timedelta(hours=hours),
    )


class TestReading:
    def test_the_busiest_hours_of_seven_days_the_later_first(self, cast: Cast) -> None:
        now = timezone.now()
        for days, count in ((1.0, 2), (6.5, 2), (7.5, 9), (0.5, 1)):
            at = reading.hour_of(now - timedelta(days=days))
            for _ in range(count):
                FileShown.objects.create(member=cast.caseworker.member, hour=at, subject=case_of(), at=at)
        found = asked.busiest(cast.guardian.viewer)
        hours = [reading.hour_of(now - timedelta(days=days)) for days in (1.0, 6.5, 0.5)]
        assert [(each.member, each.hour, each.files) for each in found] == [
            ("Caseworker", hour, files_) for hour, files_ in zip(hours, (2, 2, 1), strict=True)
        ]

    def test_an_hour_begins_with_its_first_moment(self) -> None:
        moment = timezone.now().replace(hour=14, minute=35, second=17, microsecond=123456)
        assert reading.hour_of(moment).isoformat()[10:26] == "T14:00:00+00:00"[:16]


class TestMembers:
    def test_a_refused_reset_and_another_s_are_over(self, cast: Cast) -> None:
        now = timezone.now()
        waits = reset(cast, cast.reception)
        agreed = reset(cast, cast.reception, decided_at=now, agreed=True)
        reset(cast, cast.reception, decided_at=now, agreed=False)
        reset(cast, cast.reception, decided_at=now, agreed=True, handed_over_at=now)
        reset(cast, cast.reception, decided_at=now, agreed=True, kind=ResetRequest.Kind.SECOND_FACTOR)
        reset(cast, cast.volunteer)
        assert list(members.resets_of(cast.reception.member)) == [waits, agreed]

    def test_nobody_who_left_works_on_files_and_no_role_that_ended_counts(self, cast: Cast) -> None:
        now = timezone.now()
        Membership.objects.filter(id=cast.off_caseworker.member.id).update(ended_at=now)
        MemberRole.objects.filter(member=cast.volunteer.member).update(ended_at=now)
        MemberRole.objects.create(member=cast.caseworker.member, role=roles.VOLUNTEER.code)
        assert members.who_work_on_files() == [(cast.caseworker.member, "Caseworker · Caseworker, Volunteer")]

    def test_offices_that_are_open_by_name(self, db: None, cast: Cast) -> None:
        for name, closed in (("Harbour", None), ("Bridge", "2026-01-01"), ("Annex", None)):
            Office.objects.create(name=name, closed_on=closed)
        assert [office.name for office in members.open_offices()] == ["Annex", "Harbour"]

    def test_words_to_one_the_newest_first(self, cast: Cast) -> None:
        mine = [Word.objects.create(member=cast.volunteer.member, kind=words.LENT, about={}) for _ in range(3)]
        Word.objects.create(member=cast.reception.member, kind=words.LENT, about={})
        assert list(members.words_to(cast.volunteer.viewer)) == list(reversed(mine))


def test_what_is_barred_is_of_this_kind_standing_and_one_s_own(cast: Cast) -> None:
    now, viewer = timezone.now(), cast.reception.viewer
    person, lowered, others, case = (
        Subject.objects.create(kind=kind) for kind in ("person", "person", "person", "case")
    )
    for subject, member, down in (
        (person, cast.reception, None),
        (lowered, cast.reception, now),
        (others, cast.volunteer, None),
        (case, cast.reception, None),
    ):
        Barrier.objects.create(member=member.member, subject=subject, origin=subject.id, lowered_at=down)
    assert policy.barred_from(viewer, Subject.Kind.PERSON) == [person.id]
    assert policy.barred(cast.reception.member, [person, lowered, others]) == {person.id}
    known = policy.known(viewer, Decoy.objects.order_by("made_at"), Subject.Kind.PERSON)
    decoys = [Decoy.objects.create(subject=each, made_by=cast.guardian.member) for each in (person, lowered, others)]
    assert list(known) == decoys[1:]
    assert list(Decoy.objects.filter(policy.may_know(viewer, Subject.Kind.PERSON)).order_by("made_at")) == decoys[1:]


def test_of_an_erased_file_knows_who_was_on_this_one(cast: Cast) -> None:
    erased = case_of(cast.volunteer)
    Subject.objects.filter(id=erased.id).update(erased_at=timezone.now(), hidden=True)
    erased.refresh_from_db()
    case_of(cast.caseworker)
    grant(cast.off_caseworker, erased, ended_at=timezone.now())
    once = {who for who, player in cast.everyone().items() if policy.once_known(player.viewer, erased)}
    assert once == {"volunteer", "off_caseworker", "guardian"}


Ask = Callable[[Cast, Subject], object]
Add = Callable[[Cast, Player, Subject], object]


def a_word(kind: str, of: str) -> Add:
    def row(player: Player, subject: Subject) -> Grant | Lending | Alarm | Membership:
        if of == "grant":
            return grant(player, subject)
        if of == "lending":
            return emergency(player, subject)
        return alarm(player, Alarm.Kind.MANY) if of == "alarm" else player.member

    def add(cast: Cast, player: Player, subject: Subject) -> None:
        Word.objects.create(member=cast.guardian.member, kind=kind, about={of: str(row(player, subject).id)})

    return add


def read_words(cast: Cast, _subject: Subject) -> list[told.Said]:
    return told.in_words(list(Word.objects.filter(member=cast.guardian.member)))


def open_to_all(cast: Cast, subject: Subject) -> object:
    found = lendings.open_to(cast.coordinator.viewer, subject)
    return [(each.member.account.name, each.lending and each.lending.given_by.account.name) for each in found]


def add_open(cast: Cast, player: Player, subject: Subject) -> None:
    lent = emergency(player, subject, until=timezone.now() + HOURS, given_by=cast.coordinator.member)
    grant(player, subject, origin=lent.id, until=lent.until)


MANY: dict[str, tuple[Ask, Add]] = {
    "roles that wait": (
        lambda cast, _: [
            (each.row.member.account.name, each.row.given_by and each.row.given_by.account.name)
            for each in guardian.waiting_roles(cast.guardian.viewer)
        ],
        lambda cast, player, _: MemberRole.objects.create(
            member=player.member, role=roles.DATA_GUARDIAN.code, given_by=cast.administrator.member
        ),
    ),
    "grants that wait": (
        lambda cast, _: [
            (each.row.member.account.name, each.purpose) for each in guardian.waiting_grants(cast.guardian.viewer)
        ],
        lambda _cast, player, _: grant(
            player, subject := case_of(), RESTRICTED, waits_for_second=True, origin=emergency(player, subject).id
        ),
    ),
    "resets that wait": (
        lambda cast, _: [each.row.member.account.name for each in guardian.waiting_resets(cast.guardian.viewer)],
        lambda cast, player, _: reset(cast, player),
    ),
    "hidden files": (
        lambda cast, _: guardian.hidden_files(cast.guardian.viewer),
        lambda *_: Subject.objects.create(kind=Subject.Kind.CASE, hidden=True),
    ),
    "emergencies to review": (
        lambda cast, _: [
            (each.row.member.account.name, each.row.purpose) for each in lendings.emergencies(cast.guardian.viewer)[0]
        ],
        lambda _cast, player, _: emergency(player, case_of()),
    ),
    "emergencies that were": (
        lambda cast, _: [
            (each.row.member.account.name, each.row.purpose) for each in lendings.emergencies(cast.guardian.viewer)[1]
        ],
        lambda cast, player, _: emergency(
            player, case_of(), reviewed_at=timezone.now(), reviewed_by=cast.guardian.member
        ),
    ),
    "open to whom": (open_to_all, add_open),
    "alarms": (
        lambda cast, _: [each.row.member.account.name for each in asked.alarms(cast.guardian.viewer)[0]],
        lambda _cast, player, _: alarm(player, Alarm.Kind.DECOY, subject=case_of()),
    ),
    "alarms that were settled": (
        lambda cast, _: [
            (each.row.member.account.name, each.row.settled_by and each.row.settled_by.account.name)
            for each in asked.alarms(cast.guardian.viewer)[1]
        ],
        lambda cast, player, _: alarm(
            player, Alarm.Kind.NIGHT, settled_at=timezone.now(), settled_by=cast.guardian.member
        ),
    ),
    "decoys": (
        lambda cast, _: [row.made_by.account.name for row, _name in asked.decoys(cast.guardian.viewer)],
        lambda cast, *_: Decoy.objects.create(subject=case_of(), made_by=cast.guardian.member),
    ),
    "members with their roles": (
        lambda cast, _: [
            (row.account.name, [each.role.code for each in members.held_roles(row)])
            for row in members.members(cast.administrator.viewer)
        ],
        lambda _cast, player, _: MemberRole.objects.get_or_create(member=player.member, role=roles.VOLUNTEER.code),
    ),
    "who work on files": (
        lambda *_: [
            (member.account.name, member.supervisor and member.supervisor.id, said)
            for member, said in members.who_work_on_files()
        ],
        lambda _cast, player, _: MemberRole.objects.get_or_create(member=player.member, role=roles.VOLUNTEER.code),
    ),
    "words of grants": (read_words, a_word(words.GRANT_WAITS, "grant")),
    "words of members": (read_words, a_word(words.RESET_WISHED, "member")),
    "words of hours": (read_words, a_word(words.EMERGENCY, "lending")),
    "words of alarms": (read_words, a_word(words.READING_ALARM, "alarm")),
}


@pytest.mark.once
@pytest.mark.parametrize("name", MANY)
def test_many_rows_cost_no_more_questions_than_two(cast: Cast, name: str) -> None:
    ask, add = MANY[name]
    subject = case_of()

    def cost() -> int:
        ask(cast, subject)
        with keys.session(), CaptureQueriesContext(connection) as questions:
            ask(cast, subject)
        return len(questions)

    for player in (cast.reception, cast.volunteer):
        add(cast, player, subject)
    two = cost()
    for player in (cast.caseworker, cast.off_caseworker, cast.coordinator):
        add(cast, player, subject)
    assert cost() == two
