"""Names on sealed lists: found as heard, exactly where they are typed as written, and gone when taken away."""

import random
from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiwar.casework.people import actions, indexing, name_index, parts, queries, search
from jiwar.casework.people.models import NameIndex, Person
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.vault import keys, lists
from jiwar.foundation.vault.lists import Listed
from jiwar.foundation.vault.models import SealedPiece
from tests.casework.people.telling import register
from tests.cast import Cast


def numbers(cast: Cast, text: str) -> list[str]:
    return [row.number for row in queries.find(cast.reception.viewer, text)]


def test_every_typed_word_in_any_order_comes_first(cast: Cast) -> None:
    register(cast.reception, "Ahmed Ibrahim Adam", "أحمد إبراهيم آدم")
    register(cast.reception, "Ahmed Salih Adam")
    for text in ("adam IBRAHIM", "آدَم أحمد ابراهيم"):
        assert numbers(cast, text)[0] == "P-0001"
    for text in ("", "…", "Zed Zod"):
        assert numbers(cast, text) == []


def test_as_written_comes_before_as_heard(cast: Cast) -> None:
    register(cast.reception, "Mohamed Ali")
    register(cast.reception, "Muhammad Ali")
    assert numbers(cast, "Muhammad Ali") == ["P-0002", "P-0001"]
    assert numbers(cast, "Mohamed Ali") == ["P-0001", "P-0002"]


@pytest.mark.parametrize(
    "text", ["Mohamed Abdelrahman", "mohammad abd al-rahman", "محمد عبدالرحمن", "Muhammed Abdurrahman"]
)
def test_found_as_it_was_heard(cast: Cast, text: str) -> None:
    register(cast.reception, "محمد عبد الرحمن")
    register(cast.reception, "Selam Tesfaye")
    (found,) = queries.find(cast.reception.viewer, text)
    assert (found.number, found.level in {"likely", "very-likely"}) == ("P-0001", True)


def test_it_says_which_part_met_which(cast: Cast) -> None:
    register(cast.reception, "محمد عبد الرحمن")
    (found,) = queries.find(cast.reception.viewer, "Mohamed Abdelrahman")
    (why,) = found.why
    assert "محمد" in str(why)
    assert "in other letters" in str(why)


def test_common_parts_do_not_push_the_wanted_one_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_OPENED", 3)
    register(cast.reception, "Mohamed Ahmed Warsame")
    for _ in range(5):
        register(cast.reception, "Mohamed Ahmed Ali")
    assert numbers(cast, "mohamed warsame")[0] == "P-0001"


def test_the_whole_name_is_not_pushed_out_by_longer_ones(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_OPENED", 3)
    register(cast.reception, "Mehdi Hassan")
    for further in ("زمام", "رشاد", "حامد", "علي", "عمر"):
        register(cast.reception, f"حسن مهدي {further}")
    assert "P-0001" in numbers(cast, "مهدي حسن")


def test_a_word_keeps_the_signs_that_belong_to_its_letters(cast: Cast) -> None:
    """Bengali vowels are no letters to a computer: a name fell apart into its consonants."""
    register(cast.reception, "Muhammadu Buhari")
    register(cast.reception, "সোহেল চৌধুরী")
    assert search.words("মুহাম্মাদু বাহারি") == ["মুহাম্মাদু", "বাহারি"]
    assert [token.word for token in name_index.tokens("সোহেল চৌধুরী")] == ["সোহেল", "চৌধুরী"]
    assert numbers(cast, "মুহাম্মাদু বুহারি")[0] == "P-0001"
    assert numbers(cast, "Sohel Chowdhury")[0] == "P-0002"
    assert search.normalised_identifier("ক-12 খি") == search.normalised_identifier("ক 12 খ")


def test_a_servant_s_name_meets_however_it_is_cut(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_OPENED", 2)
    register(cast.reception, "Abdilqadir Ali Omar")
    for further in ("لعمري", "المعمري", "عمران", "عمير"):
        register(cast.reception, f"عبد القادر {further}")
    assert "P-0001" in numbers(cast, "عبد القادر علي عمر")


def test_who_goes_by_half_of_a_servant_s_name_is_found(cast: Cast) -> None:
    register(cast.reception, "Rashid Karimi")
    register(cast.reception, "Abdullah Karimi")
    assert numbers(cast, "Abdul Rashid Karimi")[0] == "P-0001"
    assert 1 in name_index.candidates(["Abdul Rashid"], most=60).numbers


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Ali al-Hassan", {"ali": 1.0, "al": 0.0, "hassan": 1.0}),
        ("عبد الرحمن علي", {"عبد": 0.0, "الرحمن": 0.25, "علي": 1.0}),
        ("Ahmed bin Saeed", {"ahmed": 1.0, "bin": 0.0, "saeed": 1.0}),
        ("Saeed", {"saeed": 1.0}),
    ],
)
def test_what_each_word_of_a_name_is_worth(text: str, worth: dict[str, float]) -> None:
    assert {token.word: token.worth for token in name_index.tokens(text) if token.word} == worth
    assert all(token.keys == frozenset() for token in name_index.asked_tokens(text) if not token.worth)


