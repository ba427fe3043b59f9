"""Public holidays of a country, from the `holidays` package: reference data, never law.

Islamic feasts the package computed ahead are estimates; the mark it writes into their names becomes a flag here.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import holidays
from holidays import HolidayBase


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which a country's offices rest. `estimated`: the moon decides, the day may be one earlier or later.
    `observed`: a day given instead of, or in addition to, the feast itself."""

    day: date
    name: str
    estimated: bool
    observed: bool


def public_holidays(country: str, year: int, language: str = "en") -> tuple[Holiday, ...]:
    """Every public holiday of the civil year, by day. Names in `language` where the package has it, else in English.

    Empty when the package does not know the country or the year: `knows_holidays` tells the two apart from a
    country without feasts.
    """
    code = country.upper()
    if not knows_holidays(code):
        return ()
    return _public_holidays(code, year, language)


def knows_holidays(country: str) -> bool:
    """Whether holiday data exists for the country (ISO 3166 alpha-2)."""
    return country.upper() in _countries()


def exchanged_workdays(country: str, year: int) -> frozenset[date]:
    """Weekend days of the year on which offices work in exchange for a day of rest (Kazakhstan, Azerbaijan…)."""
    return _exchanged_workdays(country.upper(), year) if knows_holidays(country) else frozenset()


@lru_cache(maxsize=1024)
def _exchanged_workdays(country: str, year: int) -> frozenset[date]:
    package = holidays.country_holidays(country, years=year)
    return frozenset(day for day in package.weekend_workdays if day.year == year)


@cache
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries())


@lru_cache(maxsize=1024)
def _public_holidays(country: str, year: int, language: str) -> tuple[Holiday, ...]:
    package = holidays.country_holidays(country, years=year, language=_language(country, language))
    marks = _marks(package)
    found = {_read(day, name, marks) for day in package if day.year == year for name in package.get_list(day)}
    return tuple(sorted(found, key=lambda holiday: (holiday.day, holiday.name)))


def _language(country: str, wanted: str) -> str | None:
    supported = holidays.list_localized_countries().get(country, [])
    for prefix in (wanted, "en"):
        for language in supported:
            if language.split("_")[0] == prefix:
                return language
    return None


def _marks(package: HolidayBase) -> tuple[tuple[str, bool, bool], ...]:
    """(text around the name, estimated, observed), as the package writes it in its current language."""
    found: list[tuple[str, bool, bool]] = []
    for attribute, estimated, observed in (
        ("observed_estimated_label", True, True),
        ("estimated_label", True, False),
        ("observed_label", False, True),
        ("observed_label_before", False, True),
    ):
        label = getattr(package, attribute, "")
        if label and label != "%s":
            found.append((package.tr(label), estimated, observed))
    return tuple(found)


def _read(day: date, text: str, marks: tuple[tuple[str, bool, bool], ...]) -> Holiday:
    name, estimated, observed = text, False, False
    for label, marks_estimated, marks_observed in marks:
        before, _, after = label.partition("%s")
        if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
            name = name[len(before) : len(name) - len(after)].strip()
            estimated, observed = estimated or marks_estimated, observed or marks_observed
    return Holiday(day, name, estimated, observed)
