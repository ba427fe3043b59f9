"""What each act leaves behind: in the audit exactly these entries, to those concerned exactly these words.

The audit is read years later, by somebody who knows only what stands in it: whom it was about, and what of it.
"""

from datetime import date, time, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from jiwar.foundation.access import grants, reading, roles
from jiwar.foundation.access.actions import alarms, decoys, hiding, house, lending, member_roles, members, own, resets
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Alarm, FileShown, Grant, Lending, Membership, ResetRequest, Word
from jiwar.foundation.access.queries import lendings
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group, LocalDay, Office, OfficeHours
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, Player, join

Kind = ResetRequest.Kind


def case_of(*owners: Player) -> Subject:
    """A case file on which these work."""
    subject = Subject.objects.create(kind=Subject.Kind.CASE)
    for owner in owners:
        Grant.objects.create(
            member=owner.member, subject=subject, compartment=GENERAL.code, source=Grant.Source.ASSIGNMENT
        )
    return subject


def kept(since: int = 0) -> list[tuple[str, dict[str, Any]]]:
    """Kind and details of the entries, in order."""
    return [(row.kind, row.about) for row in Entry.objects.order_by("at", "id")[since:]]


def in_any_order(entries: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, str]]:
    return sorted((kind, str(sorted(about.items()))) for kind, about in entries)


def told(player: Player | Membership) -> list[tuple[str, dict[str, Any]]]:
    member = player.member if isinstance(player, Player) else player
    return list(Word.objects.filter(member=member).order_by("at", "id").values_list("kind", "about"))


def id_of(player: Player) -> str:
    return str(player.member.id)


class TestRoles:
    def test_given_and_agreed(self, cast: Cast) -> None:
        row = member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.CASEWORKER)
        member_roles.confirm_role(cast.guardian.viewer, row=row)
        about = {"member": id_of(cast.reception), "role": "caseworker"}
        assert kept() == [("role-given", about), ("role-confirmed", about)]
        assert [entry.object_id for entry in Entry.objects.all()] == [row.id, row.id]
        assert told(cast.reception) == [
            ("role-given", {"role": "caseworker"}),
            ("role-confirmed", {"role": "caseworker"}),
        ]
        assert told(cast.guardian) == [("role-waits", about)]
        row.refresh_from_db()
        assert (row.given_by, row.confirmed_by) == (cast.administrator.member, cast.guardian.member)

    def test_refused_and_ended(self, cast: Cast) -> None:
        giver, guardian = cast.administrator.viewer, cast.guardian.viewer
        member_roles.refuse_role(
            guardian, row=member_roles.give_role(giver, member=cast.reception.member, role=roles.CASEWORKER)
        )
        plain = member_roles.give_role(giver, member=cast.reception.member, role=roles.VOLUNTEER)
        member_roles.end_role(giver, row=plain)
        member_roles.end_role(giver, row=plain)
        refused = {"member": id_of(cast.reception), "role": "caseworker"}
        ended = {"member": id_of(cast.reception), "role": "volunteer"}
        assert kept()[1] == ("role-ended", refused)
        assert kept()[3:] == [("role-ended", ended)]
        assert told(cast.administrator) == [("role-ended", refused)]
        assert told(cast.reception)[-1] == ("role-ended", ended)

    def test_each_capability_that_reaches_far_makes_a_role_need_the_second_word(self) -> None:
        far = {"guard-data", "manage-members", "assign", "import-people", "export-people"}
        for role in roles.all_roles():
            reaches = bool(role.opens) or any(capability.code in far for capability in role.capabilities)
            assert role.needs_second_person is reaches, role.code
        for capability in {each for role in roles.all_roles() for each in role.capabilities}:
            alone = roles.Role("alone", "Alone", "", frozenset({capability}), frozenset())
            assert alone.needs_second_person is (capability.code in far), capability.code


