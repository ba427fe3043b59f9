"""Two names compared, one pair with reasons or millions of pairs without."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.catalogue import Catalogue, PartTable, numbered, parts_alike
from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import Meetings
from jiwar.knowledge.names.reading import Name, read
from jiwar.knowledge.names.reasons import Comparison, Reason, reasons
from jiwar.knowledge.names.scoring import Judged, judged, scores
from jiwar.knowledge.names.variants import variants
from jiwar.knowledge.names.words import Places

# Pairs weighed at a time.
BATCH = 50_000
# So few are compared in one go, every way to cut their names with them.
FEW = 500
HOPELESS = -4.0

Joined = bool | NDArray[np.bool_]


@dataclass(frozen=True)
class Comparisons:
    """Pairs of names compared in one go: the score of each, and why when it is asked for."""

    scores: Floats
    _exchanged: Sequence[bool]
    _ways: "_Ways"

    def why(self, row: int) -> tuple[Reason, ...]:
        return self.one(row).why

    def one(self, row: int) -> Comparison:
        left, right = self._ways.pairs[row]
        if not left.parts or not right.parts:
            return Comparison(float(self.scores[row]), ())
        best = int(self._ways.best[row])
        meetings = Meetings(self._ways.judged.meetings.partner[best], self._ways.judged.meetings.odds[best])
        found = Comparison(float(self.scores[row]), reasons(*self._ways.pairs[best], (left, right), meetings))
        return found.exchanged() if self._exchanged[row] else found


def compare(a: str, b: str) -> Comparison:
    """How likely `a` and `b` are spellings of one full name, and why. Symmetric; 1 for equal names. Never raises."""
    return compare_all([a], [b]).one(0)


def compare_all(a: Sequence[str], b: Sequence[str]) -> Comparisons:
    """`compare` for each pair, first with first and so on, and far quicker than one after another: for what fits on a
    few pages."""
    exchanged = [one > other for one, other in zip(a, b, strict=True)]
    pairs = [(read(min(pair)), read(max(pair))) for pair in zip(a, b, strict=True)]
    ways = _all_ways(pairs or [(read(""), read(""))])
    found = _scored(ways.judged.features[ways.best[: len(pairs)]], pairs)
    found[[row for row, (one, other) in enumerate(zip(a, b, strict=True)) if one == other]] = 1
    return Comparisons(found, exchanged, ways)


def compare_many(a: Sequence[str], b: Sequence[str]) -> Floats:
    """The scores of pairs, first with first, second with second and so on: as `compare`, hundreds of thousands a minute
    without its reasons."""
    if len(a) <= FEW:
        return compare_all(a, b).scores
    found = np.zeros(len(a), dtype=np.float32)
    for start in range(0, len(a), BATCH):
        pairs = [
            (x, y) if x <= y else (y, x)
            for x, y in zip(a[start : start + BATCH], b[start : start + BATCH], strict=True)
        ]
        names = [(read(x), read(y)) for x, y in pairs]
        found[start : start + BATCH] = _scored(_features(names), names)
        found[[start + row for row, (x, y) in enumerate(pairs) if x == y]] = 1
    return found


def features_of(pairs: Sequence[tuple[str, str]]) -> Floats:
    """The features of pairs of names, for the way to cut them that suits best: what the score is made of."""
    return _features([(read(min(pair)), read(max(pair))) for pair in pairs])


def _scored(features: Floats, pairs: Sequence[tuple[Name, Name]]) -> Floats:
    found = scores(features)
    found[[not left.parts or not right.parts for left, right in pairs]] = 0
    found[[row for row, (left, right) in enumerate(pairs) if _same_parts(left, right)]] = 1
    return found


@dataclass(frozen=True)
class _Ways:
    """The pairs as read, behind them the same pairs with a name cut otherwise; for each of the pairs as read the row
    that suits it best."""

    pairs: Sequence[tuple[Name, Name]]
    judged: Judged
    best: NDArray[np.intp]


def _all_ways(pairs: list[tuple[Name, Name]]) -> _Ways:
    """All at once, also where nothing comes of it: for few pairs each step costs more than what it is done to."""
    ways, of = list(pairs), list(range(len(pairs)))
    for row, (left, right) in enumerate(pairs):
        others = _otherwise(left, right)
        ways += others
        of += [row] * len(others)
    every = _judged(ways, np.arange(len(ways)) >= len(pairs))
    plain = every.plain
    best = np.arange(len(pairs))
    for place in range(len(pairs), len(ways)):
        row = of[place]
        if plain[row] > HOPELESS and plain[place] > plain[best[row]]:
            best[row] = place
    return _Ways(ways, every, best)


def _features(pairs: list[tuple[Name, Name]]) -> Floats:
    first = _judged(pairs, False)
    rows: list[int] = []
    ways: list[tuple[Name, Name]] = []
    for row, (left, right) in enumerate(pairs):
        # Without any part in common another cut helps too seldom to be tried on millions of pairs.
        if len(left.parts) != len(right.parts) and first.plain[row] > HOPELESS:
            found = _otherwise(left, right)
            rows += [row] * len(found)
            ways += found
    values, plain = first.features, first.plain
    if ways:
        second = _judged(ways, True)
        for place in np.argsort(second.plain, kind="stable"):
            if second.plain[place] > plain[rows[place]]:
                values[rows[place]], plain[rows[place]] = second.features[place], second.plain[place]
    return values


def _otherwise(left: Name, right: Name) -> list[tuple[Name, Name]]:
    """The pair with one of the two cut otherwise, where one has more parts."""
    if len(left.parts) == len(right.parts):
        return []
    return [(one, right) for one in variants(left)[1:]] + [(left, other) for other in variants(right)[1:]]


def _judged(pairs: Sequence[tuple[Name, Name]], joined: Joined) -> Judged:
    catalogue = Catalogue()
    rows = numbered([left for left, _ in pairs], catalogue)
    columns = numbered([right for _, right in pairs], catalogue)
    table = catalogue.table()
    marks = np.broadcast_to(np.asarray(joined, dtype=np.float32), (len(pairs),))
    return judged(_odds(table, rows, columns), table.side(rows), table.side(columns), marks)


def _odds(table: PartTable, rows: Places, columns: Places) -> Floats:
    """The odds of every part of each left name with every part of the right one, each two parts weighed once."""
    size = len(table.whole) + 1
    pairs = (rows[:, :, None] + 1).astype(np.int64) * size + (columns[:, None, :] + 1)
    each, places = np.unique(pairs, return_inverse=True)
    left, right = each // size - 1, each % size - 1
    real = np.flatnonzero((left >= 0) & (right >= 0))
    odds = np.zeros(len(each), dtype=np.float32)
    odds[real], _ = parts_alike(table, left[real], table, right[real])
    found: Floats = odds[places.reshape(pairs.shape)]
    return found


def _same_parts(left: Name, right: Name) -> bool:
    """Whether the names are equal but for letters that are one letter, particles apart."""
    return [(p.letters, p.script) for p in left.parts] == [(p.letters, p.script) for p in right.parts] != []
