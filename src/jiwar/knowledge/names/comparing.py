"""Two names compared, one pair with reasons or millions of pairs without."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.catalogue import Catalogue, PartTable, numbered, parts_alike
from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import Meetings
from jiwar.knowledge.names.reading import Name, read
from jiwar.knowledge.names.reasons import Comparison, reasons
from jiwar.knowledge.names.scoring import Judged, judged, scores
from jiwar.knowledge.names.variants import variants
from jiwar.knowledge.names.words import Places

# Pairs weighed at a time.
BATCH = 50_000
HOPELESS = -4.0

Joined = bool | NDArray[np.bool_]


def compare(a: str, b: str) -> Comparison:
    """How likely `a` and `b` are spellings of one full name, and why. Symmetric; 1 for equal names. Never raises."""
    if a > b:
        return compare(b, a).exchanged()
    left, right = read(a), read(b)
    if not left.parts or not right.parts:
        return Comparison(1.0 if a == b else 0.0, ())
    ways = [(left, right)]
    every = _judged(ways, False)
    best = 0
    if every.plain[0] > HOPELESS and (others := _otherwise(left, right)):
        ways += others
        every = _judged(ways, np.arange(len(ways)) > 0)
        best = int(every.plain.argmax())
    score = 1.0 if _same_parts(left, right) else float(scores(every.features[best : best + 1])[0])
    meetings = Meetings(every.meetings.partner[best], every.meetings.odds[best])
    return Comparison(score, reasons(*ways[best], (left, right), meetings))


def compare_many(a: Sequence[str], b: Sequence[str]) -> NDArray[np.float32]:
    """The scores of pairs, first with first, second with second and so on: as `compare`, hundreds of thousands a minute
    without its reasons."""
    found = np.zeros(len(a), dtype=np.float32)
    for start in range(0, len(a), BATCH):
        pairs = [
            (x, y) if x <= y else (y, x)
            for x, y in zip(a[start : start + BATCH], b[start : start + BATCH], strict=True)
        ]
        found[start : start + BATCH] = _batch([(read(x), read(y)) for x, y in pairs])
        found[[start + row for row, (x, y) in enumerate(pairs) if x == y]] = 1
    return found


def features_of(pairs: Sequence[tuple[str, str]]) -> Floats:
    """The features of pairs of names, for the way to cut them that suits best: what the score is made of."""
    return _features([(read(min(pair)), read(max(pair))) for pair in pairs])


def _batch(pairs: list[tuple[Name, Name]]) -> Floats:
    found = scores(_features(pairs))
    found[[not left.parts or not right.parts for left, right in pairs]] = 0
    found[[row for row, (left, right) in enumerate(pairs) if _same_parts(left, right)]] = 1
    return found


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
        for place in np.argsort(second.plain):
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
