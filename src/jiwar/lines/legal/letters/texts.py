"""The texts of the letters, read from `texts/`: a table for each language, all with the same parts."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jiwar.foundation.papers.filling import names_in

ORDER: Final = ("ar", "en", "fr", "tr")
"""In which languages are offered. Turkish is written where Turkish is read, see `languages_of`."""
ONLY_IN: Final = {"tr": frozenset({"TR"})}
OF_AUTHORITIES: Final = {
    "TR": "tr",
    **dict.fromkeys(
        ("AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
         "SY", "TN", "YE"), "ar"),
    **dict.fromkeys(("BF", "BJ", "CI", "CM", "GA", "GN", "ML", "NE", "SN", "TD", "TG"), "fr"),
}  # fmt: skip
"""The language in which an authority is written to first; for any other country English."""

BASE: Final = frozenset(
    {
        "group", "adviser", "person", "other_name", "birth", "nationality", "paper", "case_number", "today",
        "interpreter_language", "interpreter_gender",
    }
)  # fmt: skip
"""What every text may name, besides what its letter asks."""


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    subject: str
    opening: str
    body: tuple[str, ...]
    closing: str

    def parts(self) -> tuple[str, ...]:
        return (self.title, self.subject, self.opening, *self.body, self.closing)

    def names(self) -> set[str]:
        return set[str]().union(*(names_in(part) for part in self.parts()))


@cache
def texts_of(kind: str) -> dict[str, Text]:
    """The texts of one letter by language."""
    said = _read(f"{kind}.toml")
    return {
        language: Text(part["title"], part["subject"], part["opening"], tuple(part["body"]), part["closing"])
        for language, part in said.items()
    }


def languages_of(kind: str, country: str) -> list[str]:
    """The languages a letter is there in, for a group in this country."""
    known = texts_of(kind)
    return [code for code in ORDER if code in known and country in ONLY_IN.get(code, {country})]


@cache
def words() -> dict[str, dict[str, Any]]:
    """The words all letters share, by language."""
    return _read("common.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "texts" / name).read_text(encoding="utf-8"))
