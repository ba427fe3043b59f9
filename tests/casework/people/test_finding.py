"""The search answers with what the viewer may know, and why."""

import pytest

from jiwar.casework.people import actions, contributions, queries
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import IdentifierGiven, Identifiers, NameGiven, Who
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.access.viewer import Viewer
from tests.casework.people.telling import register
from tests.cast import Cast


def found(cast: Cast, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.number, tuple(str(why) for why in row.why)) for row in queries.find(cast.reception.viewer, text)]


def test_by_number_name_telephone_and_paper(cast: Cast) -> None:
    papers = Identifiers((IdentifierGiven("ABC-12C00345", "unhcr"),))
    register(cast.reception, "Ahmed Ibrahim Adam", phone="+905321234567", identifiers=papers)
    assert found(cast, "P-0001") == [("P-0001", ("by number",))]
    assert found(cast, "p ١") == [("P-0001", ("by number",))]
    assert found(cast, "0532 123 45 67") == [("P-0001", ("by telephone",))]
    assert found(cast, "abc 12c00345") == [("P-0001", ("by the number of a paper",))]
    assert found(cast, "adam ahmed") == [("P-0001", ("by name",))]
    assert found(cast, "P-0002") == []
    assert found(cast, "   ") == []


@pytest.mark.parametrize("typed", ["Musa Idris", "موسى إدريس"])
def test_a_parent_s_name_is_told_as_theirs_and_comes_after_who_is_called_so(cast: Cast, typed: str) -> None:
    register(cast.reception, "Musa Idris")
    for kind in ("father", "mother"):
        who = Who((NameGiven(f"Hawa {kind}"), NameGiven("Musa Idris", kind)))
        actions.register(cast.reception.viewer, who=who, none_of_these=True)
    rows = queries.find(cast.reception.viewer, typed)
    assert [row.number for row in rows] == ["P-0001", "P-0003", "P-0002"]
    assert [row.level for row in rows] == ["very-likely", "likely", "likely"]
    whose = [str(row.why[0]).split(";")[0] for row in rows[1:]]
    assert whose == ["by the name of their mother", "by the name of their father"]


def test_hidden_is_not_found_except_by_those_who_were_given_it(cast: Cast) -> None:
    hidden = register(cast.caseworker, "Hawa Musa Idris", phone="+905321234567")
    hidden.subject.hidden = True
    hidden.subject.save()
    for text in ("hawa musa", "0532 123 45 67", "P-0001"):
        assert found(cast, text) == []
        assert [row.number for row in queries.find(cast.caseworker.viewer, text)] == ["P-0001"]


def test_finding_needs_its_capability(cast: Cast) -> None:
    with pytest.raises(Refused):
        queries.find(cast.guardian.viewer, "hawa")


def test_rooms_above_add_what_they_find(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contributions, "_finders", [])
    person = register(cast.reception, "Ahmed Ibrahim Adam")
    case = Found(kind="Case", id=person.id, number="C-0007", name="Ahmed", url="/cases/7/")

    def find_cases(viewer: Viewer, text: str) -> list[Found]:
        return [case] if text == "C-0007" and viewer == cast.reception.viewer else []

    contributions.add_finder(find_cases)
    assert queries.find(cast.reception.viewer, "C-0007") == [case]


def test_another_group_finds_nothing(cast: Cast) -> None:
    register(cast.reception, "Ahmed Ibrahim Adam")
    answer = cast.stranger.client.post("/people/", {"q": "Ahmed Ibrahim"})
    assert answer.status_code == 200
    assert b"Nothing found." in answer.content
    assert Person.objects.count() == 1


def test_what_is_searched_for_stays_out_of_the_address(cast: Cast) -> None:
    register(cast.reception, "Ahmed Ibrahim Adam", "أحمد إبراهيم آدم")
    client = cast.reception.client
    answer = client.post("/people/", {"q": "احمد ادم"})
    assert "Ahmed Ibrahim Adam" in answer.content.decode()
    assert "by name" in answer.content.decode()
    asked_by_address = client.get("/people/", {"q": "Ahmed"})
    assert "by name" not in asked_by_address.content.decode()
