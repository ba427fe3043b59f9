"""What can be asked, by whom, in which order, and where it ends: the queries of this room, exactly."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiwar.foundation.access import grants, lending_rights, policy, reading, roles, words
from jiwar.foundation.access.actions import lending, member_roles, resets
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED
from jiwar.foundation.access.models import (
    Alarm,
    Barrier,
    Decoy,
    FileShown,
    Grant,
    MemberRole,
    Membership,
    ReadingLimits,
    ResetRequest,
    Word,
)
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.queries import files, guardian, lendings, members
from jiwar.foundation.access.queries import reading as asked
from jiwar.foundation.audit import record
from jiwar.foundation.audit.kinds import all_kinds, register
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, Player, give_in_force, join
from tests.foundation.access.telling import case_of

LOOKED = register("looked-in-a-test", "looked at a file", looked=True)
DONE = register("done-in-a-test", "did something")


def grant(player: Player, subject: Subject, part: Any = GENERAL, **more: Any) -> Grant:
    return Grant.objects.create(
        member=player.member, subject=subject, compartment=part.code, source=Grant.Source.COORDINATOR, **more
    )


def opened(player: Player, subject: Subject) -> set[str]:
    return {part.code for part in policy.opened_compartments(player.viewer, subject)}


class TestPolicy:
    def test_a_grant_opens_one_part_of_one_file_to_one_member_while_it_runs(self, cast: Cast) -> None:
        now, subject, other = timezone.now(), case_of(), case_of()
        player = cast.volunteer
        assert opened(player, subject) == set()
        grant(player, subject, RESTRICTED, until=now - timedelta(seconds=1))
        grant(player, subject, RESTRICTED, ended_at=now)
        grant(player, subject, RESTRICTED, waits_for_second=True)
        grant(player, other, RESTRICTED)
        grant(cast.caseworker, subject, RESTRICTED)
        assert opened(player, subject) == set()
        grant(player, subject, until=now + timedelta(hours=1))
        assert opened(player, subject) == {"general", "identity"}
        assert list(policy.running_grants(player.viewer).values_list("compartment", flat=True).order_by("id")) == list(
            Grant.objects.filter(member=player.member, ended_at=None, waits_for_second=False)
            .exclude(until__lt=now)
            .order_by("id")
            .values_list("compartment", flat=True)
        )

    def test_waiting_is_waiting_only(self, cast: Cast) -> None:
        now, subject = timezone.now(), case_of()
        waits = grant(cast.volunteer, subject, RESTRICTED, waits_for_second=True)
        grant(cast.volunteer, subject, GENERAL)
        grant(cast.volunteer, subject, RESTRICTED, waits_for_second=True, ended_at=now)
        grant(cast.volunteer, subject, RESTRICTED, waits_for_second=True, until=now - timedelta(seconds=1))
        assert list(policy.waiting_grants(cast.guardian.viewer)) == [waits]

    def test_holders_are_those_assigned_who_are_here(self, cast: Cast) -> None:
        now, subject = timezone.now(), case_of(cast.caseworker, cast.volunteer, cast.reception)
        Grant.objects.filter(member=cast.volunteer.member).update(ended_at=now)
        Membership.objects.filter(id=cast.reception.member.id).update(ended_at=now)
        grant(cast.off_caseworker, subject)
        waits = {"source": Grant.Source.ASSIGNMENT, "waits_for_second": True}
        Grant.objects.create(member=cast.coordinator.member, subject=subject, compartment="restricted", **waits)
        assert policy.holders(subject) == [cast.caseworker.member]
        assert [policy.holds_file(each.viewer, subject) for each in (cast.caseworker, cast.off_caseworker)] == [
            True,
            False,
        ]
        assert not policy.holds_file(cast.caseworker.viewer, case_of())

    def test_decisions_say_whose_and_what(self, cast: Cast) -> None:
        from jiwar.foundation.access import capabilities as can

        subject = case_of(cast.caseworker)
        found = policy.decide(cast.caseworker.viewer, can.WORK_ON_FILES, subject=subject, compartment=GENERAL)
        assert (found.allowed, found.code, found.subject_id, found.compartment) == (
            True,
            "grant",
            subject.id,
            "general",
        )
        found = policy.decide(cast.reception.viewer, can.TRIAGE, subject=subject)
        assert (found.allowed, found.code, found.compartment) == (True, "identity", "identity")
        found = policy.decide(cast.reception.viewer, can.TRIAGE, subject=subject, compartment=GENERAL)
        assert (found.allowed, found.code, found.subject_id, found.compartment) == (
            False,
            "no-grant",
            subject.id,
            "general",
        )
        found = policy.decide(cast.reception.viewer, can.ASSIGN, subject=subject)
        assert (found.allowed, found.code, found.subject_id, found.compartment) == (
            False,
            "no-capability",
            subject.id,
            "identity",
        )
        found = policy.decide(cast.volunteer.viewer, can.WORK_ON_FILES, subject=subject)
        assert (found.allowed, found.code, found.subject_id, found.compartment) == (
            False,
            "not-there",
            subject.id,
            "identity",
        )
        with pytest.raises(NotThere) as not_there:
            policy.require(cast.volunteer.viewer, can.WORK_ON_FILES, subject=subject)
        assert not_there.value.subject_id == subject.id
        with pytest.raises(Refused) as refused:
            policy.refuse("not-owner", subject=subject, compartment="general")
        assert (refused.value.decision.subject_id, refused.value.decision.compartment) == (subject.id, "general")
        assert (str(refused.value), str(not_there.value)) == ("not-owner", "not there"), (
            "a log has neither key nor part"
        )

    def test_each_kind_is_shown_by_its_capability_unless_hidden(self, cast: Cast) -> None:
        subjects = {kind: Subject.objects.create(kind=kind) for kind in Subject.Kind}
        known = {
            who: {kind for kind, subject in subjects.items() if files.knows(player.viewer, subject)}
            for who, player in (("reception", cast.reception), ("volunteer", cast.volunteer))
        }
        kinds = Subject.Kind
        assert known == {"reception": {kinds.PERSON, kinds.CASE, kinds.HOUSEHOLD}, "volunteer": set()}
        Subject.objects.update(hidden=True)
        for subject in subjects.values():
            subject.refresh_from_db()
            assert not files.knows(cast.reception.viewer, subject)
            grant(cast.volunteer, subject)
            assert files.knows(cast.volunteer.viewer, subject)
        hidden = policy.hidden_from(cast.reception.viewer, kinds.PERSON)
        assert hidden == [subjects[kinds.PERSON].id]
        assert policy.hidden_from(cast.volunteer.viewer, kinds.PERSON) == []
        assert policy.unseen_by(cast.reception.viewer, kinds.PERSON) == hidden
        barred = Subject.objects.create(kind=kinds.PERSON)
        for subject in (barred, subjects[kinds.PERSON]):
            Barrier.objects.create(member=cast.reception.member, subject=subject, origin=subject.id)
        assert sorted(policy.unseen_by(cast.reception.viewer, kinds.PERSON)) == sorted([*hidden, barred.id])
        assert policy.unseen_by(cast.volunteer.viewer, kinds.PERSON) == []

    def test_only_who_works_on_files_and_decides_nothing_breaks_glass(self, cast: Cast) -> None:
        breaks = {who for who, player in cast.everyone().items() if policy.breaks_glass(player.viewer)}
        assert breaks == {"caseworker", "off_caseworker", "stranger"}
        for role in (roles.ADMINISTRATOR, roles.DATA_GUARDIAN):
            row = give_in_force(cast.off_caseworker.member, role)
            assert not policy.breaks_glass(cast.off_caseworker.viewer), role.code
            with pytest.raises(Refused) as refused:
                policy.require_for_emergency(cast.off_caseworker.viewer, case_of())
            assert refused.value.decision.code == "no-emergency"
            row.delete()


class TestFiles:
    def test_why_says_of_each_part_what_is_decided_and_what_waits(self, cast: Cast) -> None:
        now, subject = timezone.now(), case_of(cast.caseworker)
        grant(cast.caseworker, subject, RESTRICTED, waits_for_second=True)
        grant(cast.caseworker, subject, IDENTITY, until=now - timedelta(seconds=1))
        grant(cast.volunteer, subject, IDENTITY)
        found = {each.part.code: each for each in files.why(cast.caseworker.viewer, subject)}
        # Parts that stand apart are those of lines, which may be deleted.
        here = {code: each for code, each in found.items() if not each.part.apart}
        assert {code: (each.decision.code, len(each.grants), each.waits) for code, each in here.items()} == {
            "identity": ("identity", 0, False),
            "general": ("grant", 1, False),
            "restricted": ("no-grant", 1, True),
            "legal-privileged": ("no-grant", 0, False),
        }
        volunteer = {each.part.code: each.decision.code for each in files.why(cast.volunteer.viewer, subject)}
        assert volunteer["identity"] == "grant"
        assert volunteer["general"] == "no-grant"

    def test_who_looked_is_for_holders_and_guardians_and_of_open_parts(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        viewer = cast.caseworker.viewer
        open_ = record.record(viewer, DONE, subject=subject, compartment=GENERAL)
        plain = record.record(viewer, DONE, subject=subject)
        closed = record.record(viewer, DONE, subject=subject, compartment=RESTRICTED, reason="because")
        door = record.record(viewer, grants.GRANTED, subject=subject, compartment=RESTRICTED)
        record.record(viewer, DONE, subject=case_of(), compartment=GENERAL)
        assert set(files.entries_of(viewer, subject)) == {open_, plain, door}
        assert set(files.entries_of(cast.guardian.viewer, subject)) == {open_, plain, closed, door}
        with pytest.raises(Refused, match="not-owner"):
            files.entries_of(cast.off_caseworker.viewer, subject)
        (line,) = files.in_words([closed])
        assert (line.at, line.who, line.what, line.reason, line.looked) == (
            closed.at,
            "Caseworker",
            "did something",
            "because",
            False,
        )
        assert str(line.part) == "protection-restricted"
        (line,) = files.in_words([record.record(None, LOOKED, subject=subject)])
        assert (line.who, str(line.part), line.reason, line.looked) == ("", "", "", True)

    def test_who_was_let_in_or_sent_away_is_seen_also_of_closed_parts(self, cast: Cast) -> None:
        at_the_door = {
            "grant-given", "grant-ended", "grant-confirmed", "grant-refused", "emergency-opened", "refused",
        }  # fmt: skip
        subject = case_of(cast.caseworker)
        for kind in all_kinds():
            record.record(cast.coordinator.viewer, kind, subject=subject, compartment=RESTRICTED)
        seen = {entry.kind for entry in files.entries_of(cast.caseworker.viewer, subject)}
        assert seen == at_the_door

    def test_the_reason_of_a_file_that_was_erased_is_said_to_be_gone(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        entry = record.record(cast.caseworker.viewer, DONE, subject=subject, reason="because")
        keys.destroy(subject.id)
        (line,) = files.in_words([Entry.objects.select_related("reason").get(id=entry.id)])
        assert (line.what, line.reason) == ("did something", "(erased)")

    def test_the_guardian_knows_every_file_by_its_key_and_others_what_they_may(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        Subject.objects.filter(id=subject.id).update(hidden=True)
        assert files.known_subject(cast.guardian.viewer, subject.id) == subject
        assert files.known_subject(cast.caseworker.viewer, subject.id) == subject
        for player in (cast.reception, cast.coordinator, cast.administrator):
            with pytest.raises(NotThere):
                files.known_subject(player.viewer, subject.id)


class TestGuardian:
    def test_what_waits_is_listed_and_counted_without_one_s_own(self, cast: Cast, group: Group) -> None:
        administrator, guardian_ = cast.administrator.viewer, cast.guardian.viewer
        role = member_roles.give_role(administrator, member=cast.reception.member, role=roles.CASEWORKER)
        member_roles.give_role(administrator, member=cast.reception.member, role=roles.VOLUNTEER)
        gone = join(group, "gone")
        MemberRole.objects.create(member=gone.member, role=roles.CASEWORKER.code)
        Membership.objects.filter(id=gone.member.id).update(ended_at=timezone.now())
        reset = resets.ask_reset(
            administrator, member=cast.volunteer.member, kind=ResetRequest.Kind.PASSWORD, reason="met him"
        )
        resets.keep_wish.call(str(cast.reception.account.id), "password")
        mine = resets.ask_reset(
            administrator, member=cast.guardian.member, kind=ResetRequest.Kind.PASSWORD, reason="met her"
        )
        waits = grant(cast.volunteer, case_of(), RESTRICTED, waits_for_second=True)
        assert [(each.row, each.role, each.mine) for each in guardian.waiting_roles(guardian_)] == [
            (role, roles.CASEWORKER, False)
        ]
        assert [(each.row, each.mine) for each in guardian.waiting_resets(guardian_)] == [(reset, False), (mine, True)]
        assert [(each.row, str(each.part), each.mine, each.purpose) for each in guardian.waiting_grants(guardian_)] == [
            (waits, "protection-restricted", False, "")
        ]
        assert guardian.how_many_wait(guardian_) == 3
        for query in (guardian.waiting_roles, guardian.waiting_resets, guardian.waiting_grants, guardian.how_many_wait):
            with pytest.raises(Refused):
                query(administrator)

    def test_hidden_files_and_silent_words(self, cast: Cast) -> None:
        subjects = {kind: Subject.objects.create(kind=kind, hidden=True) for kind in Subject.Kind}
        Subject.objects.create(kind=Subject.Kind.CASE)
        listed = {row for row, _name in guardian.hidden_files(cast.guardian.viewer)}
        assert listed == {subjects[Subject.Kind(kind)].id for kind in policy.SHOWN_TO}
        told = [
            Word.objects.create(member=member, kind=kind, about={}, read_at=read)
            for member, kind, read in (
                (cast.guardian.member, words.DUPLICATE_OF_HIDDEN, None),
                (cast.guardian.member, words.DUPLICATE_OF_HIDDEN, timezone.now()),
                (cast.guardian.member, words.ROLE_WAITS, None),
                (cast.administrator.member, words.DUPLICATE_OF_HIDDEN, None),
            )
        ]
        assert guardian.silent_tasks(cast.guardian.viewer) == told[:1]


class TestReading:
    def alarm(self, player: Player, kind: Alarm.Kind, minutes: int, **more: Any) -> Alarm:
        at = timezone.now() - timedelta(minutes=minutes)
        return Alarm.objects.create(member=player.member, kind=kind, hour=reading.hour_of(at), at=at, shown=9, **more)

    def test_alarms_locked_ones_first_and_one_s_own_marked(self, cast: Cast) -> None:
        viewer = cast.guardian.viewer
        many = self.alarm(cast.caseworker, Alarm.Kind.MANY, 30)
        own = self.alarm(cast.guardian, Alarm.Kind.MANY, 20)
        locked = self.alarm(cast.caseworker, Alarm.Kind.LOCKED, 10)
        settled = self.alarm(cast.caseworker, Alarm.Kind.MANY, 300, settled_at=timezone.now())
        waiting, done = asked.alarms(viewer)
        assert [(each.row, each.mine, each.file) for each in waiting] == [
            (locked, False, None),
            (many, False, None),
            (own, True, None),
        ]
        assert [each.row for each in done] == [settled]
        assert asked.how_many_alarms(viewer) == 2
        assert (asked.alarm(viewer, many.id), asked.alarm(viewer, settled.id)) == (many, None)
        for query in (asked.alarms, asked.busiest, asked.decoys, asked.registrars):
            with pytest.raises(Refused):
                query(cast.administrator.viewer)

    def test_the_busiest_hours_of_a_week(self, cast: Cast) -> None:
        now = timezone.now()
        for player, days, count in ((cast.caseworker, 1, 3), (cast.reception, 2, 5), (cast.volunteer, 8, 9)):
            at = now - timedelta(days=days)
            for _ in range(count):
                FileShown.objects.create(member=player.member, hour=reading.hour_of(at), subject=case_of(), at=at)
        found = [(each.member, each.files) for each in asked.busiest(cast.guardian.viewer)]
        assert found == [("Reception", 5), ("Caseworker", 3)]

    def test_decoys_that_stand_and_whose_registrations_they_can_look_like(self, cast: Cast) -> None:
        stands = Decoy.objects.create(subject=case_of(), made_by=cast.guardian.member)
        Decoy.objects.create(subject=case_of(), made_by=cast.guardian.member, ended_at=timezone.now())
        assert [row for row, _name in asked.decoys(cast.guardian.viewer)] == [stands]
        Membership.objects.filter(id=cast.reception.member.id).update(ended_at=timezone.now())
        names = [row.account.name for row in asked.registrars(cast.guardian.viewer)]
        assert names == ["Reception", "Caseworker", "Off Caseworker"]

    @pytest.mark.parametrize(
        ("shown", "last", "outcome"),
        [
            (18, 1, "shown"),
            (28, 1, "shown"),
            (29, 14, "slowed"),
            (29, 16, "shown"),
            (38, 16, "shown"),
            (39, 16, "alarm"),
            (48, 16, "alarm"),
            (49, 16, "locked"),
        ],
    )
    def test_it_slows_is_told_and_locks_at_these_numbers(
        self, cast: Cast, rf: Any, shown: int, last: int, outcome: str
    ) -> None:
        ReadingLimits.objects.create(slow_at=30, alarm_at=40, lock_at=50, times_usual=4)
        now = timezone.now()
        for number in range(shown):
            at = now - timedelta(seconds=last if number == 0 else 300)
            FileShown.objects.create(member=cast.caseworker.member, hour=reading.hour_of(now), subject=case_of(), at=at)
        with reading.watched(rf.get("/")):
            if outcome == "slowed":
                with pytest.raises(reading.Slowed) as slowed:
                    record.record(cast.caseworker.viewer, LOOKED, subject=case_of())
                assert slowed.value.seconds in (1, 2)
            elif outcome == "locked":
                with pytest.raises(reading.TooMany) as locked:
                    record.record(cast.caseworker.viewer, LOOKED, subject=case_of())
                assert locked.value.shown == 50
            else:
                record.record(cast.caseworker.viewer, LOOKED, subject=case_of())
        assert Alarm.objects.count() == (outcome == "alarm")
        assert FileShown.objects.count() == shown + (outcome in ("shown", "alarm"))

    def test_the_last_guardian_waits_for_the_hour_to_end(self, cast: Cast, rf: Any) -> None:
        ReadingLimits.objects.create(slow_at=20, alarm_at=20, lock_at=20, times_usual=4)
        now = timezone.now()
        for _ in range(20):
            FileShown.objects.create(
                member=cast.guardian.member, hour=reading.hour_of(now), subject=case_of(), at=now - timedelta(minutes=5)
            )
        with reading.watched(rf.get("/")), pytest.raises(reading.Slowed) as slowed:
            record.record(cast.guardian.viewer, LOOKED, subject=case_of())
        left = (reading.hour_of(now) + timedelta(hours=1) - now).total_seconds()
        assert left - 5 <= slowed.value.seconds <= left + 2

    def test_what_is_usual_is_known_after_ten_busy_hours(self, cast: Cast) -> None:
        now, member = timezone.now(), cast.caseworker.member
        for hours in range(1, 10):
            for _ in range(3 if hours < 9 else 1):
                at = now - timedelta(hours=hours)
                FileShown.objects.create(member=member, hour=reading.hour_of(at), subject=case_of(), at=at)
        assert reading.usual(member.id, reading.hour_of(now)) is None
        for days, count in ((27, 5), (29, 9)):
            for _ in range(count):
                at = now - timedelta(days=days)
                FileShown.objects.create(member=member, hour=reading.hour_of(at), subject=case_of(), at=at)
            if days == 27:
                assert reading.usual(member.id, reading.hour_of(now)) == 3
        assert reading.usual(member.id, reading.hour_of(now)) == 3
        assert reading.usual(cast.reception.member.id, reading.hour_of(now)) is None

    def test_what_is_no_look_of_somebody_s_is_not_counted(self, cast: Cast, rf: Any) -> None:
        subject = case_of()
        record.record(cast.caseworker.viewer, LOOKED, subject=subject)
        with reading.watched(rf.get("/")):
            record.record(None, LOOKED, subject=subject)
            record.record(cast.caseworker.viewer, DONE, subject=subject)
            assert not FileShown.objects.exists()
            record.record(cast.caseworker.viewer, LOOKED, subject=subject)
            record.record(cast.caseworker.viewer, LOOKED, subject=subject)
        row = FileShown.objects.get()
        assert (row.member, row.subject_id, row.hour) == (cast.caseworker.member, subject.id, reading.hour_of(row.at))

    def test_a_decoy_tells_on_whoever_opens_it_but_the_guardian(self, cast: Cast, rf: Any) -> None:
        subject = case_of()
        Decoy.objects.create(subject=subject, made_by=cast.guardian.member)
        ended = Decoy.objects.create(subject=case_of(), made_by=cast.guardian.member, ended_at=timezone.now())
        with reading.watched(rf.get("/")):
            record.record(cast.guardian.viewer, LOOKED, subject=subject)
            record.record(cast.caseworker.viewer, LOOKED, subject=ended.subject)
            assert not Alarm.objects.exists()
            record.record(cast.caseworker.viewer, LOOKED, subject=subject)
        alarm = Alarm.objects.get()
        assert (alarm.member, alarm.kind, alarm.subject_id, alarm.shown) == (
            cast.caseworker.member,
            Alarm.Kind.DECOY,
            subject.id,
            2,
        )
        entry = Entry.objects.get(kind="reading-alarm")
        assert (entry.subject_id, entry.object_id, entry.member_id) == (None, alarm.id, None)
        assert entry.about == {"member": str(cast.caseworker.member.id), "kind": "decoy", "shown": 2}


class TestMembers:
    def test_who_is_here_and_who_works_on_files(self, cast: Cast) -> None:
        Membership.objects.filter(id=cast.volunteer.member.id).update(ended_at=timezone.now())
        viewer = cast.administrator.viewer
        here = [row.account.username for row in members.members(viewer)]
        assert here == sorted(here)
        assert "volunteer" not in here
        assert [row.account.username for row in members.members(viewer, left=True)] == ["volunteer"]
        MemberRole.objects.create(member=cast.reception.member, role=roles.CASEWORKER.code)
        working = [member.account.username for member, _words in members.who_work_on_files()]
        assert working == ["caseworker", "off.caseworker"]
        said = {member.account.username: said for member, said in members.who_work_on_files()}
        assert said["caseworker"].startswith("Caseworker · ")
        assert viewer.member not in members.colleagues(viewer)
        assert cast.volunteer.member not in members.colleagues(viewer)
        held = members.held_roles(cast.reception.member)
        assert {(each.role.code, each.waits) for each in held} == {("reception", False), ("caseworker", True)}
        assert {"reception", "caseworker"} & {
            role.code for role in members.roles_to_give(cast.reception.member)
        } == set()
        with pytest.raises(NotThere):
            members.member(viewer, cast.stranger.member.id)

    def test_resets_that_go_on(self, cast: Cast) -> None:
        administrator, member = cast.administrator.viewer, cast.reception.member
        kinds = ResetRequest.Kind
        asked_ = resets.ask_reset(administrator, member=member, kind=kinds.PASSWORD, reason="met her")
        factor = resets.ask_reset(administrator, member=member, kind=kinds.SECOND_FACTOR, reason="met her")
        assert list(members.resets_of(member)) == [asked_, factor]
        resets.decide_reset(cast.guardian.viewer, request=factor, agreed=True)
        resets.decide_reset(cast.guardian.viewer, request=asked_, agreed=True)
        assert list(members.resets_of(member)) == [asked_]
        asked_.refresh_from_db()
        resets.hand_over_reset(administrator, request=asked_)
        assert list(members.resets_of(member)) == []
        assert list(members.resets_of(cast.volunteer.member)) == []


class TestOpenNow:
    def test_everybody_to_whom_it_stands_open(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        grant(cast.reception, subject, ended_at=timezone.now())
        lent = lending.lend(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subject=subject,
            parts=[GENERAL, RESTRICTED],
            purpose="interprets today",
            lasts=timedelta(hours=2),
        )
        found = lendings.open_to(cast.caseworker.viewer, subject)
        assert [(each.member, [str(part.name) for part in each.parts], each.lending) for each in found] == [
            (cast.caseworker.member, ["general file"], None),
            (cast.volunteer.member, ["general file", "protection-restricted"], lent),
        ]
        assert [(each.purpose, each.may_end) for each in found] == [("", False), ("interprets today", True)]
        elsewhere = lendings.open_to(cast.off_caseworker.viewer, subject)
        assert [(each.purpose, each.may_end) for each in elsewhere] == [("", False), ("", False)]
        (mine,) = lendings.open_to_me(cast.volunteer.viewer)
        assert (mine.lending_id, mine.until, len(mine.files), mine.emergency) == (lent.id, lent.until, 1, False)
        assert lendings.open_to_me(cast.caseworker.viewer) == []
        assert lending_rights.files_of(lent) == [subject]
        assert lendings.lending(cast.coordinator.viewer, lent.id) == lent
        with pytest.raises(NotThere):
            lendings.lending(cast.off_caseworker.viewer, lent.id)
        for player, may in ((cast.coordinator, True), (cast.guardian, True), (cast.caseworker, True)):
            assert lendings.may_see_who_may_open(player.viewer, subject) is may
        assert not lendings.may_see_who_may_open(cast.off_caseworker.viewer, subject)


def test_a_grant_makes_its_own_file_known_and_no_other(cast: Cast) -> None:
    own, other = case_of(cast.volunteer), case_of(cast.volunteer)
    Subject.objects.update(hidden=True)
    grant(cast.caseworker, own)
    rows = policy.known(cast.caseworker.viewer, Grant.objects.filter(member=cast.volunteer.member), Subject.Kind.CASE)
    assert [row.subject_id for row in rows] == [own.id] != [other.id]
