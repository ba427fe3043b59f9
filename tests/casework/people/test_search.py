"""Normalisation, and finding by exact words in any order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.casework.people import search
from jiwar.casework.people.models import Person
from tests.casework.people.telling import register
from tests.cast import Cast

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآىةئؤًٌٍَُِّْـ ", max_size=40)


@given(st.text(max_size=60))
def test_normalising_twice_is_once(text: str) -> None:
    once = search.normalised(text)
    assert search.normalised(once) == once


@given(ARABIC)
def test_marks_and_letter_forms_do_not_matter(text: str) -> None:
    decorated = "".join(f"{letter}\u064e\u0640" if letter in "بتجد" else letter for letter in text)
    swapped = decorated.replace("ا", "أ").replace("ه", "ة").replace("ي", "ى").replace("ك", "ک")
    assert search.normalised(swapped) == search.normalised(text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("أحمد إبراهيم آدم", "احمد ابراهيم ادم"),
        ("فاطِمَة", "فاطمه"),
        ("علی یک", "علي يك"),
        ("مـحـمـد", "محمد"),
        ("AHMED  Ibrahim", "ahmed ibrahim"),
        ("Abu‐Bakr", "abu bakr"),
        ("P ١٢٣ ۴۵", "p 123 45"),
        ("ﷲ", "الله"),
        ("\u202eAhmed\u202c", "ahmed"),
        ("Hawa’a", "hawaa"),
    ],
)
def test_one_spelling(typed: str, stored: str) -> None:
    assert search.normalised(typed) == search.normalised(stored)


def test_different_names_stay_different() -> None:
    assert search.normalised("محمد") != search.normalised("محمود")
    assert search.normalised("Nur") != search.normalised("Nour")


def test_every_typed_word_in_any_order(cast: Cast) -> None:
    ahmed = register(cast.reception, "Ahmed Ibrahim Adam", "أحمد إبراهيم آدم")
    register(cast.reception, "Ahmed Salih Adam")
    assert list(search.named("adam IBRAHIM")) == [ahmed]
    assert list(search.named("آدَم أحمد ابراهيم")) == [ahmed]
    assert list(search.named("Ahmed Adam Omar")) == []
    assert list(search.named("Ahm")) == []
    assert list(search.named("")) == []
    assert list(search.named("…")) == []


def test_common_words_find_the_same_people(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = register(cast.reception, "Mohamed Ahmed Ali")
    register(cast.reception, "Mohamed Ahmed")
    register(cast.reception, "Ahmed Ali")
    everyone = Person.objects.all()
    rarely = search.alike(everyone, ["Ali Mohamed Ahmed"], [], [])
    monkeypatch.setattr(search, "COMMON", 0)
    assert list(search.named("ali mohamed")) == [wanted]
    assert search.alike(everyone, ["Ali Mohamed Ahmed"], [], []) == {wanted.id: search.Likeness(True, 3)}
    assert [likeness.shared_words for likeness in rarely.values()] == [3, 2, 2]


def test_finding_nobody_asks_as_often_as_finding_somebody_unknown(cast: Cast, django_assert_num_queries: Any) -> None:
    register(cast.reception, "Hawa Musa", phone="+905321234567")
    nobody = Person.objects.filter(subject__hidden=True)
    for name, number in (("Hawa Musa", "+905321234567"), ("Zed Zod", "+905329999999")):
        with django_assert_num_queries(10):
            assert search.alike(nobody, [name], [number], ["ABC-1"]) == {}
