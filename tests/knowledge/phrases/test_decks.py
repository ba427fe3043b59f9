"""The decks that are shipped: every wording in all of them; and how clearly a fault in a file is named."""

import re
from collections import Counter
from pathlib import Path

import pytest

import jiwar.foundation.ui
from jiwar.knowledge.phrases import (
    HOSTS,
    SITUATIONS,
    TONGUES,
    WITH_SAYING,
    DeckError,
    Fault,
    Wording,
    deck,
    decks,
    faults_of,
    phrase,
    read_deck,
    tongues_of,
)

ALL = [each for one in decks() for each in one.phrases]
ICONS = Path(jiwar.foundation.ui.__file__).parent / "templates" / "ui" / "icons.html"


def counted() -> Counter[str]:
    return Counter(tongue for each in ALL for tongue in each.wordings)


def test_every_situation_has_its_deck_and_every_id_stands_once() -> None:
    assert tuple(one.situation for one in decks()) == SITUATIONS
    assert len({each.id for each in ALL}) == len(ALL)
    assert all(len(one.phrases) >= 25 for one in decks())


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_wording_is_without_fault(tongue: str) -> None:
    faulty = {each.id: faults_of(tongue, each.wordings[tongue]) for each in ALL if tongue in each.wordings}
    assert {name: found for name, found in faulty.items() if found} == {}


def test_arabic_and_english_have_three_hundred_each_with_saying_and_example() -> None:
    for host in ("ar", "en"):
        full = [
            each for each in ALL if host in each.wordings and each.wordings[host].said and each.wordings[host].example
        ]
        assert len(full) == len(ALL)
        assert len(full) >= 300


def test_every_host_language_is_there_and_the_others_as_far_as_we_trust_ourselves() -> None:
    found = counted()
    assert all(found[host] >= 300 for host in HOSTS)
    assert all(found[tongue] >= 60 for tongue in TONGUES)


def test_all_that_a_machine_drafted_waits_for_a_native_speaker() -> None:
    """When the first is confirmed in a file, this says which ones are."""
    assert [(each.id, tongue) for each in ALL for tongue, said in each.wordings.items() if said.confirmed] == []


def test_every_icon_is_one_of_the_desk() -> None:
    drawn = set(re.findall(r'^  "([a-z-]+)":', ICONS.read_text(encoding="utf-8"), re.MULTILINE))
    assert {each.icon for each in ALL if each.icon} - drawn == set()


def test_who_learns_sees_what_both_languages_have() -> None:
    family = deck("family")
    assert family is not None
    between = family.between("en", "ti")
    assert between
    assert all({"en", "ti"} <= set(each.wordings) for each in between)
    assert len(between) < len(family.between("en", "ar")) == len(family.phrases)
    assert (deck("nothing"), phrase("nothing"), tongues_of("nothing")) == (None, None, ())
    assert tongues_of("numbers") == tuple(TONGUES)
    asked = phrase("interpreter")
    assert asked is not None
    assert asked.situation == "asylum-interview"


@pytest.mark.parametrize(
    ("tongue", "wording", "found"),
    [
        ("rhg", Wording("ai"), (Fault.NO_TONGUE,)),
        ("fr", Wording(""), (Fault.EMPTY,)),
        ("fr", Wording("a" * 161), (Fault.LONG,)),
        ("fr", Wording("deux  mots"), (Fault.SPACES,)),
        ("fr", Wording(" mot"), (Fault.SPACES,)),
        ("fr", Wording("mot\u202e"), (Fault.HIDDEN_SIGNS,)),
        ("fr", Wording("mot (ou"), (Fault.BRACKETS,)),
        ("fr", Wording("mot)"), (Fault.BRACKETS,)),
        ("fr", Wording("mot (a]"), (Fault.BRACKETS,)),
        ("fr", Wording("mоt"), (Fault.SCRIPT,)),  # the o is Cyrillic
        ("ar", Wording("بيت", "bayt", "a house"), (Fault.SCRIPT,)),
        ("ar", Wording("بيت"), (Fault.NOT_SAID,)),
        ("ar", Wording("بيت", "بيت"), (Fault.SAID_NOT_LATIN,)),
        ("am", Wording("ቤት", "bet <"), (Fault.SAID_NOT_LATIN,)),
        ("fa", Wording("نمی‌فهمم", "nemīfahmam"), ()),  # with the sign that keeps letters apart
        ("fr", Wording("puis-je partir ? (3)"), ()),
    ],
)
def test_what_is_wrong_with_a_wording(tongue: str, wording: Wording, found: tuple[Fault, ...]) -> None:
    assert faults_of(tongue, wording) == found


HEAD = "id\ttext\tsaid\texample\tconfirmed\n"
GOOD = {"icons": "id\ticon\nhouse\thome\n", "fr": HEAD + "house\tmaison\t\t\t\n", "tr": HEAD + "house\tev\t\t\tyes\n"}


def test_a_deck_is_read() -> None:
    found = read_deck("housing", GOOD)
    assert [(each.id, each.situation, each.icon) for each in found.phrases] == [("house", "housing", "home")]
    assert found.phrases[0].wordings == {"fr": Wording("maison"), "tr": Wording("ev", confirmed=True)}


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("icons", "id\ticon\nhouse\thome\nhouse\t\n", "housing/icons.tsv:3: house: stands twice"),
        ("icons", "id\ticon\nHouse\t\n", "housing/icons.tsv:2: is no id: House"),
        ("icons", "id\ticon\nhouse\t<svg>\n", "housing/icons.tsv:2: is no name of an icon: <svg>"),
        ("icons", "id\ticon\nhouse\n", "housing/icons.tsv:2: has 1 cells, not 2"),
        ("icons", "house\thome\n", "housing/icons.tsv:1: does not begin with the columns id, icon"),
        ("icons", "id\ticon\nhouse\t\ntent\t\n", "housing/icons.tsv:0: tent: is said in fewer than two languages"),
        ("fr", HEAD + "hut\thutte\t\t\t\n", "housing/fr.tsv:2: hut: is none of the phrases of this deck"),
        ("fr", HEAD + "house\tmaison\t\t\t\n" * 2, "housing/fr.tsv:3: house: stands twice"),
        ("fr", HEAD + "house\tmaison\t\t\tno\n", "housing/fr.tsv:2: house: confirmed is neither yes nor empty: no"),
        ("fr", HEAD + "house\tбик\t\t\t\n", "housing/fr.tsv:2: house: script"),
        ("fr", "", "housing/fr.tsv:1: does not begin with the columns id, text, said, example, confirmed"),
        ("xx", HEAD, "housing/xx.tsv:0: is no language we write"),
    ],
)
def test_a_fault_is_named_by_file_and_line(file: str, text: str, problem: str) -> None:
    with pytest.raises(DeckError) as raised:
        read_deck("housing", {**GOOD, file: text})
    assert problem in raised.value.problems


def test_english_and_every_script_but_latin_say_how_it_is_said() -> None:
    assert {"ar", "ur", "fa", "ps", "ckb", "ug", "am", "ti", "en"} == WITH_SAYING
