"""What one person cannot do alone: roles, grants and resets need another, who is neither giver nor receiver."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from jiwar.foundation.access import events, grants, roles, words
from jiwar.foundation.access.actions import member_roles, members, resets
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant, MemberRole, ResetRequest, Word
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.jobs import queue
from jiwar.foundation.vault.models import Subject
from tests.cast import PASSWORD, Cast, OutsideClient, Player, give_in_force, join
from tests.foundation.access.signing_in import give_code, give_password, is_in

Kind = ResetRequest.Kind


@pytest.fixture
def second_guardian(group: Group, cast: Cast) -> Player:
    return join(group, "second guardian", roles.DATA_GUARDIAN)


def why(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.decision.code


def told(player: Player) -> list[str]:
    return list(Word.objects.filter(member=player.member).order_by("at").values_list("kind", flat=True))


def audited() -> list[str]:
    return list(Entry.objects.order_by("at").values_list("kind", flat=True))


def wish(said: str) -> None:
    """Said signed out, and taken up by the worker."""
    OutsideClient().post(reverse("access:cannot-sign-in"), {"who": said, "kind": "password"})
    while queue.run_next("test"):
        pass


class TestRoles:
    def test_a_role_that_reaches_guarded_data_gives_nothing_until_agreed(self, cast: Cast) -> None:
        row = member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.CASEWORKER)
        assert cast.reception.viewer.roles == (roles.RECEPTION,)
        member_roles.confirm_role(cast.guardian.viewer, row=row)
        assert set(cast.reception.viewer.roles) == {roles.RECEPTION, roles.CASEWORKER}
        assert told(cast.reception) == [words.ROLE_GIVEN, words.ROLE_CONFIRMED]
        assert told(cast.guardian) == [words.ROLE_WAITS]
        assert audited() == ["role-given", "role-confirmed"]

    def test_a_plain_role_counts_at_once(self, cast: Cast) -> None:
        member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.VOLUNTEER)
        assert set(cast.reception.viewer.roles) == {roles.RECEPTION, roles.VOLUNTEER}
        assert told(cast.guardian) == []

    @pytest.mark.parametrize("role", [roles.COORDINATOR, roles.CASEWORKER, roles.ADMINISTRATOR, roles.DATA_GUARDIAN])
    def test_whoever_decides_who_reaches_data_is_agreed_to(self, role: roles.Role) -> None:
        assert role.needs_second_person

    def test_nobody_gives_a_role_to_themselves(self, cast: Cast) -> None:
        with pytest.raises(Refused) as refused:
            member_roles.give_role(cast.administrator.viewer, member=cast.administrator.member, role=roles.VOLUNTEER)
        assert why(refused) == "second-person"

    def test_the_giver_cannot_agree(self, cast: Cast) -> None:
        give_in_force(cast.administrator.member, roles.DATA_GUARDIAN)
        row = member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.CASEWORKER)
        for act in (member_roles.confirm_role, member_roles.refuse_role):
            with pytest.raises(Refused) as refused:
                act(cast.administrator.viewer, row=row)
            assert why(refused) == "second-person"

    def test_the_receiver_cannot_agree(self, cast: Cast) -> None:
        row = member_roles.give_role(cast.administrator.viewer, member=cast.guardian.member, role=roles.ADMINISTRATOR)
        with pytest.raises(Refused) as refused:
            member_roles.confirm_role(cast.guardian.viewer, row=row)
        assert why(refused) == "second-person"

    def test_nobody_but_a_guardian_agrees(self, cast: Cast) -> None:
        row = member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.CASEWORKER)
        for name in ("reception", "caseworker", "coordinator", "volunteer"):
            with pytest.raises(Refused) as refused:
                member_roles.confirm_role(cast.everyone()[name].viewer, row=row)
            assert why(refused) == "no-capability"

    def test_refused_it_never_counts_and_both_are_told(self, cast: Cast) -> None:
        row = member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.CASEWORKER)
        member_roles.refuse_role(cast.guardian.viewer, row=row)
        assert cast.reception.viewer.roles == (roles.RECEPTION,)
        assert told(cast.administrator) == [words.ROLE_ENDED]
        assert told(cast.reception) == [words.ROLE_GIVEN, words.ROLE_ENDED]

    def test_it_is_decided_once(self, cast: Cast, second_guardian: Player) -> None:
        row = member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.CASEWORKER)
        member_roles.refuse_role(cast.guardian.viewer, row=row)
        with pytest.raises(Impossible):
            member_roles.confirm_role(second_guardian.viewer, row=row)
        assert cast.reception.viewer.roles == (roles.RECEPTION,)

    def test_a_role_held_is_not_given_again(self, cast: Cast) -> None:
        with pytest.raises(Impossible):
            member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.RECEPTION)

    def test_an_ended_role_is_gone_at_the_next_request(self, cast: Cast) -> None:
        browser = cast.coordinator.client
        assert browser.get(reverse("access:members")).status_code == 200
        (held,) = MemberRole.objects.filter(member=cast.coordinator.member)
        member_roles.end_role(cast.administrator.viewer, row=held)
        assert browser.get(reverse("access:members")).status_code == 403

    @pytest.mark.parametrize("name", ["administrator", "guardian"])
    def test_the_last_one_stays(self, cast: Cast, name: str) -> None:
        player = cast.everyone()[name]
        (held,) = MemberRole.objects.filter(member=player.member)
        with pytest.raises(Impossible):
            member_roles.end_role(cast.administrator.viewer, row=held)
        with pytest.raises(Impossible):
            members.end_membership(cast.administrator.viewer, member=player.member)
        player.member.refresh_from_db()
        assert player.member.ended_at is None

    def test_one_of_two_may_go(self, cast: Cast, second_guardian: Player) -> None:
        members.end_membership(cast.administrator.viewer, member=cast.guardian.member)
        assert words.members_in_role(roles.DATA_GUARDIAN) == [second_guardian.member]

    def test_one_that_waits_does_not_count_as_the_second(self, cast: Cast) -> None:
        member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.DATA_GUARDIAN)
        with pytest.raises(Impossible):
            members.end_membership(cast.administrator.viewer, member=cast.guardian.member)


class TestGrants:
    @pytest.fixture
    def case(self, cast: Cast) -> Subject:
        return Subject.objects.create(kind=Subject.Kind.CASE)

    def give(self, cast: Cast, case: Subject, to: Player) -> Grant:
        (grant,) = grants.give(
            cast.coordinator.viewer,
            member=to.member,
            subjects=[case],
            compartments=[RESTRICTED],
            source=Grant.Source.COORDINATOR,
        )
        return grant

    def test_a_guarded_part_waits_for_whoever_has_no_role_for_it(self, cast: Cast, case: Subject) -> None:
        assert self.give(cast, case, cast.volunteer).waits_for_second
        assert not self.give(cast, case, cast.caseworker).waits_for_second
        assert told(cast.guardian) == [words.GRANT_WAITS]

    def test_agreed_it_opens_and_both_are_told(self, cast: Cast, case: Subject) -> None:
        grant = self.give(cast, case, cast.volunteer)
        grants.confirm_grant(cast.guardian.viewer, grant=grant)
        grant.refresh_from_db()
        assert not grant.waits_for_second
        assert grant.confirmed_by == cast.guardian.member
        assert told(cast.volunteer) == [words.GRANT_ASKED, words.GRANT_CONFIRMED]
        assert told(cast.coordinator) == [words.GRANT_CONFIRMED]

    def test_neither_giver_nor_receiver_agrees(self, cast: Cast, case: Subject) -> None:
        give_in_force(cast.coordinator.member, roles.DATA_GUARDIAN)
        give_in_force(cast.volunteer.member, roles.DATA_GUARDIAN)
        grant = self.give(cast, case, cast.volunteer)
        for player in (cast.coordinator, cast.volunteer):
            for act in (grants.confirm_grant, grants.refuse_grant):
                with pytest.raises(Refused) as refused:
                    act(player.viewer, grant=grant)
                assert why(refused) == "second-person"

    def test_refused_it_stays_closed(self, cast: Cast, case: Subject, second_guardian: Player) -> None:
        grant = self.give(cast, case, cast.volunteer)
        grants.refuse_grant(cast.guardian.viewer, grant=grant)
        with pytest.raises(Impossible):
            grants.confirm_grant(second_guardian.viewer, grant=grant)
        assert told(cast.coordinator) == [words.GRANT_REFUSED]

    def test_the_guardian_closes_any(self, cast: Cast, case: Subject) -> None:
        grant = self.give(cast, case, cast.caseworker)
        with pytest.raises(Refused):
            grants.end_grant(cast.administrator.viewer, grant=grant)
        grants.end_grant(cast.guardian.viewer, grant=grant)
        grant.refresh_from_db()
        assert grant.ended_at is not None
        assert audited()[-1] == "grant-ended"

    def test_what_stood_on_a_role_waits_again_when_the_role_ends(self, cast: Cast, case: Subject) -> None:
        grant = self.give(cast, case, cast.caseworker)
        (plain,) = grants.give(
            cast.coordinator.viewer,
            member=cast.caseworker.member,
            subjects=[case],
            compartments=[GENERAL],
            source=Grant.Source.ASSIGNMENT,
        )
        (held,) = MemberRole.objects.filter(member=cast.caseworker.member)
        member_roles.end_role(cast.administrator.viewer, row=held)
        grant.refresh_from_db()
        plain.refresh_from_db()
        assert grant.waits_for_second
        assert not plain.waits_for_second
        assert told(cast.guardian) == [words.GRANT_WAITS]


class TestResets:
    def ask(self, cast: Cast, kind: ResetRequest.Kind = Kind.PASSWORD) -> ResetRequest:
        return resets.ask_reset(
            cast.administrator.viewer, member=cast.caseworker.member, kind=kind, reason="stood before me"
        )

    def test_the_way_of_a_password(self, cast: Cast) -> None:
        heard: list[events.SignInChanged] = []
        events.subscribe(events.SignInChanged, heard.append)
        browser = cast.caseworker.client
        request = self.ask(cast)
        assert is_in(browser), "asking alone changes nothing"
        resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        assert not is_in(browser)
        assert give_password(OutsideClient(), "caseworker").status_code == 200, "the old password is gone"
        request.refresh_from_db()
        secret = resets.hand_over_reset(cast.administrator.viewer, request=request)
        assert give_password(OutsideClient(), "caseworker", secret)["location"] == reverse("mfa_authenticate")
        with pytest.raises(Impossible):
            resets.hand_over_reset(cast.administrator.viewer, request=request)
        assert [event.member for event in heard] == [cast.caseworker.member]
        events.unsubscribe(events.SignInChanged, heard.append)
        assert told(cast.caseworker) == [words.RESET_ASKED, words.RESET_DECIDED]
        assert [kind for kind in audited() if "reset" in kind or "secret" in kind] == [
            "reset-asked",
            "reset-agreed",
            "secret-shown",
        ]

    def test_the_way_of_a_second_factor(self, cast: Cast) -> None:
        browser = cast.caseworker.client
        request = self.ask(cast, Kind.SECOND_FACTOR)
        resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        assert not is_in(browser)
        assert not Authenticator.objects.filter(user=cast.caseworker.account).exists()
        fresh = OutsideClient()
        give_password(fresh, "caseworker")
        assert fresh.get(reverse("access:me"))["location"] == reverse("mfa_index")

    def test_refused_nothing_changes(self, cast: Cast) -> None:
        browser = cast.caseworker.client
        request = self.ask(cast)
        resets.decide_reset(cast.guardian.viewer, request=request, agreed=False)
        assert is_in(browser)
        with pytest.raises(Impossible):
            resets.hand_over_reset(cast.administrator.viewer, request=request)
        assert give_password(OutsideClient(), "caseworker", PASSWORD).status_code == 302

    def test_who_asked_cannot_agree(self, cast: Cast) -> None:
        request = self.ask(cast)
        give_in_force(cast.administrator.member, roles.DATA_GUARDIAN)
        with pytest.raises(Refused) as refused:
            resets.decide_reset(cast.administrator.viewer, request=request, agreed=True)
        assert why(refused) == "second-person"

    def test_whom_it_is_about_cannot_agree(self, cast: Cast) -> None:
        request = resets.ask_reset(
            cast.administrator.viewer, member=cast.guardian.member, kind=Kind.PASSWORD, reason="called"
        )
        with pytest.raises(Refused) as refused:
            resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        assert why(refused) == "second-person"

    def test_an_administrator_does_not_ask_for_themselves(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            resets.ask_reset(
                cast.administrator.viewer, member=cast.administrator.member, kind=Kind.PASSWORD, reason="me"
            )

    def test_only_who_carries_it_is_shown_the_secret(self, cast: Cast, group: Group) -> None:
        other = join(group, "second administrator", roles.ADMINISTRATOR)
        request = self.ask(cast)
        resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        for player in (other, cast.guardian):
            with pytest.raises(Refused):
                resets.hand_over_reset(player.viewer, request=request)

    def test_a_wish_said_signed_out_is_carried_by_an_administrator_before_it_is_decided(self, cast: Cast) -> None:
        wish("caseworker")
        request = ResetRequest.objects.get()
        assert told(cast.administrator) == [words.RESET_WISHED]
        assert told(cast.caseworker) == [words.RESET_ASKED]
        with pytest.raises(Impossible):
            resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        carried = self.ask(cast)
        assert carried.id == request.id
        resets.decide_reset(cast.guardian.viewer, request=carried, agreed=True)
        assert ResetRequest.objects.get().agreed

    def test_a_guardian_alone_cannot_take_over_by_wishing(self, cast: Cast) -> None:
        wish("caseworker")
        request = ResetRequest.objects.get()
        with pytest.raises(Impossible):
            resets.decide_reset(cast.guardian.viewer, request=request, agreed=True)
        guardian = cast.guardian.viewer
        with pytest.raises(Refused):
            resets.ask_reset(guardian, member=cast.caseworker.member, kind=Kind.PASSWORD, reason="x")

    def test_a_wish_is_heard_once_and_for_nobody_not_at_all(self, cast: Cast) -> None:
        for said in ("caseworker", "CASEWORKER", "nobody.here", ""):
            wish(said)
        assert ResetRequest.objects.count() == 1
        assert told(cast.administrator) == [words.RESET_WISHED]

    def test_through_the_pages(self, cast: Cast) -> None:
        office, desk = cast.administrator.client, cast.guardian.client
        office.post(
            reverse("access:reset", args=[cast.caseworker.member.id]), {"kind": "password", "reason": "stood before me"}
        )
        page = desk.get(reverse("access:guardian")).content.decode()
        assert "stood before me" in page
        (asked,) = re.findall(r'name="what" value="([0-9a-f-]+)"', page)
        desk.post(reverse("access:guardian"), {"do": "reset", "what": asked, "word": "yes"})
        address = reverse("access:member", args=[cast.caseworker.member.id])
        assert "Show the secret, once" in office.get(address).content.decode()
        answer = office.post(address, {"do": "hand-over", "reset": asked})
        (secret,) = re.findall(r"([a-z2-9]{5}(?:-[a-z2-9]{5}){3})", answer.content.decode())
        assert answer.headers["Cache-Control"] == "no-store, private"
        fresh = OutsideClient()
        give_password(fresh, "caseworker", secret)
        give_code(fresh)
        assert fresh.get(reverse("access:me"))["location"] == reverse("account_change_password")


class TestSupervision:
    def test_rooms_above_hear_it_inside_the_transaction(self, cast: Cast) -> None:
        def fails(event: events.SupervisorChanged) -> None:
            raise RuntimeError("no grants could be written")

        events.subscribe(events.SupervisorChanged, fails)
        try:
            with pytest.raises(RuntimeError):
                members.set_supervisor(
                    cast.administrator.viewer, member=cast.caseworker.member, supervisor=cast.coordinator.member
                )
        finally:
            events.unsubscribe(events.SupervisorChanged, fails)
        cast.caseworker.member.refresh_from_db()
        assert cast.caseworker.member.supervisor is None

    def test_nobody_supervises_in_a_circle(self, cast: Cast) -> None:
        one, two = cast.caseworker.member, cast.off_caseworker.member
        members.set_supervisor(cast.administrator.viewer, member=one, supervisor=two)
        two.refresh_from_db()
        with pytest.raises(Impossible):
            members.set_supervisor(cast.administrator.viewer, member=two, supervisor=one)
        with pytest.raises(Impossible):
            members.set_supervisor(cast.administrator.viewer, member=one, supervisor=one)

    def test_an_administrator_does_not_open_files_to_themselves_by_supervising(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            members.set_supervisor(
                cast.administrator.viewer, member=cast.caseworker.member, supervisor=cast.administrator.member
            )

    def test_whoever_manages_members_opens_no_files_to_somebody_they_invited_alone(self, cast: Cast) -> None:
        """Roles without a second person's word make nobody a supervisor: supervising reads files."""
        invited = members.invite(
            cast.administrator.viewer, username="puppet", name="Puppet", held=[roles.VOLUNTEER, roles.CASEWORKER]
        )
        with pytest.raises(Impossible):
            members.set_supervisor(cast.administrator.viewer, member=cast.caseworker.member, supervisor=invited.member)
        waiting = MemberRole.objects.get(member=invited.member, role=roles.CASEWORKER.code)
        member_roles.confirm_role(cast.guardian.viewer, row=waiting)
        members.set_supervisor(cast.administrator.viewer, member=cast.caseworker.member, supervisor=invited.member)
        assert cast.caseworker.member.supervisor == invited.member
