"""Languages, countries and directions by name."""

import pytest

from jiwar.foundation.languages import countries, spoken
from jiwar.foundation.languages.bidi import harmless
from jiwar.foundation.languages.directions import direction, endonym


@pytest.mark.parametrize(
    ("language", "way"),
    [("ar", "rtl"), ("ar-EG", "rtl"), ("prs", "rtl"), ("ckb", "rtl"), ("kmr", "ltr"), ("so", "ltr"), ("ti", "ltr"),
     ("pa-Arab", "rtl"), ("pa", "ltr"), ("ff-Adlm", "rtl"), ("uz-Latn", "ltr")],
)  # fmt: skip
def test_direction(language: str, way: str) -> None:
    assert direction(language) == way


def test_endonyms() -> None:
    assert (endonym("ar"), endonym("kmr"), endonym("xx")) == ("العربية", "Kurmancî", "xx")


@pytest.mark.parametrize(
    ("code", "english", "arabic", "french"),
    [
        ("fvr", "Fur", "الفور", "four"),
        ("zag", "Zaghawa (Beria)", "الزغاوة", "zaghawa"),
        ("din", "Dinka", "الدينكا", "dinka"),
        ("ti", "Tigrinya", "التغرينية", "tigrigna"),
        ("so", "Somali", "الصومالية", "somali"),
        ("prs", "Dari", "الدرية", "dari"),
        ("ps", "Pashto", "البشتو", "pachto"),
        ("haz", "Hazaragi", "الهزارية", "hazaragi"),
        ("kmr", "Kurdish, Kurmanji", "الكردية الكرمانجية", "kurde kurmandji"),
        ("ckb", "Kurdish, Sorani", "الكردية السورانية", "kurde sorani"),
    ],
)
def test_languages_people_speak(code: str, english: str, arabic: str, french: str) -> None:
    assert [spoken.language_name(code, language) for language in ("en", "ar", "fr")] == [english, arabic, french]


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_every_language_has_a_name_and_stands_once(language: str) -> None:
    choices = spoken.language_choices(language)
    assert len({code for code, _ in choices}) == len(choices) == len(spoken.codes())
    assert [code for code, name in choices if name == code] == ([] if language != "fr" else ["fon", "luo"])
    names = [name for _, name in choices]
    assert len(set(names)) == len(names)


def test_countries_are_countries_and_nobody_is_left_out() -> None:
    codes = countries.country_codes()
    assert {"SD", "SY", "PS", "AF", "XK", "EH", "SS", "TR"} <= codes
    assert codes.isdisjoint({"EU", "UN", "ZZ", "001", "EZ"})
    assert countries.country_name("SD", "ar") == "السودان"
    assert [code for code, _ in countries.nationality_choices("fr")][-2:] == ["XXA", "XXX"]
    assert countries.country_name("XXA", "en") == "Stateless"


def test_names_keep_joiners_and_lose_what_turns_a_line() -> None:
    assert harmless("Ahmed\u202e gpj\u2066\u2069\u200f") == "Ahmed gpj"
    assert harmless("می\u200cخواهم") == "می\u200cخواهم"
    assert harmless("one\u2028two\x00") == "one two "
