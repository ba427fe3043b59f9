"""Breaking the glass: with a reason, for an hour at most, told at once, reviewed afterwards, and never by some."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy, roles, words
from jiwar.foundation.access.actions import hiding, lending
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED, Compartment
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant, Lending, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.queries import lendings
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from tests.casework.cases.conftest import PRIVILEGED
from tests.casework.cases.test_lending import is_open, over, told
from tests.cast import Cast, Player, give_in_force, join

REASON = "Called from the removal centre; her caseworker is in the air."


def break_glass(player: Player, case: Case, part: Compartment = GENERAL, **more: Any) -> Lending:
    given = {"reason": REASON, "lasts": timedelta(minutes=30), **more}
    return lending.open_in_emergency(player.viewer, subject=case.subject, part=part, **given)


def why(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.decision.code


class TestOpening:
    def test_it_opens_one_part_of_one_file(self, cast: Cast, case: Case) -> None:
        assert not is_open(cast.off_caseworker, case)
        lent = break_glass(cast.off_caseworker, case)
        assert is_open(cast.off_caseworker, case)
        assert not is_open(cast.off_caseworker, case, RESTRICTED)
        assert Grant.objects.filter(origin=lent.id).count() == 1

    @pytest.mark.parametrize("reason", ["", "   ", "help", "\n\n\n\n\n\n\n\n\n\n\n"])
    def test_without_a_reason_nothing_opens(self, cast: Cast, case: Case, reason: str) -> None:
        """[A13] The page and the action ask the same."""
        with pytest.raises(Impossible):
            break_glass(cast.off_caseworker, case, reason=reason)
        address = reverse("access:emergency", args=[case.subject_id])
        sent = {"part": "general", "minutes": "30", "reason": reason}
        assert cast.off_caseworker.client.post(address, sent).status_code == 200
        assert not Lending.objects.exists()
        assert not is_open(cast.off_caseworker, case)

    def test_a_guarded_part_waits_for_a_second_person(self, cast: Cast, case: Case) -> None:
        """[A13] Also where one's own role carries it: an emergency is what somebody would claim."""
        lent = break_glass(cast.off_caseworker, case, RESTRICTED)
        assert not is_open(cast.off_caseworker, case, RESTRICTED)
        grant = Grant.objects.get(origin=lent.id)
        give_in_force(cast.off_caseworker.member, roles.DATA_GUARDIAN)
        with pytest.raises(Refused):
            grants.confirm_grant(cast.off_caseworker.viewer, grant=grant)
        grants.confirm_grant(cast.guardian.viewer, grant=grant)
        assert is_open(cast.off_caseworker, case, RESTRICTED)
        over(lent)
        assert not is_open(cast.off_caseworker, case, RESTRICTED)

    def test_a_guarded_part_the_role_does_not_carry_is_not_asked_for(self, cast: Cast, case: Case) -> None:
        with pytest.raises(Refused):
            break_glass(cast.off_caseworker, case, PRIVILEGED)
        page = cast.off_caseworker.client.get(reverse("access:emergency", args=[case.subject_id])).content.decode()
        assert PRIVILEGED.code not in page

    @pytest.mark.parametrize("lasts", [timedelta(), timedelta(minutes=60, seconds=1)])
    def test_for_sixty_minutes_at_most(self, cast: Cast, case: Case, lasts: timedelta) -> None:
        with pytest.raises(Impossible):
            break_glass(cast.off_caseworker, case, lasts=lasts)

    @pytest.mark.parametrize("role", [roles.ADMINISTRATOR, roles.DATA_GUARDIAN])
    def test_never_by_whoever_decides_who_reads(self, cast: Cast, case: Case, role: roles.Role) -> None:
        """[A14] Not even when they work on files besides."""
        give_in_force(cast.off_caseworker.member, role)
        with pytest.raises(Refused) as refused:
            break_glass(cast.off_caseworker, case)
        assert why(refused) == "no-emergency"
        address = reverse("access:emergency", args=[case.subject_id])
        assert cast.off_caseworker.client.get(address).status_code == 403
        refused_page = cast.off_caseworker.client.get(reverse("cases:documents", args=[case.id])).content.decode()
        assert address not in refused_page, "what is always refused is not offered"

    @pytest.mark.parametrize("who", ["reception", "coordinator", "administrator", "guardian"])
    def test_never_by_whoever_does_not_work_on_files(self, cast: Cast, case: Case, who: str) -> None:
        """[A14] The administrator reads no case."""
        with pytest.raises((Refused, NotThere)):
            break_glass(cast.everyone()[who], case)

    def test_never_by_a_volunteer_even_on_a_file_they_know(self, cast: Cast, case: Case) -> None:
        grants.give(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subjects=[case.subject],
            compartments=[PRIVILEGED],
            source=Grant.Source.ASSIGNMENT,
        )
        Grant.objects.filter(member=cast.volunteer.member).update(waits_for_second=False)
        with pytest.raises(Refused):
            break_glass(cast.volunteer, case)

    def test_a_hidden_file_answers_as_one_that_never_was(self, cast: Cast, case: Case) -> None:
        hiding.hide(cast.caseworker.viewer, subject=case.subject)
        case.subject.refresh_from_db()
        with pytest.raises(NotThere):
            break_glass(cast.off_caseworker, case)
        sent = {"part": "general", "minutes": "30", "reason": REASON}
        address = reverse("access:emergency", args=[case.subject_id])
        assert cast.off_caseworker.client.get(address).status_code == 404
        assert cast.off_caseworker.client.post(address, sent).status_code == 404
        assert not Lending.objects.exists()
        assert not Word.objects.filter(kind__in=[words.EMERGENCY, words.EMERGENCY_OF_YOURS]).exists()

    def test_another_group_has_no_such_file(self, cast: Cast, case: Case) -> None:
        address = reverse("access:emergency", args=[case.subject_id])
        assert cast.stranger.client.get(address).status_code == 404

    def test_one_file_at_a_time(self, cast: Cast, case: Case) -> None:
        lent = break_glass(cast.off_caseworker, case)
        with pytest.raises(Impossible):
            break_glass(cast.off_caseworker, case, RESTRICTED)
        lending.end(cast.off_caseworker.viewer, lending=lent)
        break_glass(cast.off_caseworker, case, RESTRICTED)

    def test_what_is_open_already_is_not_broken_into(self, cast: Cast, case: Case) -> None:
        with pytest.raises(Impossible):
            break_glass(cast.caseworker, case)

    def test_holders_and_guardians_are_told_at_once_on_their_day(self, cast: Cast, case: Case) -> None:
        lent = break_glass(cast.off_caseworker, case)
        assert told(cast.caseworker)[-1] == words.EMERGENCY_OF_YOURS
        assert told(cast.guardian) == [words.EMERGENCY]
        assert told(cast.administrator) == told(cast.reception) == []
        assert "in an emergency" in cast.caseworker.client.get("/").content.decode()
        assert reverse("access:review", args=[lent.id]) in cast.guardian.client.get("/").content.decode()

    def test_the_opening_each_look_the_end_and_the_review_are_kept(self, cast: Cast, case: Case) -> None:
        lent = break_glass(cast.off_caseworker, case)
        cast.off_caseworker.client.get(reverse("cases:case", args=[case.id]))
        cast.off_caseworker.client.post(reverse("access:end-lending", args=[lent.id]))
        lending.review(cast.guardian.viewer, lending=lent, outcome=Lending.Outcome.IN_ORDER, said="")
        kinds = Entry.objects.filter(subject=case.subject, at__gte=lent.begun_at).order_by("at")
        assert list(kinds.values_list("kind", flat=True)) == [
            "emergency-opened",
            "grant-given",
            "case-seen",
            "grant-ended",
            "lending-ended",
            "emergency-reviewed",
        ]
        assert Entry.objects.get(kind="emergency-opened").reason.text == REASON
        done = [look.what for look in lendings.looks_in(cast.guardian.viewer, Lending.objects.get())]
        assert "opened the case" in map(str, done)


