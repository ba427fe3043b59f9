"""Decks: a native speaker's word over what is shipped, and decks of the group's own, typed or from a sheet."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.sheets.writing import xlsx
from jiwar.knowledge.phrases import Wording, phrase
from jiwar.lines.learning.models import Learner, OwnDeck, OwnPhrase, SpokenWording, WordStudy
from jiwar.lines.learning.phrases import decking, queries, studying
from jiwar.lines.learning.phrases.cards import LARGEST, layer, shipped
from jiwar.lines.learning.phrases.decking import Written
from tests.cast import Cast, Player

DECK = reverse("learning:deck", args=["family"])
WORDING = reverse("learning:wording", args=["house", "tr"])


@pytest.fixture
def own(teacher: Player) -> OwnDeck:
    return decking.make_deck(teacher.viewer, name="Unit one", learned="tr", own="ar")


def sheet(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("words.csv", "\n".join(rows).encode())


def test_every_deck_is_shown_to_everybody_in_two_languages(cast: Cast) -> None:
    browser = cast.volunteer.client
    decks = browser.get(reverse("learning:decks")).content.decode()
    assert DECK in decks
    assert "New deck" not in decks
    shown = browser.get(DECK, {"learned": "tr", "own": "ar"}).content.decode()
    assert "aile" in shown
    assert "عائلة" in shown
    assert "awaits a native speaker" in shown
    for odd in ({"learned": "xx", "own": "'"}, {"learned": "tr", "own": "tr"}, {}):
        assert browser.get(DECK, odd).status_code == 200
    assert browser.get(reverse("learning:deck", args=["nothing"])).status_code == 404
    assert browser.get(reverse("learning:wording", args=["house", "xx"])).status_code == 404
    assert browser.get(reverse("learning:wording", args=["nothing", "tr"])).status_code == 404


def test_a_native_speaker_confirms_or_mends_and_it_counts_in_their_group_alone(
    cast: Cast, other_group: Group, teaches: Player, learner: Learner
) -> None:
    browser = cast.volunteer.client
    typed = {"text": "ev, hane", "said": "", "example": "Bu bizim evimiz."}
    assert browser.post(WORDING, typed).status_code == 422  # nobody said that it is their language
    answer = browser.post(WORDING, {**typed, "native": "on"})
    assert answer.headers["Location"] == reverse("learning:deck", args=["housing"]) + "?own=tr"
    row = SpokenWording.objects.get()
    assert (row.phrase, row.tongue, row.text, row.spoken_by) == ("house", "tr", "ev, hane", cast.volunteer.member)
    shown = browser.get(reverse("learning:deck", args=["housing"]), {"learned": "tr", "own": "ar"}).content.decode()
    assert "ev, hane" in shown
    assert "Volunteer" in shown
    first = shipped("housing", "tr", "ar", layer(("tr", "ar")))[0]
    assert (first.front.confirmed, first.back.confirmed, first.confirmed) == (True, False, False)
    entry = Entry.objects.get(kind="wording-spoken")
    assert entry.about == {"phrase": "house", "tongue": "tr"}
    study = studying.choose_words(teaches.viewer, learner=learner, learned="tr", own="ar", decks=["housing"])
    asked = queries.asked(WordStudy.objects.get(id=study.id)).card
    assert asked is not None
    assert asked.front.text == "ev, hane"
    with acting_for(other_group):
        assert layer(("tr", "ar")) == {}


def test_a_wording_with_a_fault_is_not_confirmed(cast: Cast) -> None:
    answer = cast.volunteer.client.post(WORDING, {"text": "ev (hane", "native": "on"})
    assert answer.status_code == 422
    assert "A bracket is opened" in answer.content.decode()
    found = phrase("house")
    assert found is not None
    with pytest.raises(NotPossible):
        decking.speak(cast.volunteer.viewer, phrase=found, tongue="ar", wording=Wording("بيت"))
    assert not SpokenWording.objects.exists()


def test_a_teacher_makes_fills_and_mends_a_deck(teacher: Player, teaches: Player, learner: Learner) -> None:
    browser = teacher.client
    made = browser.post(reverse("learning:new-deck"), {"name": "Unit one", "learned": "tr", "own": "ar"})
    deck = OwnDeck.objects.get()
    assert made.headers["Location"] == reverse("learning:own-deck", args=[deck.id])
    new = reverse("learning:new-word", args=[deck.id])
    assert browser.post(new, {"text": "sandalye", "meaning": "كرسي", "icon": "home"}).headers["Location"] == new
    assert browser.post(new, {"text": "sandalye", "meaning": "كرسي"}).status_code == 422  # it stands there already
    assert browser.post(new, {"text": "masa", "meaning": "table"}).status_code == 422  # not Arabic
    word = OwnPhrase.objects.get()
    mend = reverse("learning:mend-word", args=[word.id])
    typed = {"text": "sandalye", "meaning": "كرسي", "example": "Sandalye nerede?", "seen_version": "1"}
    assert browser.post(mend, typed).status_code == 302
    stale = browser.post(mend, {**typed, "meaning": "مقعد"})
    assert stale.status_code == 422
    assert "As it stands now" in stale.content.decode()
    word.refresh_from_db()
    assert (word.example, word.meaning, word.version, word.icon) == ("Sandalye nerede?", "كرسي", 2, "")
    study = studying.choose_words(teaches.viewer, learner=learner, learned="tr", own="ar", decks=[str(deck.id)])
    asked = queries.asked(study).card
    assert asked is not None
    assert (asked.front.text, asked.back.text, asked.confirmed) == ("sandalye", "كرسي", True)
    assert queries.decks_in_words(study) == ["Unit one"]
    browser.post(reverse("learning:take-out", args=[word.id]))
    assert queries.asked(study).card is None
    assert browser.get(mend).status_code == 404
    browser.post(reverse("learning:end-deck", args=[deck.id]))
    assert browser.get(reverse("learning:own-deck", args=[deck.id])).status_code == 404
    assert queries.own_decks() == []
    kinds = list(Entry.objects.filter(kind__startswith="deck-").order_by("at").values_list("kind", flat=True))
    assert kinds == ["deck-made", "deck-changed", "deck-changed", "deck-changed", "deck-ended"]


def test_only_teachers_write_and_only_their_group_reads(cast: Cast, own: OwnDeck) -> None:
    page = reverse("learning:own-deck", args=[own.id])
    assert cast.volunteer.client.get(page).status_code == 200
    assert cast.stranger.client.get(page).status_code == 404
    for name in ("new-word", "bring-words", "end-deck"):
        assert cast.caseworker.client.get(reverse(f"learning:{name}", args=[own.id])).status_code == 403
    with pytest.raises(Refused):
        decking.add_words(cast.caseworker.viewer, deck=own, brought=[Written("ev", "بيت")])


def test_a_deck_is_between_two_languages(teacher: Player) -> None:
    with pytest.raises(NotPossible):
        decking.make_deck(teacher.viewer, name="x", learned="tr", own="tr")


def test_a_sheet_is_looked_at_before_anything_is_kept(teacher: Player, own: OwnDeck) -> None:
    decking.add_words(teacher.viewer, deck=own, brought=[Written("ev", "بيت")])
    browser, bring = teacher.client, reverse("learning:bring-words", args=[own.id])
    rows = ["Word,Meaning", "masa, طاولة,,Masa nerede?", "ev,بيت", "kap[ı,باب", "=1+1,صفر", ",لا شيء", "masa,منضدة"]
    shown = browser.post(bring, {"file": sheet(*rows), "headed": "on"})
    assert shown.status_code == 200
    text = shown.content.decode()
    assert text.count("left out") == 5
    assert text.count(">comes in<") == 1
    assert OwnPhrase.objects.count() == 1
    kept = str(re.search('name="rows" value="([^"]*)"', text)[1]).replace("&#34;", '"')  # type: ignore[index]
    assert json.loads(kept) == [[2, "masa", "طاولة", "", "Masa nerede?"]]
    assert browser.post(bring, {"rows": kept}).status_code == 302
    assert list(OwnPhrase.objects.values_list("text", "meaning", "example")) == [
        ("ev", "بيت", ""),
        ("masa", "طاولة", "Masa nerede?"),
    ]
    assert browser.post(bring, {"rows": kept}).status_code == 302  # sent twice
    assert OwnPhrase.objects.count() == 2


def test_a_workbook_comes_in_like_a_text(teacher: Player, own: OwnDeck) -> None:
    file = SimpleUploadedFile("words.xlsx", xlsx([["masa", "طاولة"], ["kapı", "باب"]], sheet="Words"))
    text = teacher.client.post(reverse("learning:bring-words", args=[own.id]), {"file": file}).content.decode()
    assert text.count(">comes in<") == 2


@pytest.mark.parametrize(
    "rows", ["", "{", "7", '{"a": 1}', "[[1]]", '[["1","a","b","c","d"]]', '[[1,"a","b","c",7]]', "[null]", "[" * 9000]
)
def test_rows_that_are_none_of_ours_are_refused(rows: str, teacher: Player, own: OwnDeck) -> None:
    assert teacher.client.post(reverse("learning:bring-words", args=[own.id]), {"rows": rows}).status_code == 400
    assert not OwnPhrase.objects.exists()


def test_what_is_sent_back_is_looked_at_again(teacher: Player, own: OwnDeck) -> None:
    rows = json.dumps([[1, "masa", "<b>", "", ""], [2, "x" * 161, "طاولة", "", ""], [3, "masa\u202e", "طاولة", "", ""]])
    assert teacher.client.post(reverse("learning:bring-words", args=[own.id]), {"rows": rows}).status_code == 302
    assert not OwnPhrase.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken"])
def test_what_is_no_sheet_is_refused_in_words(content: bytes, teacher: Player, own: OwnDeck) -> None:
    file = SimpleUploadedFile("words.xlsx", content)
    assert teacher.client.post(reverse("learning:bring-words", args=[own.id]), {"file": file}).status_code == 422


def test_a_deck_has_an_end(teacher: Player, own: OwnDeck) -> None:
    many = [Written(f"kelime {number}", "كلمة") for number in range(LARGEST + 1)]
    with pytest.raises(NotPossible):
        decking.add_words(teacher.viewer, deck=own, brought=many)
    assert not OwnPhrase.objects.exists()
