"""Public holidays: the package's marks become flags, in each language it knows."""

from datetime import date

import pytest

from jiwar.knowledge.calendars import Holiday, countries, knows_holidays, public_holidays


def on(country: str, day: date, language: str = "en") -> list[Holiday]:
    return [holiday for holiday in public_holidays(country, day.year, language) if holiday.day == day]


@pytest.mark.parametrize(
    ("country", "day", "language", "expected"),
    [
        ("TR", date(2026, 10, 29), "en", [("Republic Day", False, False)]),
        ("DZ", date(2026, 5, 27), "en", [("Eid al-Adha", True, False)]),
        ("DZ", date(2026, 5, 27), "fr", [("Aïd el-Adha", True, False)]),
        ("DZ", date(2026, 5, 27), "ar", [("عيد الأضحى", True, False)]),
        ("YE", date(2026, 3, 23), "en", [("Eid al-Fitr", True, True)]),
        ("YE", date(2026, 5, 3), "en", [("Labor Day", False, True)]),
        ("TN", date(2026, 3, 20), "en", [("Eid al-Fitr", True, False), ("Independence Day", False, False)]),
        ("UG", date(2026, 3, 20), "fr", [("Eid al-Fitr", True, False)]),
        ("EG", date(2026, 3, 20), "en", [("Eid al-Fitr", False, False)]),
        ("eg", date(2026, 6, 8), "en", []),
    ],
)
def test_names_and_flags(country: str, day: date, language: str, expected: list[tuple[str, bool, bool]]) -> None:
    assert [(feast.name, feast.estimated, feast.observed) for feast in on(country, day, language)] == expected


@pytest.mark.parametrize("country", countries())
def test_no_mark_is_left_in_a_name_and_flags_do_not_depend_on_the_language(country: str) -> None:
    for year in range(2018, 2032):
        flags = {}
        for language in ("en", "ar", "fr"):
            feasts = public_holidays(country, year, language)
            assert all(feast.day.year == year for feast in feasts)
            for feast in feasts:
                assert feast.name == feast.name.strip() != ""
                assert not any(mark in feast.name for mark in ("estimated", "observed", "تقديري", "تعويضي", "estimé"))
            flags[language] = {(feast.day, feast.estimated, feast.observed) for feast in feasts}
        assert flags["en"] == flags["ar"] == flags["fr"]


def test_a_country_or_year_without_data_has_none() -> None:
    assert public_holidays("XX", 2026) == ()
    assert not knows_holidays("XX")
    assert knows_holidays("tr")
    assert public_holidays("TR", 1900) == ()


def test_all_forty_less_unhcr_have_holidays_this_decade() -> None:
    assert [country for country in countries() if not public_holidays(country, 2027)] == []
