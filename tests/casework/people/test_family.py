"""Relations and households show only to those who may know both ends."""

from typing import Any

import pytest

from jiwar.casework.people import actions, queries
from jiwar.casework.people.models import HouseholdMember, Person, Relation
from jiwar.foundation.access.policy import NotThere, Refused
from tests.casework.people.telling import register
from tests.cast import Cast, Player


@pytest.fixture
def family(cast: Cast) -> tuple[Person, Person, Person]:
    """Ahmed with his wife and son, all registered by the caseworker."""
    ahmed = register(cast.caseworker, "Ahmed Ibrahim", who={"sex": "male"})
    wife = register(cast.caseworker, "Hawa Musa", who={"sex": "female"})
    son = register(cast.caseworker, "Yusuf Ahmed", who={"sex": "male"})
    viewer = cast.caseworker.viewer
    actions.relate(viewer, person=ahmed, other=wife, kind="spouse")
    actions.relate(viewer, person=ahmed, other=son, kind="child")
    for each in (wife, son):
        actions.join_household(viewer, person=each, with_=ahmed)
    return ahmed, wife, son


def kin(player: Player, person: Person) -> list[tuple[str, str]]:
    return [(row.other.shown, row.words) for row in queries.relations(player.viewer, person)]


def home(player: Player, person: Person) -> list[tuple[str, str]]:
    shown = queries.household(player.viewer, person)
    return [(row.person.shown, row.words) for row in shown.members] if shown else []


def test_told_from_either_side(cast: Cast, family: tuple[Person, Person, Person]) -> None:
    ahmed, wife, son = family
    assert kin(cast.reception, ahmed) == [("Hawa Musa", "wife"), ("Yusuf Ahmed", "son")]
    assert kin(cast.reception, wife) == [("Ahmed Ibrahim", "husband")]
    assert kin(cast.reception, son) == [("Ahmed Ibrahim", "father")]
    assert home(cast.reception, ahmed) == [("Ahmed Ibrahim", ""), ("Hawa Musa", "wife"), ("Yusuf Ahmed", "son")]
    assert queries.summary(cast.reception.viewer, ahmed).lives_with == "with wife and son"


def test_a_hidden_wife_changes_nothing_but_her_absence(cast: Cast, family: tuple[Person, Person, Person]) -> None:
    ahmed, wife, _son = family
    wife.subject.hidden = True
    wife.subject.save()
    assert kin(cast.reception, ahmed) == [("Yusuf Ahmed", "son")]
    assert home(cast.reception, ahmed) == [("Ahmed Ibrahim", ""), ("Yusuf Ahmed", "son")]
    page = cast.reception.client.get(f"/people/{ahmed.id}/").content.decode()
    assert "Hawa" not in page
    assert "P-0002" not in page
    assert "wife" not in page
    assert kin(cast.caseworker, ahmed) == [("Hawa Musa", "wife"), ("Yusuf Ahmed", "son")]
    relation = Relation.objects.get(other=wife)
    assert cast.reception.client.get(f"/people/{ahmed.id}/household/relations/{relation.id}/").status_code == 404
    with pytest.raises(NotThere):
        actions.end_relation(cast.reception.viewer, relation=relation)


def test_circumstances_are_for_those_on_the_file(cast: Cast, family: tuple[Person, Person, Person]) -> None:
    ahmed, wife, _son = family
    relation = Relation.objects.get(other=wife)
    address = f"/people/{ahmed.id}/household/relations/{relation.id}/"
    sent = {"codes": ["unregistered"], "note": "married before an imam"}
    assert cast.caseworker.client.post(address, sent).status_code == 302
    shown = queries.relation(cast.caseworker.viewer, ahmed, relation.id)
    assert (shown.circumstances, shown.note) == (["Marriage not registered"], "married before an imam")
    for player in (cast.reception, cast.off_caseworker):
        seen = queries.relation(player.viewer, ahmed, relation.id)
        assert (seen.circumstances, seen.note, seen.may_tell_more) == ([], "", False)
        assert "imam" not in player.client.get(f"/people/{ahmed.id}/").content.decode()
        with pytest.raises(Refused):
            actions.tell_circumstance(player.viewer, relation=relation, codes=[])
    assert cast.reception.client.post(address, sent | {"note": "overwritten"}).status_code == 200
    assert queries.relation(cast.caseworker.viewer, ahmed, relation.id).note == "married before an imam"


def test_nobody_lives_in_two_places(cast: Cast, family: tuple[Person, Person, Person]) -> None:
    ahmed, wife, son = family
    aunt = register(cast.caseworker, "Zahra Adam")
    actions.join_household(cast.caseworker.viewer, person=son, with_=aunt)
    assert home(cast.reception, ahmed) == [("Ahmed Ibrahim", ""), ("Hawa Musa", "wife")]
    assert home(cast.reception, son) == [("Zahra Adam", ""), ("Yusuf Ahmed", "")]
    assert HouseholdMember.objects.filter(person=son).count() == 2
    assert home(cast.reception, wife) == [("Ahmed Ibrahim", "husband"), ("Hawa Musa", "")]


def test_nobody_is_their_own_relation(cast: Cast) -> None:
    person = register(cast.caseworker, "Zahra Adam")
    with pytest.raises(ValueError, match="their own"):
        actions.relate(cast.caseworker.viewer, person=person, other=person, kind="sibling")


def test_by_the_page(cast: Cast) -> None:
    ahmed = register(cast.reception, "Ahmed Ibrahim")
    wife = register(cast.reception, "Hawa Musa", who={"sex": "female"})
    client, address = cast.reception.client, f"/people/{ahmed.id}/household/"
    found = client.post(address, {"q": "hawa"}).content.decode()
    assert f'value="{wife.id}"' in found
    missing = client.post(address, {"q": "hawa", "relate": "yes", "other": str(wife.id)}).content.decode()
    assert "Say what they are to the person" in missing
    sent: dict[str, Any] = {"q": "hawa", "relate": "yes", "other": str(wife.id), "kind": "spouse", "together": "on"}
    assert client.post(address, sent).status_code == 302
    assert home(cast.reception, ahmed) == [("Ahmed Ibrahim", ""), ("Hawa Musa", "wife")]
    relation = Relation.objects.get()
    client.post(f"{address}relations/{relation.id}/", {"end": "yes"})
    assert kin(cast.reception, ahmed) == []
    client.post(f"{address}leave/")
    assert home(cast.reception, ahmed) == []
