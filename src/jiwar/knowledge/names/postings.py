"""Which names hold a part, and which parts sound like one: lists by number, in memory."""

from collections.abc import Sequence
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.reading import Part
from jiwar.knowledge.names.skeleton import nearby, part_keys
from jiwar.knowledge.names.words import Places


class Postings:
    """For each part the names that hold it."""

    def __init__(self, starts: NDArray[np.int32], rows: NDArray[np.int32]) -> None:
        self._starts, self._rows = starts, rows

    @classmethod
    def of(cls, held: NDArray[np.int32], rows: Places, parts: int) -> "Postings":
        order = np.argsort(held, kind="stable")
        starts = np.zeros(parts + 1, dtype=np.int32)
        np.cumsum(np.bincount(held, minlength=parts), out=starts[1:])
        return cls(starts, rows[order].astype(np.int32))

    def count(self, parts: Places) -> int:
        return int((self._starts[parts + 1] - self._starts[parts]).sum())

    def names(self, parts: Places, odds: Floats) -> tuple[Places, Floats]:
        """The names that hold one of the parts, each as often as it does, those of the likeliest part last."""
        starts, ends = self._starts[parts], self._starts[parts + 1]
        names = np.concatenate([self._rows[start:end] for start, end in zip(starts, ends, strict=True)])
        return names, np.repeat(odds, ends - starts)

    def size(self) -> int:
        return int(self._starts.nbytes + self._rows.nbytes)


class Sounds:
    """The parts with each skeleton."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._numbers: dict[str, int] = {}
        pairs = [
            (self._numbers.setdefault(key, len(self._numbers)), row)
            for row, part in enumerate(parts)
            for key in part_keys(part)
        ]
        skeletons = np.array([skeleton for skeleton, _ in pairs], dtype=np.int32)
        rows = np.array([row for _, row in pairs], dtype=np.int32)
        self._by_skeleton = Postings.of(skeletons, rows, len(self._numbers))

    def near(self, part: Part, most: int) -> Places:
        """The parts whose skeleton is the part's or one class away from it, each once, nearer ones first."""
        ways = [nearby(key) for key in part_keys(part)]
        wanted = dict.fromkeys(key for same in zip_longest(*ways) for key in same if key is not None)
        found = np.array([self._numbers[key] for key in wanted if key in self._numbers], dtype=np.intp)
        if not len(found):
            return found
        rows, _ = self._by_skeleton.names(found, np.zeros(len(found), dtype=np.float32))
        each, first = np.unique(rows, return_index=True)
        return np.sort(each[np.argsort(first)[:most]]) if len(each) > most else each

    def size(self) -> int:
        return self._by_skeleton.size() + sum(60 + len(key) for key in self._numbers)
