"""Two names compared, one pair with reasons or millions of pairs without."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.catalogue import Catalogue, PartTable, numbered, parts_alike
from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import Meetings
from jiwar.knowledge.names.reading import Name, read
from jiwar.knowledge.names.reasons import Comparison, reasons
from jiwar.knowledge.names.scoring import scored, weighed
from jiwar.knowledge.names.variants import variants
from jiwar.knowledge.names.words import Places

# Pairs weighed at a time.
BATCH = 50_000
# Between these scores it is worth asking whether a part is two, or two are one.
DOUBTFUL = (0.0002, 0.95)


def compare(a: str, b: str) -> Comparison:
    """How likely `a` and `b` are spellings of one full name, and why. Symmetric; 1 for equal names. Never raises."""
    if a > b:
        return compare(b, a).exchanged()
    left, right = read(a), read(b)
    if not left.parts or not right.parts:
        return Comparison(1.0 if a == b else 0.0, ())
    ways = [(one, right) for one in variants(left)] + [(left, other) for other in variants(right)[1:]]
    lefts, rights = [one for one, _ in ways], [other for _, other in ways]
    catalogue = Catalogue()
    rows, columns = numbered(lefts, catalogue), numbered(rights, catalogue)
    table = catalogue.table()
    odds = _odds(table, rows, columns)
    joined = np.array([0.0] + [1.0] * (len(ways) - 1), dtype=np.float32)
    scores, meetings = weighed(odds, table.side(rows), table.side(columns), joined)
    best = int(scores.argmax())
    score = 1.0 if _same_parts(left, right) else min(float(scores[best]), 0.9999)
    return Comparison(score, reasons(*ways[best], (left, right), Meetings(meetings.partner[best], meetings.odds[best])))


def compare_many(a: Sequence[str], b: Sequence[str]) -> NDArray[np.float32]:
    """The scores of pairs, first with first, second with second and so on: millions a minute."""
    scores = np.zeros(len(a), dtype=np.float32)
    for start in range(0, len(a), BATCH):
        pairs = [(x, y) if x <= y else (y, x) for x, y in zip(a[start : start + BATCH], b[start : start + BATCH], strict=True)]
        scores[start : start + BATCH] = _batch([read(x) for x, _ in pairs], [read(y) for _, y in pairs])
        same = [start + row for row, (x, y) in enumerate(pairs) if x == y]
        scores[same] = 1
    return scores


def _batch(lefts: list[Name], rights: list[Name]) -> Floats:
    scores = _scores(lefts, rights, 0.0)
    scores[[row for row, (x, y) in enumerate(zip(lefts, rights, strict=True)) if _same_parts(x, y)]] = 1
    doubtful = np.flatnonzero((scores > DOUBTFUL[0]) & (scores < DOUBTFUL[1]))
    rows: list[int] = []
    ways: list[tuple[Name, Name]] = []
    for row in doubtful:
        left, right = lefts[row], rights[row]
        if len(left.parts) == len(right.parts):
            continue
        found = [(one, right) for one in variants(left)[1:]] + [(left, other) for other in variants(right)[1:]]
        rows += [int(row)] * len(found)
        ways += found
    if ways:
        otherwise = _scores([one for one, _ in ways], [other for _, other in ways], 1.0)
        np.maximum.at(scores, rows, np.minimum(otherwise, np.float32(0.9999)))
    return scores


def _scores(lefts: list[Name], rights: list[Name], joined: float) -> Floats:
    catalogue = Catalogue()
    rows, columns = numbered(lefts, catalogue), numbered(rights, catalogue)
    table = catalogue.table()
    odds = _odds(table, rows, columns)
    return np.minimum(scored(odds, table.side(rows), table.side(columns), joined), np.float32(0.9999))


def _odds(table: PartTable, rows: Places, columns: Places) -> Floats:
    """The odds of every part of each left name with every part of the right one, each two parts weighed once."""
    size = len(table.whole) + 1
    pairs = (rows[:, :, None] + 1).astype(np.int64) * size + (columns[:, None, :] + 1)
    each, places = np.unique(pairs, return_inverse=True)
    left, right = each // size - 1, each % size - 1
    real = np.flatnonzero((left >= 0) & (right >= 0))
    odds = np.zeros(len(each), dtype=np.float32)
    odds[real] = parts_alike(table, left[real], table, right[real])
    return odds[places.reshape(pairs.shape)]


def _same_parts(left: Name, right: Name) -> bool:
    """Whether the names are equal but for letters that are one letter, particles apart."""
    return [(p.letters, p.script) for p in left.parts] == [(p.letters, p.script) for p in right.parts] != []
