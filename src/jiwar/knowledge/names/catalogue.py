"""Parts of names, each once, with the words each can be met by: as written, or without a grown-on article or link."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

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

    def sort(self) -> NDArray[np.int32]:
        """Number the parts anew, those that begin alike together: the new number of each old one."""
        order = sorted(range(len(self.parts)), key=lambda number: self.parts[number].letters)
        self.parts = [self.parts[number] for number in order]
        place_of = np.empty(len(order), dtype=np.int32)
        place_of[order] = np.arange(len(order), dtype=np.int32)
        self._numbers = {key: int(place_of[number]) for key, number in self._numbers.items()}
        return place_of

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
    """For each pair of parts the natural log odds that they are one, and the logarithm of the chance that the right one
    is written as the left one (see `words.alike`)."""
    whole, bare, its_whole, its_bare = a.whole[left], a.bare[left], b.whole[right], b.bare[right]
    without = [
        (np.flatnonzero((one >= 0) & (other >= 0)), one, other)
        for one, other in ((bare, its_whole), (whole, its_bare), (bare, its_bare))
    ]
    # All pairs of words in one go.
    every = alike(
        a.words,
        np.concatenate([whole, *(one[rows] for rows, one, _ in without)]),
        b.words,
        np.concatenate([its_whole, *(other[rows] for rows, _, other in without)]),
    )
    odds, at = every[:, : len(left)], len(left)
    for rows, _, _ in without:
        other = every[:, at : at + len(rows)] - WITHOUT_PARTICLE
        odds[:, rows] = np.where(other[0] > odds[0, rows], other, odds[:, rows])
        at += len(rows)
    initials = np.flatnonzero(a.initial[left] | b.initial[right])
    if len(initials):
        agree = a.first_letter[left[initials]] == b.first_letter[right[initials]]
        odds[0, initials] = np.where(agree, INITIAL_ODDS, np.minimum(odds[0, initials], LEAST / 4))
        odds[1, initials] = 0
    odds[0] = np.clip(odds[0], LEAST, MOST)
    return odds


def numbered(names: Sequence[Name], catalogue: Catalogue) -> Places:
    """Names as a matrix of part numbers, -1 after the last part of each."""
    widest = max((len(name.parts) for name in names), default=1)
    matrix = np.full((len(names), max(widest, 1)), -1, dtype=np.int32)
    # The same name stands in many pairs, and is then one object.
    known: dict[int, list[int]] = {}
    for row, name in enumerate(names):
        numbers = known.get(id(name))
        if numbers is None:
            numbers = known[id(name)] = [catalogue.number(part) for part in name.parts]
        matrix[row, : len(numbers)] = numbers
    return matrix
