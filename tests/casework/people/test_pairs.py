"""Two records of one person: decided, undone, never asked twice, and never a way round what somebody may not see."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jiwar.casework.people import actions, parts, queries, twins
from jiwar.casework.people.actions.consenting import Question
from jiwar.casework.people.models import Pair, Person
from jiwar.casework.people.parts import Contact, PhoneGiven
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import SubjectKey
from tests.casework.people.telling import register
from tests.cast import Cast, Player


def decide(player: Player, one: Person, other: Person, state: str, seen: str = "") -> Pair:
    return actions.decide_pair(player.viewer, one=one, other=other, state=state, seen=seen)


def also(player: Player, person: Person) -> list[str]:
    return [each.number for each in queries.other_records(player.viewer, person)]


def look(person: Person) -> list[tuple[str, str]]:
    twins.look.call(str(person.group_id), str(person.id))
    return [(pair.first.written_number, pair.second.written_number) for pair in Pair.objects.filter(state="open")]


@pytest.fixture
def two(cast: Cast) -> tuple[Person, Person]:
    return (
        register(cast.reception, "محمد عبد الرحمن", phone="+905321234567"),
        register(cast.reception, "Mohamed Abdelrahman", phone="+905321234567"),
    )


def test_a_likely_pair_comes_into_the_queue_once(cast: Cast, two: tuple[Person, Person]) -> None:
    assert look(two[1]) == [("P-0001", "P-0002")]
    assert look(two[1]) == look(two[0]) == [("P-0001", "P-0002")]
    page = cast.coordinator.client.get("/people/duplicates/").content.decode()
    assert "P-0001" in page
    assert "the same telephone" in page


def test_somebody_else_does_not(cast: Cast) -> None:
    register(cast.reception, "Selam Tesfaye")
    assert look(register(cast.reception, "Hawa Musa Idris")) == []


def test_not_the_same_is_never_asked_again(cast: Cast, two: tuple[Person, Person]) -> None:
    look(two[1])
    decide(cast.caseworker, *two, "different")
    assert look(two[1]) == look(two[0]) == []
    assert "P-0001" not in cast.coordinator.client.get("/people/duplicates/").content.decode()


def test_linked_records_show_each_other_and_nothing_is_moved(cast: Cast, two: tuple[Person, Person]) -> None:
    before = [parts.who(person) for person in two], list(SubjectKey.objects.values_list("id", "wrapped"))
    decide(cast.caseworker, *two, "same")
    assert also(cast.reception, two[0]) == ["P-0002"]
    assert also(cast.reception, two[1]) == ["P-0001"]
    page = cast.reception.client.get(f"/people/{two[0].id}/").content.decode()
    assert "Other records of this person" in page
    assert "Mohamed Abdelrahman" in page
    again = [Person.objects.get(id=person.id) for person in two]
    assert ([parts.who(person) for person in again], list(SubjectKey.objects.values_list("id", "wrapped"))) == before


def test_a_link_is_undone_at_any_time(cast: Cast, two: tuple[Person, Person]) -> None:
    decide(cast.caseworker, *two, "same")
    decide(cast.coordinator, *two, "open", seen="same")
    assert also(cast.reception, two[0]) == []
    kinds = list(Entry.objects.filter(kind__startswith="pair-").order_by("at").values_list("kind", flat=True))
    assert kinds == ["pair-same", "pair-same", "pair-unlinked", "pair-unlinked"]
    subjects = set(Entry.objects.filter(kind="pair-unlinked").values_list("subject_id", flat=True))
    assert subjects == {person.subject_id for person in two}


def test_a_person_is_all_records_that_links_hold_together(cast: Cast) -> None:
    people = [register(cast.reception, name) for name in ("Hawa Musa", "حواء موسى", "Hawaa Mousa", "Selam")]
    decide(cast.caseworker, people[0], people[1], "same")
    decide(cast.caseworker, people[1], people[2], "same")
    assert also(cast.reception, people[0]) == ["P-0002", "P-0003"]
    direct = {each.number: each.direct for each in queries.other_records(cast.reception.viewer, people[0])}
    assert direct == {"P-0002": True, "P-0003": False}


def test_a_contradiction_is_named_and_nothing_is_linked(cast: Cast) -> None:
    people = [register(cast.reception, name) for name in ("Hawa Musa", "Hawaa Musa", "Hawa Moussa")]
    decide(cast.caseworker, people[0], people[1], "same")
    decide(cast.caseworker, people[1], people[2], "different")
    with pytest.raises(Impossible, match="P-0002 and P-0003"):
        decide(cast.caseworker, people[0], people[2], "same")
    assert also(cast.reception, people[2]) == []


def test_different_is_not_said_while_links_hold_them_together(cast: Cast) -> None:
    people = [register(cast.reception, name) for name in ("Hawa Musa", "Hawaa Musa", "Hawa Moussa")]
    for first, second in ((0, 1), (1, 2), (0, 2)):
        decide(cast.caseworker, people[first], people[second], "same")
    for seen in ("same", "open"):
        with pytest.raises(Impossible, match="by way of P-0002"):
            decide(cast.caseworker, people[0], people[2], "different", seen=seen)
        if seen == "same":
            decide(cast.caseworker, people[0], people[2], "open", seen="same")
    assert not Pair.objects.filter(state="different").exists()
    decide(cast.caseworker, people[1], people[2], "open", seen="same")
    assert decide(cast.caseworker, people[0], people[2], "different", seen="open").state == "different"


def test_what_one_may_not_know_holds_nothing_together(cast: Cast) -> None:
    people = [register(cast.reception, name) for name in ("Hawa Musa", "Hawaa Musa", "Hawa Moussa")]
    decide(cast.caseworker, people[0], people[1], "same")
    decide(cast.caseworker, people[1], people[2], "same")
    hiding.hide(cast.guardian.viewer, subject=people[1].subject)
    assert decide(cast.caseworker, people[0], people[2], "different").state == "different"


def test_decided_in_the_meantime(cast: Cast, two: tuple[Person, Person]) -> None:
    decide(cast.caseworker, *two, "different")
    with pytest.raises(Impossible, match="meantime"):
        decide(cast.coordinator, *two, "same")
    client, address = cast.coordinator.client, f"/people/{two[0].id}/compare/{two[1].id}/"
    answer = client.post(address, {"state": "same", "seen": ""})
    assert answer.status_code == 409
    assert "decided in the meantime" in answer.content.decode()
    assert client.post(address, {"state": "same", "seen": "different"}).status_code == 302
    assert Pair.objects.get().state == "same"


@pytest.mark.parametrize("who", ["reception", "volunteer", "guardian", "administrator"])
def test_who_may_not_decide(cast: Cast, two: tuple[Person, Person], who: str) -> None:
    with pytest.raises((Refused, NotThere)):
        decide(cast.everyone()[who], *two, "same")
    assert not Pair.objects.exists()


def test_linking_gives_nobody_access(cast: Cast, two: tuple[Person, Person]) -> None:
    before = Grant.objects.count()
    decide(cast.caseworker, *two, "same")
    assert Grant.objects.count() == before
    hiding.hide(cast.guardian.viewer, subject=two[1].subject)
    assert also(cast.reception, two[0]) == []
    assert cast.reception.client.get(f"/people/{two[0].id}/compare/{two[1].id}/").status_code == 404
    assert "Other records" not in cast.reception.client.get(f"/people/{two[0].id}/").content.decode()
    with pytest.raises(NotThere):
        decide(cast.caseworker, Person.objects.get(id=two[0].id), Person.objects.get(id=two[1].id), "open", seen="same")


def test_no_way_leads_through_a_hidden_record(cast: Cast) -> None:
    people = [register(cast.reception, name) for name in ("Hawa Musa", "حواء موسى", "Hawaa Mousa")]
    decide(cast.caseworker, people[0], people[1], "same")
    decide(cast.caseworker, people[1], people[2], "same")
    hiding.hide(cast.guardian.viewer, subject=people[1].subject)
    assert also(cast.reception, people[0]) == []


def test_a_pair_with_a_hidden_file_goes_to_the_guardian_alone(cast: Cast, two: tuple[Person, Person]) -> None:
    hiding.hide(cast.guardian.viewer, subject=two[0].subject)
    assert look(two[1]) == []
    told = Word.objects.filter(kind="duplicate-of-hidden").values_list("member", "about")
    assert list(told) == [(cast.guardian.member.id, {"person": "P-0002", "hidden": "P-0001"})]
    assert look(Person.objects.get(id=two[0].id)) == []
    assert Word.objects.filter(kind="duplicate-of-hidden").count() == 1


def test_another_group_sees_no_pair(cast: Cast, two: tuple[Person, Person]) -> None:
    look(two[1])
    page = cast.stranger.client.get("/people/duplicates/").content.decode()
    assert "Nobody waits to be compared." in page


def consent(player: Player, person: Person, state: str, recipient: str = "", purpose: str = "file") -> None:
    question = Question(purpose, recipient)
    actions.ask_and_answer(player.viewer, person=person, question=question, state=state, form="word", witness="x")


def test_the_stricter_consent_holds(cast: Cast, two: tuple[Person, Person]) -> None:
    consent(cast.caseworker, two[0], "given")
    assert queries.consent_badge(cast.caseworker.viewer, two[0]).stands
    consent(cast.caseworker, two[1], "refused")
    decide(cast.caseworker, *two, "same")
    for person in two:
        assert not queries.consent_badge(cast.caseworker.viewer, person).stands
        assert queries.in_force(cast.caseworker.viewer, person) == []
    decide(cast.caseworker, *two, "open", seen="same")
    assert queries.consent_badge(cast.caseworker.viewer, two[0]).stands


def test_a_yes_on_one_record_stands_for_the_person(cast: Cast, two: tuple[Person, Person]) -> None:
    consent(cast.caseworker, two[0], "given")
    decide(cast.caseworker, *two, "same")
    assert queries.consent_badge(cast.caseworker.viewer, two[1]).purposes == ("keeping a file",)


def test_the_comparison_marks_what_agrees_and_what_differs(cast: Cast) -> None:
    who: dict[str, Any] = {"sex": "female", "nationalities": ("SD",)}
    one = register(cast.reception, "Hawa Musa", who=who)
    other = register(cast.reception, "حواء موسى", who={**who, "sex": "male"})
    page = cast.reception.client.get(f"/people/{one.id}/compare/{other.id}/").content.decode()
    assert "agrees" in page
    assert "differs" in page
    assert "Your answer" not in page
    assert "Your answer" in cast.caseworker.client.get(f"/people/{one.id}/compare/{other.id}/").content.decode()


def test_a_changed_record_is_looked_at_again(cast: Cast, two: tuple[Person, Person]) -> None:
    third = register(cast.reception, "Selam Tesfaye")
    assert look(third) == []
    contact = Contact((PhoneGiven("+905321234567"),))
    actions.edit_contact(cast.reception.viewer, person=third, seen_version=1, contact=contact)
    assert ("P-0001", "P-0003") in look(Person.objects.get(id=third.id))


def test_the_day_of_registration_is_the_house_s_own(cast: Cast, two: tuple[Person, Person]) -> None:
    Person.objects.filter(id=two[0].id).update(registered_at=datetime(2026, 3, 10, 22, 30, tzinfo=UTC))
    page = cast.reception.client.get(f"/people/{two[0].id}/compare/{two[1].id}/").content.decode()
    assert "11 Mar 2026" in page
