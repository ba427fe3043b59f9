"""Parts of names, each once, with the words each can be met by: as written, or without a grown-on article or link."""

from collections.abc import Sequence

import numpy as np

from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import Side
from jiwar.knowledge.names.reading import Name, Part
from jiwar.knowledge.names.scripts import Script
from jiwar.knowledge.names.words import LEAST, MOST, Places, Word, Words, alike

# What it takes from the odds when two parts meet only without an article, a link or an ending.
WITHOUT_PARTICLE = np.float32(0.3)
INITIAL_ODDS = np.float32(2.0)
_PartKey = tuple[str, Script, str]
_NOBODY = Part("", "?", Script.OTHER)


class Catalogue:
    """Parts by number."""

    def __init__(self) -> None:
        self._numbers: dict[_PartKey, int] = {}
        self.parts: list[Part] = []

    def number(self, part: Part) -> int:
        """The number of a part, which is added when it is new."""
        key = (part.letters, part.script, part.root)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.parts)
            self.parts.append(part)
        return found

    def table(self) -> "PartTable":
        """The parts so far as arrays."""
        return PartTable(self.parts or [_NOBODY])


class PartTable:
    """Rows of parts and of their words."""

    def __init__(self, parts: Sequence[Part]) -> None:
        rows: dict[Word, int] = {}
        whole = [rows.setdefault((part.letters, part.script), len(rows)) for part in parts]
        bare = [rows.setdefault((part.root, part.script), len(rows)) if part.root else -1 for part in parts]
        self.words = Words.of(list(rows))
        self.whole = np.array(whole, dtype=np.int32)
        self.bare = np.array(bare, dtype=np.int32)
        self.title = np.array([part.title for part in parts], dtype=bool)
        self.initial = np.array([part.is_initial for part in parts], dtype=bool)
        self.first_letter = np.array([ord(part.letters[0]) for part in parts], dtype=np.int32)

    def size(self) -> int:
        """Bytes of the arrays."""
        arrays = (self.whole, self.bare, self.title, self.initial, self.first_letter)
        return self.words.size() + sum(int(array.nbytes) for array in arrays)

    def side(self, places: Places) -> Side:
        """A matrix of part numbers, -1 where there is none, as one side of pairs of names."""
        there = places >= 0
        safe = np.maximum(places, 0)
        words = self.whole[safe]
        return Side(
            there,
            self.title[safe] & there,
            self.initial[safe] & there,
            self.words.rarity[words],
            self.words.scripts[words],
        )


def parts_alike(a: PartTable, left: Places, b: PartTable, right: Places) -> Floats:
    """For each pair of parts the natural log odds that they are one. One row on a side stands for all."""
    odds = alike(a.words, a.whole[left], b.words, b.whole[right])
    for one, other in ((a.bare[left], b.whole[right]), (a.whole[left], b.bare[right]), (a.bare[left], b.bare[right])):
        rows = np.flatnonzero(np.broadcast_to((one >= 0) & (other >= 0), odds.shape))
        if len(rows):
            better = alike(a.words, _some(one, rows), b.words, _some(other, rows)) - WITHOUT_PARTICLE
            odds[rows] = np.maximum(odds[rows], better)
    initials = np.broadcast_to(a.initial[left] | b.initial[right], odds.shape)
    if initials.any():
        agree = np.broadcast_to(a.first_letter[left] == b.first_letter[right], odds.shape)
        odds = np.where(initials, np.where(agree, INITIAL_ODDS, np.minimum(odds, LEAST / 4)), odds)
    return np.clip(odds, LEAST, MOST)


def _some(places: Places, rows: Places) -> Places:
    return places if len(places) == 1 else places[rows]


def numbered(names: Sequence[Name], catalogue: Catalogue) -> Places:
    """Names as a matrix of part numbers, -1 after the last part of each."""
    widest = max((len(name.parts) for name in names), default=1)
    matrix = np.full((len(names), max(widest, 1)), -1, dtype=np.int32)
    for row, name in enumerate(names):
        for place, part in enumerate(name.parts):
            matrix[row, place] = catalogue.number(part)
    return matrix
