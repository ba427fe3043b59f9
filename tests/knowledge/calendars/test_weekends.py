"""Weekends as recorded: complete, sourced, and honest about doubt."""

from datetime import date

import holidays
import pytest

from jiwar.knowledge.calendars import countries, weekend

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def test_every_country_with_a_procedure_has_an_entry() -> None:
    assert " ".join(countries()) == (
        "AE AL AZ BD BF CM DJ DZ EG ID IQ IR JO KG KW KZ LB LY MA ML MR MY MZ NE NG PK PS QA SA SD SN SO SY TD TJ TN "
        "TR UG YE"
    )


@pytest.mark.parametrize(
    ("country", "when", "days"),
    [
        ("TR", 2026, {SAT, SUN}),
        ("tr", 2026, {SAT, SUN}),
        ("EG", 2026, {FRI, SAT}),
        ("IR", 2026, {FRI}),
        ("AE", 2021, {FRI, SAT}),
        ("AE", 2022, {SAT, SUN}),
        ("AE", date(2021, 12, 31), {FRI, SAT}),
        ("AE", date(2022, 1, 1), {SAT, SUN}),
        ("SA", date(2013, 6, 27), {THU, FRI}),
        ("SA", date(2013, 6, 28), {FRI, SAT}),
        ("SA", 2013, {FRI, SAT}),
        ("DZ", 1970, {SAT, SUN}),
        ("DZ", 1990, {THU, FRI}),
        ("DZ", 2020, {FRI, SAT}),
        ("SD", 2007, {FRI}),
    ],
)
def test_weekends_and_since_when(country: str, when: int | date, days: set[int]) -> None:
    found = weekend(country, when)
    assert found is not None
    assert found.days == days


@pytest.mark.parametrize("country", ["PS", "FR", "", "unhcr"])
def test_what_nobody_could_verify_is_unknown(country: str) -> None:
    assert weekend(country, 2026) is None


@pytest.mark.parametrize(
    ("country", "sure", "possible"),
    [
        ("BD", {SAT}, {FRI, SAT, SUN}),
        ("DJ", {FRI}, {FRI, SAT, SUN}),
        ("LY", set(), {FRI, SAT, SUN}),
        ("MR", {SAT}, {FRI, SAT, SUN}),
        ("NE", {SUN}, {SAT, SUN}),
        ("SO", {FRI}, {THU, FRI, SAT, SUN}),
        ("UG", {SUN}, {SAT, SUN}),
        ("TR", {SAT, SUN}, {SAT, SUN}),
    ],
)
def test_where_sources_conflict_the_doubt_is_kept(country: str, sure: set[int], possible: set[int]) -> None:
    found = weekend(country, 2026)
    assert found is not None
    assert found.sure == sure
    assert found.possible == possible
    assert bool(found.note) is (country != "TR")


@pytest.mark.parametrize("country", countries())
def test_each_entry_has_sources_and_its_confidence(country: str) -> None:
    for year in (1960, 1990, 2005, 2026):
        found = weekend(country, year)
        if found is None:
            assert country == "PS"
            continue
        assert found.sources
        assert all(source.title and source.publisher and source.url and source.date for source in found.sources)
        assert found.confidence in {"high", "medium", "low"}
        assert found.sure <= found.days <= found.possible
        assert 1 <= len(found.days) <= 2


@pytest.mark.parametrize("country", ["AE", "DZ", "JO", "KW", "QA", "SA", "SD", "YE"])
def test_changes_of_weekend_are_those_of_the_holidays_package(country: str) -> None:
    package = holidays.country_holidays(country)
    for year in range(1960, 2027):
        for month in range(1, 13):
            day = date(year, month, 28)
            found = weekend(country, day)
            assert found is not None
            week = [date.fromordinal(day.toordinal() + n) for n in range(7)]
            same_rule = [near for near in week if weekend(country, near) == found]
            assert all(package._is_weekend(near) is (near.weekday() in found.days) for near in same_rule)
