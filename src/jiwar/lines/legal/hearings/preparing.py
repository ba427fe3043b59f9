"""What is to be prepared for a hearing, and what the person brings: data by kind, in the languages of the desk."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jiwar.lines.legal.hearings.words import KINDS

LANGUAGES = ("en", "ar", "fr")


@dataclass(frozen=True, slots=True)
class Item:
    """`source` empty: good practice, nobody's rule."""

    id: str
    kinds: frozenset[str]
    texts: dict[str, str]
    source: str
    url: str

    def said(self, language: str) -> str:
        return self.texts.get(language, self.texts["en"])


@lru_cache(maxsize=1)
def _read() -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    data = tomllib.loads((files(__package__) / "preparing.toml").read_text(encoding="utf-8"))
    return tuple(map(_item, data["prepare"])), tuple(map(_item, data["bring"]))


def _item(row: dict[str, Any]) -> Item:
    kinds = frozenset(row.get("kinds", KINDS))
    if unknown := kinds - set(KINDS):
        raise ValueError(f"{row['id']}: no such kind of hearing: {sorted(unknown)}")
    if set(row["text"]) != set(LANGUAGES):
        raise ValueError(f"{row['id']}: a text in each of {LANGUAGES} is needed")
    if bool(row.get("source")) == bool(row.get("practice")):
        raise ValueError(f"{row['id']}: either a source or practice = true is needed")
    return Item(row["id"], kinds, row["text"], row.get("source", ""), row.get("url", ""))


def to_prepare(kind: str) -> list[Item]:
    return [item for item in _read()[0] if kind in item.kinds]


def to_bring(kind: str) -> list[Item]:
    return [item for item in _read()[1] if kind in item.kinds]


def item(code: str) -> Item | None:
    return next((each for each in _read()[0] if each.id == code), None)
