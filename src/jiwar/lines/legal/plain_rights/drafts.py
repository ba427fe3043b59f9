"""Translations of what packs say of rights: drafted by a machine, and each waiting for a lawyer.

A draft belongs to one fact and to the words it translated. Where the pack says something else now, there is no draft:
the page shows the new words in English rather than an old translation.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).with_name("drafts")
LANGUAGES: Final = ("ar", "fr")


@dataclass(frozen=True, slots=True)
class Draft:
    """`of`: the English words that were translated."""

    of: str
    texts: Mapping[str, str]


@cache
def drafts_of(pack: str) -> Mapping[str, Draft]:
    """By the id of the fact: `rights.work`, `legal_aid`. Raises `KeyError` where a draft lacks a language."""
    file = _FOLDER / f"{pack}.toml"
    if not file.is_file():
        return {}
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["facts"]
    return {row["id"]: Draft(row["of"], {language: row[language] for language in LANGUAGES}) for row in rows}


def draft(pack: str, fact: str, says: str, language: str) -> str:
    """The draft in that language of what the pack says now; empty where there is none."""
    found = drafts_of(pack).get(fact)
    return found.texts.get(language, "") if found is not None and found.of == says else ""


def known_packs() -> list[str]:
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))
