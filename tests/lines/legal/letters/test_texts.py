"""The texts of the letters are data: each language says the same parts, and names nothing it may not."""

import pytest

from jiwar.foundation.papers.filling import filled
from jiwar.lines.legal.letters.asked import ASKED, RECORDED, SHAPES
from jiwar.lines.legal.letters.catalogue import LETTERS, LetterKind
from jiwar.lines.legal.letters.composing import allowed_names
from jiwar.lines.legal.letters.texts import languages_of, texts_of, words
from jiwar.lines.legal.letters.wording import Words
from tests.lines.legal.letters.said import ANSWERS, FILE, letter

EVERY = [(kind, language) for kind in LETTERS for language in texts_of(kind.code)]
IDS = [f"{kind.code}-{language}" for kind, language in EVERY]


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.code)
def test_every_letter_is_written_in_four_languages(kind: LetterKind) -> None:
    assert set(texts_of(kind.code)) == {"en", "ar", "fr", "tr"}
    assert "tr" not in languages_of(kind.code, "EG")


@pytest.mark.parametrize(("kind", "language"), EVERY, ids=IDS)
def test_a_text_names_only_what_its_letter_knows(kind: LetterKind, language: str) -> None:
    text = texts_of(kind.code)[language]
    assert text.names() <= allowed_names(kind)
    assert set(kind.asks) <= set(SHAPES)
    assert kind.recorded is not set(kind.asks).isdisjoint(RECORDED)


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.code)
def test_the_languages_of_a_letter_say_the_same_parts_with_the_same_gaps(kind: LetterKind) -> None:
    texts = list(texts_of(kind.code).values())
    for other in texts[1:]:
        assert len(other.body) == len(texts[0].body)
        assert [part.startswith("- ") for part in other.body] == [part.startswith("- ") for part in texts[0].body]
        assert other.names() == texts[0].names()


def test_what_a_letter_asks_it_says() -> None:
    """A question whose answer is printed nowhere would be asked for nothing."""
    for kind in LETTERS:
        printed = {name for text in texts_of(kind.code).values() for name in text.names()} | set(kind.shows)
        addressed = {"authority_name", "authority_address", "partner_name", "partner_address"}
        times = {"present_from", "present_until"} if "present_at" in kind.shows else set()
        assert set(kind.asks) <= printed | addressed | times


def test_the_shared_words_are_the_same_in_every_language() -> None:
    english = words()["en"]
    for language, said in words().items():
        assert set(said) == set(english), language
        for table in ("facts", "signs", "papers", "services", "genders", "calendars", "marked"):
            assert set(said[table]) == set(english[table]), language
    for kind in LETTERS:
        assert set(kind.shows) <= set(english["facts"])
        assert set(kind.signs) <= set(english["signs"])


@pytest.mark.parametrize(("kind", "language"), EVERY, ids=IDS)
def test_an_answer_left_out_leaves_no_gap(kind: LetterKind, language: str) -> None:
    """Whatever may be missing is missing: nothing broken is left of the sentence round it."""
    needed = {name: ANSWERS[name] for name in kind.asks if name in ASKED and ASKED[name].needed}
    bare = {
        **FILE,
        "names": ["Salma"],
        "birth": None,
        "nationalities": [],
        "paper": None,
        "languages": [],
        "office": None,
    }
    values = Words(language, bare, needed, hijri=False).values()
    for part in texts_of(kind.code)[language].parts():
        said = filled(part, values, allowed=allowed_names(kind))
        assert "  " not in said
        assert not said.endswith((": ", "،:"))


def test_no_legal_basis_is_written_in_a_text() -> None:
    """What the law says comes from the packs alone, where it stands with its source."""
    for kind in LETTERS:
        for text in texts_of(kind.code).values():
            said = " ".join(text.parts()).lower()
            for word in (" art.", "article", "المادة", "قانون", "kanun", " law ", " loi ", "convention", "1951"):
                assert word not in said


def test_two_languages_stand_beside_each_other_part_by_part() -> None:
    both = letter("appeal-cover", "ar", "tr")
    first, second = both.columns
    assert both.direction == "rtl"
    assert (first.direction, second.direction) == ("rtl", "ltr")
    assert len(first.body) == len(second.body)
    assert [len(said) for said in first.body] == [len(said) for said in second.body]
    assert len(first.facts) == len(second.facts)
