"""What makes it harder: words not labels, and each in its compartment."""

import pytest

from jiwar.casework.people import actions, queries, specific_needs
from jiwar.casework.people.models import Person, SpecificNeed
from jiwar.foundation.access import grants
from jiwar.foundation.access.compartments import RESTRICTED
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.policy import Refused
from tests.casework.people.telling import register
from tests.cast import Cast


@pytest.fixture
def person(cast: Cast) -> Person:
    return register(cast.caseworker, "Ahmed Ibrahim Adam")


def open_restricted(cast: Cast, person: Person) -> None:
    grants.give(
        cast.coordinator.viewer,
        member=cast.caseworker.member,
        subjects=[person.subject],
        compartments=[RESTRICTED],
        source=Grant.Source.ASSIGNMENT,
    )


def test_every_code_has_words_and_a_compartment() -> None:
    assert set(specific_needs.codes()) == set(specific_needs.WORDS)
    assert len(specific_needs.codes()) == 82
    restricted = {code for code in specific_needs.codes() if specific_needs.need(code).restricted}
    assert {"LP-ST", "LP-AP", "LP-CR", "LP-IH", "TR-PI", "SV-VA"} <= restricted
    assert not restricted & {"SP-PT", "DS-BD", "LP-ND"}


def test_restricted_needs_a_grant_of_its_own(cast: Cast, person: Person) -> None:
    viewer = cast.caseworker.viewer
    actions.record_need(viewer, person=person, code="SP-PT", note="three children")
    with pytest.raises(Refused):
        actions.record_need(viewer, person=person, code="TR-PI")
    assert "TR-PI" not in cast.caseworker.client.get(f"/people/{person.id}/needs/").content.decode()
    open_restricted(cast, person)
    actions.record_need(viewer, person=person, code="TR-PI", note="his back")
    assert [row.code for row in queries.needs(viewer, person)] == ["SP-PT", "TR-PI"]
    assert set(SpecificNeed.objects.values_list("compartment", flat=True)) == {"general", "restricted"}


def test_others_see_neither_the_need_nor_that_there_is_one(cast: Cast, person: Person) -> None:
    before = {
        name: player.client.get(f"/people/{person.id}/").content.decode()
        for name, player in (("reception", cast.reception), ("off_caseworker", cast.off_caseworker))
    }
    open_restricted(cast, person)
    actions.record_need(cast.caseworker.viewer, person=person, code="TR-PI", note="his back")
    for name, page in before.items():
        now = getattr(cast, name).client.get(f"/people/{person.id}/").content.decode()
        assert without_tokens(now) == without_tokens(page)
        assert getattr(cast, name).client.get(f"/people/{person.id}/needs/").status_code == 403
    assert "Body or mind harmed by torture" in cast.caseworker.client.get(f"/people/{person.id}/").content.decode()


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_recorded_and_ended_by_the_page(cast: Cast, person: Person) -> None:
    client, address = cast.caseworker.client, f"/people/{person.id}/needs/"
    assert "Please look at these again" in client.post(address, {"code": "TR-PI"}).content.decode()
    assert client.post(address, {"code": "SM-CI", "note": "سكري"}).status_code == 302
    need = SpecificNeed.objects.get()
    assert cast.reception.client.post(f"{address}{need.id}/end/").status_code == 404
    assert client.post(f"{address}{need.id}/end/").status_code == 302
    assert queries.needs(cast.caseworker.viewer, person) == []
    assert "no longer so since" in client.get(address).content.decode()