def test_an_article_alone_is_looked_for() -> None:
    assert [(token.worth, bool(token.keys)) for token in name_index.asked_tokens("abd")] == [(1.0, True)]


def test_hidden_people_push_nobody_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_OPENED", 2)
    for _ in range(2):
        register(cast.reception, "Hawa Musa")
    before = numbers(cast, "Hawa Musa")
    for _ in range(3):
        hide(register(cast.caseworker, "Hawa Musa"))
    assert numbers(cast, "Hawa Musa") == before == ["P-0002", "P-0001"]


def test_of_many_the_best_and_of_equals_the_newest(cast: Cast) -> None:
    for name in ["Hawa Musa", *["Hawa Ali"] * 12, "Hawa Musa", "Musa Adam"]:
        register(cast.reception, name)
    assert name_index.candidates(["Hawa Musa"], most=2).numbers.tolist() == [14, 1]
    assert name_index.candidates(["Hawa"], most=3).numbers.tolist() == [14, 13, 12]
    assert name_index.candidates(["Hawa Musa"], most=4).numbers.tolist() == [14, 1, 15, 13]


NAMES = ("Hawa", "Musa", "Ali", "Idris", "Selam", "Omar", "Mohamed", "Muhammad", "محمد", "Abdul Rahman", "Zahra")


@pytest.mark.parametrize("short", [0, 40_000], ids=["by number", "gathered"])
@pytest.mark.parametrize("left_out", [(), (2, 3, 5, 7, 11, 13, 300)], ids=["all", "some left out"])
def test_nobody_likelier_is_passed_over(monkeypatch: pytest.MonkeyPatch, short: int, left_out: tuple[int, ...]) -> None:
    """The rarest parts are looked at first and the rest only as far as it can matter: against a look at everybody."""
    chance = random.Random(5)
    people = {number: " ".join(chance.choices(NAMES, range(1, 12), k=3)) for number in range(1, 300)}
    listed: dict[str, set[bytes]] = defaultdict(set)
    for number, name in people.items():
        for key, entries in name_index.entries(number, [name]).items():
            listed[key] |= entries

    def read(keys: list[str], **_given: Any) -> dict[str, Listed]:
        return {key: Listed(len(listed[key]), b"".join(sorted(listed[key]))) for key in keys if key in listed}

    monkeypatch.setattr(name_index, "_SHORT", short)
    monkeypatch.setattr(name_index, "_read_from", lambda: None)
    monkeypatch.setattr(lists, "read", read)
    for texts in (["Hawa Musa"], ["Mohamed Ali Omar"], ["محمد عبد الرحمن"], ["Zahra"], ["Hawa Ali", "Selam"], ["Zed"]):
        everybody = name_index.candidates(texts, most=1000, leaving_out=np.array(left_out))
        assert not set(left_out) & set(everybody.numbers.tolist())
        for most in (1, 5, 40):
            found = name_index.candidates(texts, most=most, leaving_out=np.array(left_out))
            assert found.numbers.tolist() == everybody.numbers.tolist()[:most]
            assert found.share == everybody.share
            assert found.met == {number: everybody.met[number] for number in found.numbers.tolist()}


def test_a_search_asks_ten_questions(cast: Cast) -> None:
    """Each is a way to the database and back. The keys of the parts are read once in the life of a process."""
    for name in ("Hawa Musa", "Musa Hawa", "Hawa Musa Idris"):
        register(cast.caseworker, name)
    viewer = cast.reception.viewer
    with keys.session(), CaptureQueriesContext(connection) as asked:
        assert len(queries.found_people(viewer, "Hawa Musa")) == 3
    assert len([each for each in asked if "vault_compartmentkey" not in each["sql"]]) == 10


def hide(person: Person) -> None:
    person.subject.hidden = True
    person.subject.save()


@pytest.mark.parametrize("budget", [3, 600_000])
def test_hidden_people_change_no_rank_no_level_and_no_share(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, budget: int
) -> None:
    monkeypatch.setattr(name_index, "BUDGET", budget)
    texts = ["Hawa Ali", "Hawa Ali", "Ali Hawa Mohamed", "Mohamed Hawa"]

    def asked(name: str) -> tuple[list[int], dict[int, frozenset[tuple[int, int]]], float]:
        found = search.may_be_named(cast.reception.viewer, [name])
        return found.numbers.tolist(), found.met, found.share

    for text in ("Mohamed Ali", "Hawa Ali", "Hawa Musa", "Mohammed Aly", "Selam Tesfaye"):
        register(cast.reception, text)
    before = [asked(text) for text in ("Hawa Ali", "Ali Mohamed", "Selam")]
    for text in texts:
        hide(register(cast.caseworker, text))
    assert [asked(text) for text in ("Hawa Ali", "Ali Mohamed", "Selam")] == before


