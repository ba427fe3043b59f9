"""Names in any script: two scripts in one cell, parts in several columns, 'name unknown'."""

import re
from typing import Final

from jiwar.casework.people import search, wording
from jiwar.casework.people.imports import wordlists
from jiwar.casework.people.imports.folding import folded
from jiwar.casework.people.imports.values.read import Read, doubtful, wrong

_BETWEEN: Final = re.compile(r"\s*[/|]\s*|\s+-\s+|\n")
_BRACKETED: Final = re.compile(r"(.+?)\s*[(（]\s*([^()（）]+?)\s*[)）]\s*")


def read_name(text: str) -> Read[tuple[str, ...]]:
    """One name, or the same in two scripts (`جان / Jean`)."""
    whole = " ".join(text.split())
    if len(whole) > search.LONGEST:
        return wrong("name-too-long")
    if not search.words(whole):
        return wrong("no-letters")
    if not any(mark.isalpha() for mark in whole):
        return wrong("no-letters")
    names = _in_scripts(text) or (whole,)
    if folded(whole) in wordlists.words("nobody"):
        return doubtful("name-unknown", names, text=whole)
    return Read(names)


def _in_scripts(text: str) -> tuple[str, ...]:
    """The pieces, if each is a name in a script of its own; a line break inside one name is none."""
    bracketed = _BRACKETED.fullmatch(" ".join(text.split()))
    pieces = [*bracketed.groups()] if bracketed else [" ".join(piece.split()) for piece in _BETWEEN.split(text)]
    pieces = [piece for piece in pieces if piece]
    scripts = [wording.script(piece) for piece in pieces]
    return tuple(pieces) if len(pieces) > 1 and "" not in scripts and len(set(scripts)) == len(scripts) else ()


def composed(given: str, middle: str, family: str) -> str:
    return " ".join(part for part in (given, middle, family) if part)
