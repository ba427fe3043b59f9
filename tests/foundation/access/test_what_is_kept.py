"""What each act leaves behind: in the audit exactly these entries, to those concerned exactly these words.

The audit is read years later, by somebody who knows only what stands in it: whom it was about, and what of it.
"""

from datetime import date, time
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from jiwar.foundation.access import roles
from jiwar.foundation.access.actions import house, member_roles, members, own, resets
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Membership, ResetRequest, Word
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group, LocalDay, Office, OfficeHours
from tests.cast import Cast
from tests.foundation.access.telling import id_of, kept, told

Kind = ResetRequest.Kind


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

    def test_what_was_ended_is_given_again_as_another(self, cast: Cast) -> None:
        giver = cast.administrator.viewer
        first = member_roles.give_role(giver, member=cast.reception.member, role=roles.VOLUNTEER)
        member_roles.end_role(giver, row=first)
        second = member_roles.give_role(giver, member=cast.reception.member, role=roles.VOLUNTEER)
        assert first.id != second.id
        first.refresh_from_db()
        assert (first.ended_at is None, second.ended_at is None) == (False, True)
        assert roles.VOLUNTEER in cast.reception.viewer.roles

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

    def test_a_wish_of_nobody_is_nothing(self, cast: Cast) -> None:
        Account.objects.filter(id=cast.volunteer.account.id).update(is_active=False)
        Membership.objects.filter(id=cast.reception.member.id).update(ended_at=timezone.now())
        for account in (uuid4(), cast.volunteer.account.id, cast.reception.account.id):
            resets.keep_wish.call(str(account), "password")
        assert (kept(), ResetRequest.objects.count(), Word.objects.count()) == ([], 0, 0)

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