def test_as_many_queries_for_nobody_as_for_somebody_hidden(cast: Cast) -> None:
    viewer = cast.reception.viewer

    def asked(text: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            queries.find(viewer, text)
        return len(found)

    register(cast.caseworker, "Selam Tesfaye")
    nobody = asked("Hawa Musa")
    hide(register(cast.caseworker, "Hawa Musa"))
    assert asked("Hawa Musa") == nobody
    assert asked("Zed Zod") == nobody


def test_a_name_taken_away_is_no_longer_found(cast: Cast) -> None:
    person = register(cast.reception, "Hawa Musa")
    actions.edit_who(cast.reception.viewer, person=person, seen_version=1, who=Who((NameGiven("Zed Zod"),)))
    assert numbers(cast, "Hawa Musa") == []
    assert numbers(cast, "Zed Zod") == ["P-0001"]
    search.forget_names(person, ["Zed Zod"])
    assert name_index.candidates(["Zed Zod", "Hawa Musa"], most=9).numbers.tolist() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_who_is_renamed_waits_for_the_index(cast: Cast) -> None:
    register(cast.reception, "Hawa Musa")
    NameIndex.objects.create(generation=1)
    with CaptureQueriesContext(connection) as asked:
        indexing.go_on()
    [people] = [each["sql"] for each in asked if 'FROM "people_person"' in each["sql"] and "number" in each["sql"]]
    assert people.endswith("FOR NO KEY UPDATE")


def test_lists_of_another_recipe_are_made_anew_and_read_until_then(cast: Cast) -> None:
    for name in ("Hawa Musa", "محمد عبد الرحمن", "Selam Tesfaye"):
        register(cast.reception, name)
    NameIndex.objects.create(generation=1, recipe=name_index.RECIPE - 1, finished_at=timezone.now())
    assert indexing.go_on(2)
    assert queries.indexing() is None
    assert numbers(cast, "Mohamed Abdelrahman") == ["P-0002"]
    assert indexing.go_on(2)
    assert not indexing.go_on(2)
    newest = NameIndex.objects.order_by("-generation")[0]
    assert (newest.generation, newest.recipe, newest.finished_at is None) == (2, name_index.RECIPE, False)
    assert numbers(cast, "Mohamed Abdelrahman") == ["P-0002"]


def test_a_new_group_has_its_lists_from_the_first_day(cast: Cast) -> None:
    assert not indexing.go_on()
    register(cast.reception, "Hawa Musa")
    assert not indexing.go_on()
    (row,) = NameIndex.objects.all()
    assert (row.generation, row.recipe, row.finished_at is None) == (1, name_index.RECIPE, False)
    assert numbers(cast, "Hawa Musa") == ["P-0001"]


def test_an_existing_register_is_indexed_anew_in_steps(cast: Cast) -> None:
    for name in ("Hawa Musa", "محمد عبد الرحمن", "Selam Tesfaye"):
        register(cast.reception, name)
    SealedPiece.objects.all().delete()
    NameIndex.objects.create(generation=1)
    assert numbers(cast, "Mohamed Abdelrahman") == []
    assert (queries.indexing(), indexing.go_on(2)) == (indexing.Progress(0, 3), True)
    assert numbers(cast, "Mohamed Abdelrahman") == ["P-0002"]
    assert queries.indexing() == indexing.Progress(2, 3)
    page = cast.reception.client.post("/people/", {"q": "selam"}).content.decode()
    assert "Names are being read anew" in page
    register(cast.reception, "Newcomer Meanwhile")
    while indexing.go_on(2):
        pass
    assert queries.indexing() is None
    for text, number in (("Hawa Musa", "P-0001"), ("selam tesfaye", "P-0003"), ("Newcomer Meanwhile", "P-0004")):
        assert numbers(cast, text) == [number]


def test_a_new_generation_is_made_beside_the_one_in_use(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    register(cast.reception, "Hawa Musa")
    monkeypatch.setattr(indexing, "RECIPE", 2)
    assert numbers(cast, "Hawa Musa") == ["P-0001"]
    register(cast.reception, "Selam Tesfaye")
    assert numbers(cast, "Selam Tesfaye") == ["P-0002"]
    while indexing.go_on():
        pass
    assert set(SealedPiece.objects.values_list("generation", flat=True)) == {1, 2}
    assert queries.indexing() is None
    NameIndex.objects.update(finished_at=timezone.now() - indexing.STILL_READ)
    indexing.go_on()
    assert set(SealedPiece.objects.values_list("generation", flat=True)) == {2}
    assert (numbers(cast, "Hawa Musa"), numbers(cast, "Selam Tesfaye")) == (["P-0001"], ["P-0002"])


def test_what_lies_in_the_database_tells_no_word_and_no_number(cast: Cast) -> None:
    register(cast.reception, "Hawa Musa")
    register(cast.reception, "Hawa Idris")
    sizes = {len(body) for body in SealedPiece.objects.values_list("body", flat=True)}
    assert len(sizes) == 1
    assert parts.who(Person.objects.get(number=1)).own_name == "Hawa Musa"


def test_another_group_has_other_lists(cast: Cast) -> None:
    register(cast.reception, "Hawa Musa")
    answer: Any = cast.stranger.client.post("/people/find/", {"q": "Hawa Musa"})
    assert "Nothing found." in answer.content.decode()
