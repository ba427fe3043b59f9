"""The weekly days of rest of a country, with their source, the doubt about them, and since when they are so.

The data is `weekends.toml`. None of it is law: see each entry's sources and confidence.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    title: str
    publisher: str
    url: str
    date: str


@dataclass(frozen=True, slots=True)
class Weekend:
    """Weekdays are numbered as `date.weekday()` does: Monday 0 to Sunday 6.

    `days`: the days recorded as rest. `sure`: those of them the record does not doubt. `possible`: `days` and every
    other day some source names. `confidence`: high, medium or low. `note`: English text for the reader, may be empty.
    """

    country: str
    days: frozenset[int]
    sure: frozenset[int]
    possible: frozenset[int]
    confidence: str
    note: str
    sources: tuple[Source, ...]
    since: date | None


def weekend(country: str, when: int | date) -> Weekend | None:
    """The weekend of a country (ISO 3166 alpha-2) on a day, or at the end of a year; None when it is not known."""
    day = date(when, 12, 31) if isinstance(when, int) else when
    for entry in _weekends().get(country.upper(), ()):
        if entry.since is None or entry.since <= day:
            return entry if entry.days else None
    return None


def countries() -> tuple[str, ...]:
    """The countries that have a record, also those whose weekend nobody could verify."""
    return tuple(sorted(_weekends()))


@cache
def _weekends() -> dict[str, tuple[Weekend, ...]]:
    record = tomllib.loads(files(__package__).joinpath("weekends.toml").read_text(encoding="utf-8"))
    sources = {name: Source(**source) for name, source in record["sources"].items()}
    by_country: dict[str, list[Weekend]] = {}
    for entry in record["weekend"]:
        by_country.setdefault(entry["country"], []).append(_read(entry, sources))
    # Latest first; the entry without a beginning is the oldest one known.
    return {
        country: tuple(sorted(entries, key=lambda entry: entry.since or date.min, reverse=True))
        for country, entries in by_country.items()
    }


def _read(entry: dict[str, Any], sources: dict[str, Source]) -> Weekend:
    days = _weekdays(entry["days"])
    return Weekend(
        country=entry["country"],
        days=days,
        sure=_weekdays(entry["sure"]) if "sure" in entry else days,
        possible=days | _weekdays(entry.get("possible", [])),
        confidence=entry["confidence"],
        note=entry.get("note", ""),
        sources=tuple(sources[name] for name in entry["sources"]),
        since=entry.get("since"),
    )


def _weekdays(names: list[str]) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(name) for name in names)
