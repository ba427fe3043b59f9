"""How a refusal is answered, to whom an emergency is offered, and who decides over two sides."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.middleware import ViewerMiddleware
from jiwar.foundation.access.models import Barrier, Grant
from jiwar.foundation.access.policy import NotThere, Refused, decide
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, Player
from tests.foundation.access.telling import case_of


@pytest.fixture
def case(cast: Cast) -> Subject:
    return case_of(cast.caseworker)


class TestRefusals:
    def test_an_emergency_is_offered_to_whom_it_is_given(self, cast: Cast, case: Subject) -> None:
        decision = decide(cast.off_caseworker.viewer, can.WORK_ON_FILES, subject=case, compartment=GENERAL)
        assert decision.code == "no-grant"
        offered = {}
        for name, player in cast.everyone().items():
            request = player.client.get(reverse("access:me")).wsgi_request
            answer = ViewerMiddleware(lambda _request: HttpResponse()).process_exception(request, Refused(decision))
            assert answer is not None
            assert answer.status_code == 403
            offered[name] = reverse("access:emergency", args=[case.id]) in answer.content.decode()
        assert {name for name, is_ in offered.items() if is_} == {"caseworker", "off_caseworker", "stranger"}
        entry = Entry.objects.filter(kind="refused", member_id=cast.reception.member.id).get()
        assert entry.about == {"why": "no-grant", "page": "access:me"}
        assert (entry.subject_id, entry.compartment) == (case.id, "general")

    def test_whoever_decides_who_reads_opens_nothing_in_an_emergency(self, cast: Cast) -> None:
        viewer = cast.caseworker.viewer
        never = {
            str(each)
            for each in can.all_capabilities()
            if not policy.breaks_glass(replace(viewer, capabilities=viewer.capabilities | {each}))
        }
        assert never == {"manage-members", "manage-group", "guard-data"}

    def test_an_erased_file_is_gone_and_other_faults_are_nobody_s_here(self, cast: Cast, case: Subject) -> None:
        Subject.objects.filter(id=case.id).update(erased_at=timezone.now())
        case.refresh_from_db()
        request = cast.guardian.client.get(reverse("access:me")).wsgi_request
        through = ViewerMiddleware(lambda _request: HttpResponse())
        decision = decide(cast.guardian.viewer, can.SIGNED_IN, subject=case)
        answer = through.process_exception(request, Refused(decision))
        assert answer is not None
        assert answer.status_code == 410
        assert through.process_exception(request, ValueError("x")) is None


class TestTwoSides:
    def test_who_decides_knows_both_and_holds_neither(self, cast: Cast, case: Subject) -> None:
        person = Subject.objects.create(kind=Subject.Kind.PERSON)
        missing: dict[UUID | None, str] = {person.id: "no person", case.id: "no case"}

        def decides(player: Player) -> str:
            try:
                policy.require_to_decide_conflict(player.viewer, [person, case])
            except Refused as refused:
                return refused.decision.code
            except NotThere as absent:
                return missing[absent.subject_id]
            return "decides"

        assert {name: decides(player) for name, player in cast.everyone().items()} == {
            "reception": "no-capability",
            "caseworker": "no-capability",
            "off_caseworker": "no-capability",
            "coordinator": "decides",
            "volunteer": "no person",
            "guardian": "decides",
            "administrator": "no person",
            "stranger": "no person",
        }
        for player in (cast.coordinator, cast.guardian):
            grant = Grant.objects.create(
                member=player.member, subject=case, compartment="general", source=Grant.Source.ASSIGNMENT
            )
            assert decides(player) == "second-person"
            grant.delete()
            assert decides(player) == "decides"
            Barrier.objects.create(member=player.member, subject=case, origin=case.id)
            assert decides(player) == "no case"
        Subject.objects.filter(id=person.id).update(hidden=True)
        person.refresh_from_db()
        assert (decides(cast.coordinator), decides(cast.guardian)) == ("no person", "no case")