class TestResets:
    def test_asked_agreed_and_handed_over(self, cast: Cast) -> None:
        administrator = cast.administrator.viewer
        about = {"member": id_of(cast.reception), "kind": "password"}
        request = resets.ask_reset(administrator, member=cast.reception.member, kind=Kind.PASSWORD, reason="met her")
        resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        request.refresh_from_db()
        resets.hand_over_reset(administrator, request=request)
        assert kept() == [
            ("reset-asked", about),
            ("reset-agreed", {**about, "agreed": True}),
            ("secret-shown", {"member": id_of(cast.reception)}),
        ]
        assert told(cast.reception) == [("reset-asked", about), ("reset-decided", {**about, "agreed": True})]
        assert told(cast.guardian) == [("reset-asked", about)]
        assert told(cast.administrator) == [("reset-decided", {**about, "agreed": True})]
        assert (request.reason, request.decided_by) == ("met her", cast.guardian.member)

    def test_refused_and_not_decided_again(self, cast: Cast) -> None:
        request = resets.ask_reset(
            cast.administrator.viewer, member=cast.reception.member, kind=Kind.SECOND_FACTOR, reason="lost it"
        )
        resets.decide_reset(cast.guardian.viewer, request=request, agreed=False)
        assert kept()[-1] == (
            "reset-refused",
            {"member": id_of(cast.reception), "kind": "second-factor", "agreed": False},
        )
        with pytest.raises(Impossible, match="in the meantime"):
            resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        with pytest.raises(Impossible, match="no secret"):
            resets.hand_over_reset(cast.administrator.viewer, request=request)

    def test_what_waits_for_one_stands_in_nobody_else_s_way(self, cast: Cast) -> None:
        administrator = cast.administrator.viewer
        first = resets.ask_reset(administrator, member=cast.reception.member, kind=Kind.PASSWORD, reason="met her")
        with pytest.raises(Impossible, match="already"):
            resets.ask_reset(administrator, member=cast.reception.member, kind=Kind.PASSWORD, reason="again")
        other = resets.ask_reset(administrator, member=cast.volunteer.member, kind=Kind.PASSWORD, reason="met him")
        factor = resets.ask_reset(administrator, member=cast.reception.member, kind=Kind.SECOND_FACTOR, reason="both")
        assert len({first.id, other.id, factor.id}) == 3
        resets.decide_reset(cast.guardian.viewer, request=first, agreed=False)
        assert ResetRequest.objects.filter(decided_at__isnull=True).count() == 2

    def test_a_wish_is_kept_once(self, cast: Cast) -> None:
        for _ in range(2):
            resets.keep_wish.call(str(cast.reception.account.id), "password")
        about = {"member": id_of(cast.reception), "kind": "password"}
        assert kept() == [("reset-wished", about)]
        assert told(cast.reception) == [("reset-asked", about)]
        assert told(cast.administrator) == [("reset-wished", about)]


class TestMembers:
    def test_invited_placed_supervised_and_gone(self, cast: Cast, group: Group) -> None:
        administrator = cast.administrator.viewer
        office = Office.objects.create(name="Old town")
        came = members.invite(administrator, username="nour", name="Nour", held=[roles.VOLUNTEER], email="n@x.example")
        members.place(administrator, member=came.member, office=office)
        members.place(administrator, member=came.member, office=office)
        members.set_supervisor(administrator, member=came.member, supervisor=cast.caseworker.member)
        members.set_supervisor(administrator, member=came.member, supervisor=None)
        members.place(administrator, member=came.member, office=None)
        member = str(came.member.id)
        assert kept() == [
            ("member-invited", {}),
            ("role-given", {"member": member, "role": "volunteer"}),
            ("member-placed", {"office": str(office.id)}),
            ("member-placed", {"supervisor": id_of(cast.caseworker)}),
            ("member-placed", {"supervisor": ""}),
            ("member-placed", {"office": ""}),
        ]
        assert (came.member.account.email, came.member.account.language) == ("n@x.example", group.default_language)
        members.end_membership(administrator, member=came.member)
        members.end_membership(administrator, member=came.member)
        assert kept(6) == [("role-ended", {"member": member, "role": "volunteer"}), ("membership-ended", {})]
        assert not Account.objects.get(username="nour").is_active

    def test_who_leaves_leaves_nobody_supervised(self, cast: Cast) -> None:
        administrator = cast.administrator.viewer
        members.set_supervisor(administrator, member=cast.volunteer.member, supervisor=cast.caseworker.member)
        members.end_membership(administrator, member=cast.caseworker.member)
        assert Membership.objects.get(id=cast.volunteer.member.id).supervisor is None

    def test_one_s_own(self, cast: Cast) -> None:
        viewer = cast.reception.viewer
        said = own.Preferences(
            language="ar",
            calendar="hijri",
            digits="arab",
            languages=["ar", "so"],
            wants_reminders=False,
            email="r@x.example",
        )
        own.keep_preferences(viewer, preferences=said)
        account = Account.objects.get(id=viewer.account.id)
        found = (account.language, account.calendar, account.digits, account.wants_reminders, account.email)
        assert found == ("ar", "hijri", "arab", False, "r@x.example")
        assert Membership.objects.get(id=viewer.member.id).languages == ["ar", "so"]
        assert Account.objects.get(id=cast.volunteer.account.id).language != "ar"
        assert kept() == [("preferences-changed", {})]

    def test_words_are_read_by_whom_they_are_to(self, cast: Cast) -> None:
        word, further = (Word.objects.create(member=cast.reception.member, kind="role-given", about={}) for _ in "ab")
        other = Word.objects.create(member=cast.volunteer.member, kind="role-given", about={})
        own.word_was_dealt_with(cast.reception.viewer, word=other)
        own.word_was_dealt_with(cast.reception.viewer, word=word)
        unread = set(Word.objects.filter(read_at__isnull=True).values_list("id", flat=True))
        assert unread == {further.id, other.id}
        assert own.words_were_read(cast.reception.viewer) == 1
        assert own.words_were_read(cast.reception.viewer) == 0
        assert set(Word.objects.filter(read_at__isnull=True).values_list("id", flat=True)) == {other.id}

    def test_sessions_elsewhere(self, cast: Cast) -> None:
        keys = [str(cast.reception.client.session.session_key) for _ in range(4)]
        for player, key in zip((cast.reception,) * 3 + (cast.volunteer,), keys, strict=True):
            row = {"user": player.account, "session_key": key, "ip": "10.0.0.1", "user_agent": "test"}
            UserSession.objects.create(last_seen_at=timezone.now(), **row)
        here, there, further, foreign = UserSession.objects.order_by("pk")
        viewer = cast.reception.viewer
        assert not own.end_session(viewer, session_id=foreign.pk)
        assert own.end_session(viewer, session_id=there.pk)
        assert not own.end_session(viewer, session_id=there.pk)
        assert own.end_other_sessions(viewer, keep=here.session_key) == 1
        assert own.end_other_sessions(viewer, keep=here.session_key) == 0
        assert set(UserSession.objects.all()) == {here, foreign}
        running = set(Session.objects.values_list("session_key", flat=True))
        assert {here.session_key, foreign.session_key} <= running
        assert not {there.session_key, further.session_key} & running
        assert kept() == [("session-ended", {}), ("session-ended", {"sessions": 1})]