class TestReviewing:
    @pytest.fixture
    def lent(self, cast: Cast, case: Case) -> Lending:
        lent = break_glass(cast.off_caseworker, case)
        lending.end(cast.off_caseworker.viewer, lending=lent)
        return lent

    def test_what_is_not_reviewed_stays_on_top(self, cast: Cast, case: Case, lent: Lending, group: Group) -> None:
        second = break_glass(join(group, "night", roles.CASEWORKER), case)
        over(second)
        Lending.objects.filter(id=lent.id).update(begun_at=timezone.now() - timedelta(days=90))
        waiting, reviewed = lendings.emergencies(cast.guardian.viewer)
        assert [each.row.id for each in waiting] == [lent.id, second.id]
        assert reviewed == []
        lending.review(cast.guardian.viewer, lending=second, outcome=Lending.Outcome.IN_ORDER, said="")
        waiting, reviewed = lendings.emergencies(cast.guardian.viewer)
        assert [each.row.id for each in waiting] == [lent.id]
        assert [each.row.id for each in reviewed] == [second.id]

    def test_what_was_not_in_order_is_said(self, cast: Cast, lent: Lending) -> None:
        guardian = cast.guardian.viewer
        with pytest.raises(Impossible):
            lending.review(guardian, lending=lent, outcome=Lending.Outcome.NOT_IN_ORDER, said=" ")
        lending.review(guardian, lending=lent, outcome=Lending.Outcome.NOT_IN_ORDER, said="Nobody was in danger.")
        assert told(cast.off_caseworker) == [words.EMERGENCY_REVIEWED]
        assert told(cast.caseworker)[-1] == words.EMERGENCY_REVIEWED
        lent.refresh_from_db()
        assert (lent.outcome, lent.review) == ("not-in-order", "Nobody was in danger.")

    def test_it_is_reviewed_once_and_not_while_it_runs(self, cast: Cast, case: Case, lent: Lending) -> None:
        guardian = cast.guardian.viewer
        lending.review(guardian, lending=lent, outcome=Lending.Outcome.IN_ORDER, said="")
        with pytest.raises(Impossible):
            lending.review(guardian, lending=lent, outcome=Lending.Outcome.NOT_IN_ORDER, said="Changed my mind.")
        with pytest.raises(Impossible):
            lending.review(
                guardian, lending=break_glass(cast.off_caseworker, case), outcome=Lending.Outcome.IN_ORDER, said=""
            )

    def test_nobody_reviews_their_own(self, cast: Cast, lent: Lending) -> None:
        give_in_force(cast.off_caseworker.member, roles.DATA_GUARDIAN)
        with pytest.raises(Refused) as refused:
            lending.review(cast.off_caseworker.viewer, lending=lent, outcome=Lending.Outcome.IN_ORDER, said="")
        assert why(refused) == "second-person"

    def test_nobody_but_a_guardian_reviews(self, cast: Cast, lent: Lending) -> None:
        for who in ("caseworker", "coordinator", "administrator"):
            with pytest.raises(Refused):
                lending.review(cast.everyone()[who].viewer, lending=lent, outcome=Lending.Outcome.IN_ORDER, said="")

    def test_what_was_lent_is_not_among_the_emergencies(self, cast: Cast, case: Case) -> None:
        lent = lending.lend(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subject=case.subject,
            parts=[GENERAL],
            purpose="Interprets at the clinic.",
            lasts=timedelta(hours=1),
        )
        assert cast.guardian.client.get(reverse("access:review", args=[lent.id])).status_code == 404
        over(lent)
        with pytest.raises(Impossible):
            lending.review(cast.guardian.viewer, lending=lent, outcome=Lending.Outcome.IN_ORDER, said="")

    def test_through_the_pages(self, cast: Cast, case: Case) -> None:
        browser, desk = cast.off_caseworker.client, cast.guardian.client
        closed = browser.get(reverse("cases:plan", args=[case.id]))
        address = reverse("access:emergency", args=[case.subject_id])
        assert closed.status_code == 403
        assert address in closed.content.decode()
        answer = browser.post(address, {"part": "general", "minutes": "15", "reason": REASON})
        assert answer["location"] == reverse("cases:case", args=[case.id])
        assert browser.get(reverse("cases:plan", args=[case.id])).status_code == 200
        lent = Lending.objects.get()
        review = reverse("access:review", args=[lent.id])
        assert REASON in desk.get(review).content.decode()
        desk.post(reverse("access:end-lending", args=[lent.id]))
        assert browser.get(reverse("cases:plan", args=[case.id])).status_code == 403
        assert desk.post(review, {"outcome": "not-in-order", "said": ""}).status_code == 200
        assert desk.post(review, {"outcome": "in-order", "said": "He called me himself."}).status_code == 302
        assert "He called me himself." in desk.get(review).content.decode()
        assert policy.decide(cast.off_caseworker.viewer, can.SIGNED_IN, subject=case.subject).allowed
