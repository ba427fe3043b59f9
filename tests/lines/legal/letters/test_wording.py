"""Facts in words: dates in both calendars, the reader's digits, the name in the script of the letter."""

from typing import Any

import pytest

from jiwar.foundation.papers.isolating import plain
from jiwar.lines.legal.letters.wording import Words
from tests.lines.legal.letters.said import ANSWERS, FILE


def said(language: str, *, hijri: bool = True, **file: Any) -> dict[str, str]:
    values = Words(language, FILE | file, ANSWERS, hijri=hijri).values()
    return {name: plain(value) for name, value in values.items()}


@pytest.mark.parametrize(
    ("language", "today", "told", "notified"),
    [
        ("en", "6 March 2026 (17 Ramadan 1447)", "14 Safar 1410 (September 1989)", "2 March 2026 (13 Ramadan 1447)"),
        ("ar", "٦ آذار ٢٠٢٦ (١٧ رمضان ١٤٤٧)", "١٤ صفر ١٤١٠ (أيلول ١٩٨٩)", "٢ آذار ٢٠٢٦ (١٣ رمضان ١٤٤٧)"),
        ("fr", "6 mars 2026 (17 ramadan 1447)", "14 safar 1410 (septembre 1989)", "2 mars 2026 (13 ramadan 1447)"),
        ("tr", "6 Mart 2026", "14/2/1410 Hicri (Eylül 1989)", "2 Mart 2026"),
    ],
)
def test_dates_are_in_both_calendars_and_the_readers_digits(
    language: str, today: str, told: str, notified: str
) -> None:
    values = said(language)
    assert (values["today"], values["birth"], values["notified_on"]) == (today, told, notified)


def test_the_hijri_date_stands_only_where_it_is_wanted() -> None:
    assert said("ar", hijri=False)["today"] == "٦ آذار ٢٠٢٦"


@pytest.mark.parametrize(
    ("given", "english", "arabic"),
    [
        ({"year": 1994, "month": None, "day": None, "about": True}, "about 1994", "نحو ١٩٩٤"),
        ({"year": 1994, "month": 5, "day": None, "about": False}, "May 1994", "أيار ١٩٩٤"),
        ({"year": 1994, "month": 5, "day": 3, "about": False}, "3 May 1994", "٣ أيار ١٩٩٤"),
    ],
)
def test_a_date_of_birth_is_as_exact_as_it_was_told(given: dict[str, Any], english: str, arabic: str) -> None:
    birth = {"calendar": "gregorian", **given}
    assert said("en", birth=birth)["birth"] == english
    assert said("ar", birth=birth)["birth"] == arabic


def test_the_name_stands_in_the_script_of_the_letter_and_beside_it_the_other() -> None:
    assert (said("ar")["person"], said("ar")["other_name"]) == ("أحمد إدريس عبد الله", "Ahmed Idris Abdallah")
    assert (said("tr")["person"], said("tr")["other_name"]) == ("Ahmed Idris Abdallah", "أحمد إدريس عبد الله")
    alone = said("ar", names=["Salma Barakat"])
    assert (alone["person"], alone["other_name"]) == ("Salma Barakat", "")


def test_a_number_is_kept_from_left_to_right_and_a_list_has_one_item_a_line() -> None:
    values = Words("ar", FILE, ANSWERS, hijri=False).values()
    assert values["reference"] == "\u20662026/4512\u00a0(B)\u2069"
    assert plain(values["enclosures"]).splitlines()[1] == "- إفادة موقَّعة (٤ صفحات)"


def test_somebodys_words_bring_no_marks_that_turn_the_line() -> None:
    said = Words("en", FILE, {"place": "Akyurt \u202egnitset\u202c"}, hijri=False).values()
    assert said["place"] == "\u2068Akyurt gnitset\u2069"