class TestHouse:
    def test_settings_offices_and_days(self, cast: Cast, group: Group) -> None:
        viewer = cast.administrator.viewer
        house.change_group(viewer, seen_version=group.version, name="Another House", escalation_days=3)
        week = [house.Opening(0, time(9), time(17)), house.Opening(2, time(9), time(12))]
        office = house.keep_office(viewer, office=None, name="Old town", area="Fatih", phone="", openings=week)
        assert house.keep_office(viewer, office=None, name="Old town", area="Fatih", phone="", openings=week) == office
        other = house.keep_office(viewer, office=None, name="Harbour", area="", phone="")
        house.close_office(viewer, office=office, today=date(2026, 5, 1))
        day = house.announce_day(viewer, day=date(2026, 5, 2), closed=True, name="Move")
        assert house.announce_day(viewer, day=date(2026, 5, 2), closed=False, name="Move").id == day.id
        house.withdraw_day(viewer, local_day=LocalDay.objects.get())
        assert kept() == [
            ("group-changed", {"settings": ["escalation_days", "name"]}),
            ("office-changed", {}),
            ("office-changed", {"openings": 2}),
            ("office-changed", {}),
            ("office-changed", {"closed": True}),
            ("local-day-changed", {"day": "2026-05-02", "closed": True}),
            ("local-day-changed", {"day": "2026-05-02", "closed": False}),
            ("local-day-changed", {"day": "2026-05-02", "withdrawn": True}),
        ]
        assert list(Office.objects.filter(closed_on__isnull=True)) == [other]
        assert OfficeHours.objects.filter(office=office).count() == 2
        assert LocalDay.objects.count() == 0

    def test_another_of_the_same_name_and_the_last_one(self, cast: Cast) -> None:
        viewer = cast.administrator.viewer
        office = house.keep_office(viewer, office=None, name="Old town", area="Fatih", phone="1")
        for area, phone in (("Fatih", "2"), ("Aksaray", "1")):
            with pytest.raises(Impossible, match="Another office"):
                house.keep_office(viewer, office=None, name="Old town", area=area, phone=phone)
        week = [house.Opening(1, time(8), time(9))]
        with pytest.raises(Impossible, match="Another office"):
            house.keep_office(viewer, office=None, name="Old town", area="Fatih", phone="1", openings=week)
        with pytest.raises(Impossible, match="only office"):
            house.close_office(viewer, office=office, today=date(2026, 5, 1))
        seen = house.as_kept(office)
        house.keep_office(viewer, office=office, name="Old town", area="Fatih", phone="9", seen=seen)
        assert house.as_kept(Office.objects.get(id=office.id)) != seen
        with pytest.raises(house.OfficeMoved):
            house.keep_office(viewer, office=office, name="New town", area="", phone="", seen=seen)


