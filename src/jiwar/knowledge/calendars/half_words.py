"""The words `half_dates.toml` knows, folded for looking up."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jiwar.knowledge.calendars.given import SIGHTING, Interval
from jiwar.knowledge.calendars.systems import Calendar, month_length, to_civil
from jiwar.knowledge.calendars.wording import fold_letters

Phrase = tuple[str, ...]
_HIJRI_MARKS: Final = ("هـ", "ه", "هجري", "هجرية", "hijri", "h", "ah", "hegire")
_CIVIL_MARKS: Final = ("م", "ميلادي", "ميلادية", "ad", "ce", "سنة", "عام", "year", "annee", "an", "of", "de", "l")


@dataclass(frozen=True, slots=True)
class Feast:
    """`length` 0: the whole month."""

    calendar: Calendar
    month: int
    day: int
    length: int

    def days_in(self, year: int) -> Interval:
        length = self.length or month_length(self.calendar, year, self.month)
        first = to_civil(self.calendar, year, self.month, self.day)
        margin = SIGHTING if self.calendar is Calendar.HIJRI else timedelta()
        return Interval(first - margin, first + timedelta(days=length - 1) + margin)


@dataclass(frozen=True, slots=True)
class Words:
    """Each phrase, as its folded words, with the code it stands for."""

    fillers: frozenset[str]
    about: frozenset[str]
    between: Mapping[Phrase, str]
    until: frozenset[str]
    sides: Mapping[Phrase, str]
    parts: Mapping[Phrase, str]
    season_phrases: Mapping[Phrase, str]
    feast_phrases: Mapping[Phrase, str]
    feasts: Mapping[str, Feast]
    units: Mapping[str, str]
    pairs: Mapping[str, str]
    numbers: Mapping[str, int]
    hijri_marks: frozenset[str]
    year_marks: frozenset[str]


@cache
def words() -> Words:
    data = tomllib.loads(files(__package__).joinpath("half_dates.toml").read_text(encoding="utf-8"))
    hijri = _folded(_HIJRI_MARKS)
    return Words(
        fillers=_folded(data["fillers"]),
        about=_folded(data["about"]),
        between=_phrases({"between": data["between"]}),
        until=_folded(data["until"]),
        sides=_phrases(data["sides"]),
        parts=_phrases(data["parts"]),
        season_phrases=_phrases(data["seasons"]),
        feast_phrases=_phrases({code: each["words"] for code, each in data["feasts"].items()}),
        feasts={code: _feast(each) for code, each in data["feasts"].items()},
        units=_single(data["units"]),
        pairs=_single(data["pairs"]),
        numbers={fold_letters(word): int(number) for number, said in data["numbers"].items() for word in said},
        hijri_marks=hijri,
        year_marks=hijri | _folded(_CIVIL_MARKS),
    )


def _folded(said: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_letters(each) for each in said)


def _phrases(by_code: Mapping[str, Iterable[str]]) -> dict[Phrase, str]:
    return {tuple(map(fold_letters, said.split())): code for code, known in by_code.items() for said in known}


def _single(by_code: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold_letters(said): code for code, known in by_code.items() for said in known}


def _feast(data: Mapping[str, Any]) -> Feast:
    month, day = data["from"]
    return Feast(Calendar(data["calendar"]), month, day, data["days"])
