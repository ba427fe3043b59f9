"""Parts of a file for some hours: what opens, to whom, who knows, and that nothing is left when the time is over."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.cases import actions, queries
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, lending_rights, policy, roles, words
from jiwar.foundation.access.actions import hiding, lending, member_roles, members
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED, Compartment
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant, Lending, MemberRole, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.queries import lendings
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from tests.casework.cases.conftest import PRIVILEGED
from tests.cast import Cast, Player, give_in_force, join

HOURS = timedelta(hours=4)
PURPOSE = "Interprets at the clinic today."


def lend(
    cast: Cast,
    case: Case,
    to: Player | None = None,
    parts: tuple[Compartment, ...] = (GENERAL,),
    of_people: tuple[Compartment, ...] = (),
    **more: Any,
) -> Lending:
    return lending.lend(
        cast.coordinator.viewer,
        member=(to or cast.volunteer).member,
        subject=case.subject,
        parts=parts,
        of_people=of_people,
        **{"purpose": PURPOSE, "lasts": HOURS, **more},
    )


def is_open(player: Player, case: Case, part: Compartment = GENERAL) -> bool:
    return policy.decide(player.viewer, can.WORK_ON_FILES, subject=case.subject, compartment=part).allowed


def over(lent: Lending) -> None:
    """As if its hours had passed until this moment."""
    now = timezone.now()
    Grant.objects.filter(origin=lent.id).update(until=now)
    Lending.objects.filter(id=lent.id).update(until=now)


def told(player: Player) -> list[str]:
    return list(Word.objects.filter(member=player.member).order_by("at").values_list("kind", flat=True))


class TestOpening:
    def test_the_part_stands_open_and_no_other(self, cast: Cast, case: Case) -> None:
        assert not is_open(cast.volunteer, case)
        lend(cast, case)
        assert is_open(cast.volunteer, case)
        assert not is_open(cast.volunteer, case, RESTRICTED)
        assert cast.volunteer.client.get(reverse("cases:case", args=[case.id])).status_code == 200

    def test_of_the_people_on_it_only_what_was_chosen(self, cast: Cast, case: Case) -> None:
        (person,) = (each.person for each in queries.page(cast.caseworker.viewer, case).people)
        lend(cast, case, parts=(), of_people=(IDENTITY,))
        viewer = cast.volunteer.viewer
        assert policy.opened_compartments(viewer, person.subject) == {IDENTITY}
        assert cast.volunteer.client.get(reverse("cases:case", args=[case.id])).status_code == 404
        assert cast.volunteer.client.get(reverse("people:person", args=[person.id])).status_code == 200

    @pytest.mark.parametrize("lasts", [timedelta(), timedelta(hours=-1), timedelta(hours=10, seconds=1)])
    def test_it_ends_after_ten_hours_at_the_latest(self, cast: Cast, case: Case, lasts: timedelta) -> None:
        with pytest.raises(Impossible):
            lend(cast, case, lasts=lasts)
        assert not Grant.objects.filter(source=Grant.Source.COORDINATOR).exists()

    def test_it_is_for_something(self, cast: Cast, case: Case) -> None:
        for purpose in ("", "x", "         \n"):
            with pytest.raises(Impossible):
                lend(cast, case, purpose=purpose)
        with pytest.raises(Impossible):
            lend(cast, case, parts=())

    def test_only_who_gives_cases_away_gives_parts(self, cast: Cast, case: Case) -> None:
        for player in (cast.reception, cast.caseworker, cast.administrator, cast.guardian, cast.off_caseworker):
            with pytest.raises((Refused, NotThere)):
                lending.lend(
                    player.viewer,
                    member=cast.volunteer.member,
                    subject=case.subject,
                    parts=[GENERAL],
                    purpose=PURPOSE,
                    lasts=HOURS,
                )

    def test_only_to_who_works_on_files(self, cast: Cast, case: Case) -> None:
        for player in (cast.reception, cast.administrator, cast.guardian, cast.coordinator):
            with pytest.raises(Impossible):
                lend(cast, case, to=player)

    def test_a_hidden_file_is_not_there_to_be_given(self, cast: Cast, case: Case) -> None:
        hiding.hide(cast.caseworker.viewer, subject=case.subject)
        case.subject.refresh_from_db()
        with pytest.raises(NotThere):
            lend(cast, case)

    def test_a_guarded_part_waits_for_whoever_has_no_role_for_it(self, cast: Cast, case: Case) -> None:
        lend(cast, case, parts=(GENERAL, RESTRICTED, PRIVILEGED))
        assert is_open(cast.volunteer, case)
        assert not is_open(cast.volunteer, case, RESTRICTED)
        waiting = Grant.objects.get(member=cast.volunteer.member, compartment=RESTRICTED.code)
        assert told(cast.guardian).count(words.GRANT_WAITS) == 2
        page = cast.guardian.client.get(reverse("access:guardian")).content.decode()
        assert PURPOSE in page
        grants.confirm_grant(cast.guardian.viewer, grant=waiting)
        assert is_open(cast.volunteer, case, RESTRICTED)

    def test_what_a_coordinator_opens_to_themselves_waits_where_it_is_guarded(self, cast: Cast, case: Case) -> None:
        give_in_force(cast.coordinator.member, roles.CASEWORKER)
        lend(cast, case, to=cast.coordinator, parts=(GENERAL, RESTRICTED))
        assert is_open(cast.coordinator, case)
        assert not is_open(cast.coordinator, case, RESTRICTED)

    def test_the_word_comes_too_late_when_the_hours_are_over(self, cast: Cast, case: Case) -> None:
        lent = lend(cast, case, parts=(RESTRICTED,))
        over(lent)
        with pytest.raises(Impossible):
            grants.confirm_grant(cast.guardian.viewer, grant=Grant.objects.get(origin=lent.id))
        assert "Parts of files" not in cast.guardian.client.get(reverse("access:guardian")).content.decode()

    def test_member_and_holders_are_told_and_it_is_kept(self, cast: Cast, case: Case) -> None:
        lent = lend(cast, case)
        assert words.LENT in told(cast.volunteer)
        assert words.LENT_OF_YOURS in told(cast.caseworker)
        entry = Entry.objects.get(kind="file-lent", object_id=lent.id)
        assert entry.reason.text == PURPOSE
        assert PURPOSE not in str(entry.about)
        day = cast.caseworker.client.get("/").content.decode()
        assert reverse("access:opened", args=[case.subject_id]) in day

    def test_what_was_opened_of_the_people_is_seen_from_the_case(self, cast: Cast, case: Case) -> None:
        (person,) = (each.person for each in queries.page(cast.caseworker.viewer, case).people)
        lend(cast, case, parts=(), of_people=(IDENTITY,))
        for player in (cast.caseworker, cast.guardian):
            (row,) = [row for row in lendings.open_to(player.viewer, case.subject) if row.lending]
            assert [(part.grant.subject_id, part.elsewhere) for part in row.parts] == [
                (person.subject_id, person.written_number)
            ]
            assert row.may_end
        (mine,) = lendings.open_to_me(cast.volunteer.viewer)
        assert [file.number for file in mine.files] == [person.written_number]

    def test_who_holds_a_person_by_another_case_is_told_and_may_end_it(self, cast: Cast, case: Case) -> None:
        (person,) = (each.person for each in queries.page(cast.caseworker.viewer, case).people)
        other = actions.open_case(cast.off_caseworker.viewer, person=person, asks="A school.")
        actions.assign(cast.coordinator.viewer, case=other, member=cast.off_caseworker.member)
        lent = lend(cast, case, of_people=(IDENTITY,))
        assert words.LENT_OF_YOURS in told(cast.off_caseworker)
        shown = cast.off_caseworker.client.get("/").content.decode()
        assert reverse("access:opened", args=[person.subject_id]) in shown
        lending.end(cast.off_caseworker.viewer, lending=lent)
        assert not is_open(cast.volunteer, case)

    def test_a_form_sent_twice_opens_once_and_another_opens_more(self, cast: Cast, case: Case) -> None:
        token = uuid4()
        assert lend(cast, case, token=token) == lend(cast, case, token=token)
        assert lend(cast, case, of_people=(GENERAL,), token=uuid4()).parts == ["general"]
        assert Lending.objects.count() == 2

    def test_holders_read_who_may_open_it_and_what_for(self, cast: Cast, group: Group, case: Case) -> None:
        lend(cast, case)
        address = reverse("access:opened", args=[case.subject_id])
        for player in (cast.caseworker, cast.coordinator, cast.guardian):
            page = player.client.get(address).content.decode()
            assert "Volunteer" in page
            assert PURPOSE in page
        another = lendings.open_to(join(group, "another coordinator", roles.COORDINATOR).viewer, case.subject)
        assert [each.purpose for each in another if each.lending] == [""], "who did not give it reads no content"
        assert cast.off_caseworker.client.get(address).status_code == 403
        assert cast.volunteer.client.get(address).status_code == 403
        assert cast.administrator.client.get(address).status_code == 404


class TestEnding:
    def test_the_part_closes_in_the_second_its_time_is_over(self, cast: Cast, case: Case) -> None:
        """[A11] Nothing has to run for it: the policy asks the time."""
        lent, browser = lend(cast, case), cast.volunteer.client
        assert browser.get(reverse("cases:case", args=[case.id])).status_code == 200
        over(lent)
        assert not is_open(cast.volunteer, case)
        assert browser.get(reverse("cases:case", args=[case.id])).status_code == 404

    @pytest.mark.parametrize("who", ["coordinator", "volunteer", "caseworker", "guardian"])
    def test_giver_member_holder_and_guardian_end_it(self, cast: Cast, case: Case, who: str) -> None:
        lent, browser = lend(cast, case), cast.volunteer.client
        assert browser.get(reverse("cases:case", args=[case.id])).status_code == 200
        answer = cast.everyone()[who].client.post(reverse("access:end-lending", args=[lent.id]))
        assert answer.status_code == 302
        assert browser.get(reverse("cases:case", args=[case.id])).status_code == 404
        lent.refresh_from_db()
        assert lent.ended_by == cast.everyone()[who].member
        assert Entry.objects.filter(kind="lending-ended", object_id=lent.id).count() == 1

    @pytest.mark.parametrize("who", ["off_caseworker", "reception", "administrator", "stranger"])
    def test_for_others_there_is_nothing_to_end(self, cast: Cast, case: Case, who: str) -> None:
        lent = lend(cast, case)
        assert cast.everyone()[who].client.post(reverse("access:end-lending", args=[lent.id])).status_code == 404
        assert is_open(cast.volunteer, case)

    def test_it_ends_once(self, cast: Cast, case: Case) -> None:
        lent = lend(cast, case)
        lending.end(cast.coordinator.viewer, lending=lent)
        with pytest.raises(Impossible):
            lending.end(cast.guardian.viewer, lending=lent)

    def test_what_stands_open_for_another_reason_stays(self, cast: Cast, case: Case) -> None:
        actions.assign(cast.coordinator.viewer, case=case, member=cast.volunteer.member, lead=False)
        lending.end(cast.coordinator.viewer, lending=lend(cast, case))
        assert is_open(cast.volunteer, case)

    def test_it_ends_with_the_role_and_with_the_membership(self, cast: Cast, case: Case) -> None:
        lend(cast, case)
        lend(cast, case, to=cast.off_caseworker)
        held = MemberRole.objects.get(member=cast.volunteer.member)
        member_roles.end_role(cast.administrator.viewer, row=held)
        assert not Grant.objects.filter(member=cast.volunteer.member, ended_at__isnull=True).exists()
        members.end_membership(cast.administrator.viewer, member=cast.off_caseworker.member)
        assert not lending_rights.running().exists()

    def test_nothing_of_it_remains_in_the_lists(self, cast: Cast, case: Case) -> None:
        actions.write_note(cast.caseworker.viewer, case=case, text="What the clinic said")
        pages = ["/", *map(reverse, ("cases:list", "cases:own-tasks", "appointments:week", "access:me"))]
        browser = cast.volunteer.client
        number = case.written_number
        lent = lend(cast, case, of_people=(GENERAL,))
        assert number in browser.get("/").content.decode()
        actions.add_task(cast.caseworker.viewer, case=case, title="Go along", owner=None)
        over(lent)
        for page in pages:
            shown = browser.get(page).content.decode()
            assert number not in shown, page
            assert str(case.id) not in shown, page
        assert lendings.open_to_me(cast.volunteer.viewer) == []
        assert queries.my_cases(cast.volunteer.viewer).lines == []

    def test_the_background_writes_down_what_is_over(self, cast: Cast, case: Case) -> None:
        lent = lend(cast, case)
        assert lending.note_those_over() == 0
        over(lent)
        assert lending.note_those_over() == 1
        assert lending.note_those_over() == 0
        lent.refresh_from_db()
        assert lent.ended_at == lent.until
        assert Entry.objects.filter(kind="lending-over", object_id=lent.id, member_id=None).count() == 1


class TestClosingOnePart:
    def test_the_guardian_closes_one_part_to_one_member(self, cast: Cast, case: Case) -> None:
        actions.assign(cast.coordinator.viewer, case=case, member=cast.off_caseworker.member, lead=False)
        row = Grant.objects.get(subject=case.subject, member=cast.off_caseworker.member, compartment=GENERAL.code)
        address = reverse("access:opened", args=[case.subject_id])
        for player in (cast.caseworker, cast.coordinator):
            assert player.client.post(address, {"grant": row.id}).status_code == 403
        assert cast.guardian.client.post(address, {"grant": row.id}).status_code == 302
        assert not is_open(cast.off_caseworker, case)
        assert is_open(cast.off_caseworker, case, RESTRICTED)
        assert is_open(cast.caseworker, case)
        assert words.GRANT_CLOSED in told(cast.off_caseworker)
        assert words.GRANT_CLOSED in told(cast.coordinator)

    def test_changing_the_assignment_does_not_open_it_again(self, cast: Cast, case: Case) -> None:
        actions.assign(cast.coordinator.viewer, case=case, member=cast.off_caseworker.member, lead=False)
        row = Grant.objects.get(subject=case.subject, member=cast.off_caseworker.member, compartment=GENERAL.code)
        grants.end_grant(cast.guardian.viewer, grant=row)
        actions.assign(cast.coordinator.viewer, case=case, member=cast.off_caseworker.member, lead=True)
        assert not is_open(cast.off_caseworker, case)
        with pytest.raises(Impossible):
            grants.end_grant(cast.guardian.viewer, grant=row)

    def test_a_grant_of_another_file_is_not_there(self, cast: Cast, case: Case) -> None:
        (person,) = (each.person for each in queries.page(cast.caseworker.viewer, case).people)
        row = Grant.objects.get(subject=person.subject, member=cast.caseworker.member, compartment=GENERAL.code)
        address = reverse("access:opened", args=[case.subject_id])
        assert cast.guardian.client.post(address, {"grant": row.id}).status_code == 404
        assert cast.guardian.client.post(address, {"grant": "none"}).status_code == 404

    def test_the_guardian_finds_the_page_by_the_number(self, cast: Cast, case: Case) -> None:
        sent = {"do": "find", "number": case.written_number, "to": "opened"}
        answer = cast.guardian.client.post(reverse("access:guardian"), sent)
        assert answer["location"] == reverse("access:opened", args=[case.subject_id])


def test_through_the_pages(cast: Cast, case: Case) -> None:
    browser = cast.coordinator.client
    address = reverse("access:lend", args=[case.subject_id])
    assert address in browser.get(reverse("access:opened", args=[case.subject_id])).content.decode()
    sent = {"member": cast.volunteer.member.id, "parts": ["general"], "hours": "2", "purpose": PURPOSE}
    assert b"Choose at least one part." in browser.post(address, {**sent, "parts": []}).content
    assert browser.post(address, {**sent, "hours": "11"}).status_code == 200
    assert browser.post(address, {**sent, "parts": ["identity"]}).status_code == 200
    assert not Lending.objects.exists()
    assert browser.post(address, sent).status_code == 302
    lent = Lending.objects.get()
    assert lent.until - lent.begun_at == timedelta(hours=2)
    page = cast.volunteer.client.get("/").content.decode()
    assert reverse("cases:case", args=[case.id]) in page
    assert reverse("access:end-lending", args=[lent.id]) in page