class TestGrants:
    def test_given_closed_and_not_opened_again(self, cast: Cast) -> None:
        subject, origin = case_of(), Lending().id
        coordinator = cast.coordinator.viewer

        def give() -> list[Grant]:
            return grants.give(
                coordinator,
                member=cast.volunteer.member,
                subjects=[subject],
                compartments=[GENERAL, RESTRICTED],
                source=Grant.Source.ASSIGNMENT,
                origin=origin,
                reason="C-0001",
            )

        open_, waits = give()
        assert give() == []
        about = {"member": id_of(cast.volunteer), "source": "assignment"}
        assert kept() == [("grant-given", {**about, "waits": False}), ("grant-given", {**about, "waits": True})]
        assert [(row.subject_id, row.compartment, row.object_id) for row in Entry.objects.order_by("at", "id")] == [
            (subject.id, "general", open_.id),
            (subject.id, "restricted", waits.id),
        ]
        assert told(cast.volunteer) == [("grant-asked", {"grant": str(waits.id)})]
        assert told(cast.guardian) == [("grant-waits", {"grant": str(waits.id)})]
        grants.end_grant(cast.guardian.viewer, grant=open_)
        assert kept(2) == [("grant-ended", about)]
        assert told(cast.volunteer)[-1] == told(cast.coordinator)[-1] == ("grant-closed", {"grant": str(open_.id)})
        with pytest.raises(Impossible, match="in the meantime"):
            grants.end_grant(cast.guardian.viewer, grant=open_)
        assert give() == []
        grants.confirm_grant(cast.guardian.viewer, grant=waits)
        assert kept(3) == [("grant-confirmed", about)]
        with pytest.raises(Impossible, match="in the meantime"):
            grants.refuse_grant(cast.guardian.viewer, grant=waits)
        with pytest.raises(Impossible, match="in the meantime"):
            grants.confirm_grant(cast.guardian.viewer, grant=waits)

    def test_ended_by_origin_on_some_files_or_of_one_member(self, cast: Cast) -> None:
        one, other, origin = case_of(), case_of(), Lending().id
        for player in (cast.volunteer, cast.caseworker):
            grants.give(
                cast.coordinator.viewer,
                member=player.member,
                subjects=[one, other],
                compartments=[GENERAL],
                source=Grant.Source.ASSIGNMENT,
                origin=origin,
            )
        since = len(kept())
        assert grants.end(None, origin=origin, subjects=[one], member=cast.volunteer.member) == 1
        assert kept(since) == [("grant-ended", {"member": id_of(cast.volunteer), "source": "assignment"})]
        assert grants.end(None, origin=origin, subjects=[one]) == 1
        assert grants.end(None, origin=origin, member=cast.volunteer.member) == 1
        assert grants.end(None, origin=Lending().id) == 0
        assert grants.end_all_of(None, member=cast.caseworker.member) == 1
        assert not Grant.objects.filter(ended_at__isnull=True).exists()


class TestLending:
    def test_lent_ended_and_over(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        lent = lending.lend(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subject=subject,
            parts=[GENERAL],
            purpose="interprets today",
            lasts=timedelta(hours=2),
        )
        about = {"member": id_of(cast.volunteer), "kind": "given", "until": lent.until.isoformat()}
        assert kept()[-1] == ("file-lent", about)
        assert (lent.until - lent.begun_at, lent.parts, lent.purpose) == (
            timedelta(hours=2),
            ["general"],
            "interprets today",
        )
        assert told(cast.volunteer) == [("lent", {"lending": str(lent.id)})]
        assert told(cast.caseworker) == [("lent-of-yours", {"lending": str(lent.id), "file": str(subject.id)})]
        since = len(kept())
        lending.end(cast.coordinator.viewer, lending=lent)
        assert in_any_order(kept(since)) == in_any_order(
            [("grant-ended", {"member": id_of(cast.volunteer), "source": "coordinator"}), ("lending-ended", about)]
        )
        assert told(cast.volunteer)[-1] == ("lending-ended", {"lending": str(lent.id)})

    def test_an_emergency_is_told_and_reviewed(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        opened = lending.open_in_emergency(
            cast.off_caseworker.viewer,
            subject=subject,
            part=GENERAL,
            reason="called at night",
            lasts=timedelta(minutes=30),
        )
        about = {"member": id_of(cast.off_caseworker), "kind": "emergency", "until": opened.until.isoformat()}
        assert ("emergency-opened", about) in kept()
        assert told(cast.guardian) == [("emergency", {"lending": str(opened.id)})]
        assert told(cast.caseworker) == [("emergency-of-yours", {"lending": str(opened.id), "file": str(subject.id)})]
        guardian = cast.guardian.viewer
        with pytest.raises(Impossible, match="still stands open"):
            lending.review(guardian, lending=opened, outcome=Lending.Outcome.IN_ORDER, said="")
        lending.end(cast.off_caseworker.viewer, lending=opened)
        with pytest.raises(Impossible, match="not in order"):
            lending.review(guardian, lending=opened, outcome=Lending.Outcome.NOT_IN_ORDER, said="  ")
        waiting, reviewed = lendings.emergencies(guardian)
        assert ([each.row.id for each in waiting], reviewed) == ([opened.id], [])
        lending.review(guardian, lending=opened, outcome=Lending.Outcome.NOT_IN_ORDER, said="nobody called")
        assert kept()[-1] == ("emergency-reviewed", {**about, "outcome": "not-in-order"})
        row = Lending.objects.get(id=opened.id)
        assert (row.outcome, row.review, row.reviewed_by) == ("not-in-order", "nobody called", cast.guardian.member)
        waiting, reviewed = lendings.emergencies(guardian)
        assert (waiting, [each.row.id for each in reviewed]) == ([], [opened.id])
        assert reviewed[0].file.number != ""
        assert told(cast.off_caseworker)[-1] == ("emergency-reviewed", {"lending": str(opened.id)})
        assert told(cast.caseworker)[-1] == (
            "emergency-reviewed",
            {"lending": str(opened.id), "file": str(subject.id)},
        )
        with pytest.raises(Impossible, match="in the meantime"):
            lending.review(guardian, lending=opened, outcome=Lending.Outcome.IN_ORDER, said="")

    def test_one_review_is_of_one_emergency(self, cast: Cast, group: Group) -> None:
        night = join(group, "night", roles.CASEWORKER)
        first, second = (
            lending.open_in_emergency(
                player.viewer, subject=case_of(), part=GENERAL, reason="called at night", lasts=timedelta(minutes=30)
            )
            for player in (cast.off_caseworker, night)
        )
        for player, opened in ((cast.off_caseworker, first), (night, second)):
            lending.end(player.viewer, lending=opened)
        lending.review(cast.guardian.viewer, lending=second, outcome=Lending.Outcome.IN_ORDER, said="")
        assert list(Lending.objects.filter(reviewed_at__isnull=False)) == [second]
        assert lendings.how_many_to_review(cast.guardian.viewer) == 1

    def test_what_is_over_is_written_down_once(self, cast: Cast) -> None:
        lent = lending.lend(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subject=case_of(),
            parts=[GENERAL],
            purpose="interprets today",
            lasts=timedelta(hours=2),
        )
        assert lending.note_those_over() == 0
        past = timezone.now() - timedelta(seconds=1)
        Lending.objects.filter(id=lent.id).update(until=past)
        since = len(kept())
        assert [lending.note_those_over(), lending.note_those_over()] == [1, 0]
        about = {"member": id_of(cast.volunteer), "kind": "given", "until": past.isoformat()}
        assert ("lending-over", about) in kept(since)
        assert len(kept(since)) == 2
        assert Lending.objects.get(id=lent.id).ended_at == past


class TestReading:
    def test_an_alarm_is_settled_by_another(self, cast: Cast) -> None:
        now = timezone.now()
        alarm = Alarm.objects.create(
            member=cast.caseworker.member, kind=Alarm.Kind.MANY, hour=reading.hour_of(now), at=now, shown=95
        )
        alarms.settle(cast.guardian.viewer, alarm=alarm)
        assert kept() == [("reading-alarm-settled", {"member": id_of(cast.caseworker), "kind": Alarm.Kind.MANY.value})]
        alarm.refresh_from_db()
        assert alarm.settled_by == cast.guardian.member
        with pytest.raises(Impossible, match="in the meantime"):
            alarms.settle(cast.guardian.viewer, alarm=alarm)

    def test_a_lock_and_its_end(self, cast: Cast) -> None:
        viewer, subject = cast.caseworker.viewer, case_of()
        hour = reading.hour_of(timezone.now())
        FileShown.objects.create(member=viewer.member, hour=hour, subject=subject, at=timezone.now())
        earlier = FileShown.objects.create(
            member=viewer.member, hour=hour - timedelta(hours=3), subject=subject, at=timezone.now()
        )
        reading.lock(viewer, 400)
        reading.lock(viewer, 401)
        about = {"member": id_of(cast.caseworker), "kind": Alarm.Kind.LOCKED.value, "shown": 400}
        assert kept() == [("account-locked", about)]
        alarm = Alarm.objects.get()
        assert told(cast.guardian) == [("reading-alarm", {"alarm": str(alarm.id)})]
        assert not Account.objects.get(id=viewer.account.id).is_active
        alarms.settle(cast.guardian.viewer, alarm=alarm)
        assert [kind for kind, _about in kept(1)] == ["reading-alarm-settled", "account-unlocked"]
        assert Account.objects.get(id=viewer.account.id).is_active
        assert list(FileShown.objects.all()) == [earlier]
        assert told(cast.caseworker) == [("account-unlocked", {})]

    def test_limits_are_in_order_and_told(self, cast: Cast) -> None:
        viewer = cast.administrator.viewer
        numbers = {"slow_at": 20, "alarm_at": 20, "lock_at": 2000, "times_usual": 4}
        alarms.set_limits(viewer, **numbers)
        assert kept() == [("reading-limits-changed", numbers)]
        assert told(cast.guardian) == [("reading-limits", {"member": id_of(cast.administrator)})]
        found = reading.limits()
        assert {name: getattr(found, name) for name in numbers} == numbers
        for wrong in ({"slow_at": 19}, {"slow_at": 21}, {"alarm_at": 2001}, {"lock_at": 2001}):
            with pytest.raises(Impossible, match="in this order"):
                alarms.set_limits(viewer, **{**numbers, **wrong})

    def test_a_list_taken_out_is_counted_for_the_one_who_takes_it(self, cast: Cast, rf: Any) -> None:
        alarms.set_limits(cast.administrator.viewer, slow_at=20, alarm_at=20, lock_at=40, times_usual=4)
        hour, subjects = reading.hour_of(timezone.now()), [case_of() for _ in range(19)]
        for subject in subjects:
            FileShown.objects.create(member=cast.volunteer.member, hour=hour, subject=subject, at=timezone.now())
        further = {case_of().id for _ in range(19)}
        with reading.watched(rf.post("/")):
            reading.taken_out(cast.coordinator.viewer, further)
            assert not Alarm.objects.exists()
            FileShown.objects.create(member=cast.coordinator.member, hour=hour, subject=subjects[0], at=timezone.now())
            reading.taken_out(cast.coordinator.viewer, further)
        alarm = Alarm.objects.get()
        assert (alarm.member, alarm.kind, alarm.shown) == (cast.coordinator.member, Alarm.Kind.MANY, 20)
        assert kept()[-1] == (
            "reading-alarm",
            {"member": id_of(cast.coordinator), "kind": Alarm.Kind.MANY.value, "shown": 20},
        )


def test_hidden_and_shown_again(cast: Cast) -> None:
    subject = case_of(cast.caseworker)
    hiding.hide(cast.guardian.viewer, subject=subject, reason="her brother asks")
    hiding.hide(cast.guardian.viewer, subject=subject)
    assert Subject.objects.get(id=subject.id).hidden
    hiding.unhide(cast.caseworker.viewer, subject=subject)
    assert kept() == [("file-hidden", {}), ("file-shown", {})]
    assert [row.subject_id for row in Entry.objects.all()] == [subject.id, subject.id]
    assert not Subject.objects.get(id=subject.id).hidden


def test_a_decoy_is_made_and_taken_away(cast: Cast) -> None:
    guardian = cast.guardian.viewer
    decoy = decoys.make(
        guardian, invented=decoys.Invented(name="Nobody Atall", nationality="SD", registrar=cast.reception.member)
    )
    decoys.take_away(guardian, decoy=decoy)
    with pytest.raises(Impossible, match="in the meantime"):
        decoys.take_away(guardian, decoy=decoy)
    kinds = [kind for kind, _about in kept()]
    assert kinds[0] in ("decoy-made", "person-registered")
    assert kinds[-2:] == ["file-hidden", "decoy-ended"]
    assert decoy.made_by == guardian.member
