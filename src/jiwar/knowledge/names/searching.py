"""An index of names in memory: parts that sound alike, the names that hold them, the likeliest compared in full."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from jiwar.knowledge.names.catalogue import Catalogue, PartTable, numbered, parts_alike
from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import FEATURES
from jiwar.knowledge.names.postings import Postings, Sounds
from jiwar.knowledge.names.reading import Part, read
from jiwar.knowledge.names.scoring import NEARLY_ONE, Judged, judged, scores
from jiwar.knowledge.names.variants import variants
from jiwar.knowledge.names.words import LEAST, Places

# A part is looked for among so many others at most; names so many of whose parts are found are compared in full.
MOST_ALIKE = 2500
MOST_TOUCHED = 150_000
MOST_LOOKED_UP = 10_000
MOST_WEIGHED = 2500
MOST_COMPARED = 100
REMEMBERED = 4000
# How much it weighs that a part is usually written otherwise, how unusual a spelling can be, and how a part weighs that
# met none.
SPELLING = np.float32(0.15)
LEAST_USUAL = np.float32(-4.0)
UNMET = np.float32(-2.0)
_LEAST_ALIKE = np.float32(0.5)


class Index:
    """Names by the parts they hold. `build` once, then `search`."""

    def __init__(self) -> None:
        self.build([])

    def build(self, names: Sequence[str]) -> None:
        """Index these names; what was indexed before is forgotten."""
        catalogue = Catalogue()
        counts = np.zeros(len(names) + 1, dtype=np.int32)
        held: list[int] = []
        for row, name in enumerate(names, start=1):
            numbers = [catalogue.number(part) for part in read_once(name)]
            counts[row] = len(numbers)
            held += numbers
        place_of = catalogue.sort()
        self._parts = catalogue.table()
        self._starts = np.cumsum(counts, dtype=np.int32)
        self._held = place_of[np.array(held, dtype=np.int32)]
        self._postings = Postings.of(self._held, np.repeat(np.arange(len(names)), counts[1:]), len(catalogue.parts))
        self._sounds = Sounds(catalogue.parts)
        self._scratch = np.full((2, len(catalogue.parts) + 1), LEAST, dtype=np.float32)
        self._weights = np.zeros(len(names), dtype=np.float32)
        self._found: OrderedDict[Part, tuple[Places, Floats]] = OrderedDict()

    def search(self, name: str, k: int = 20) -> list[tuple[int, float]]:
        """The `k` likeliest names as (place in the list given to `build`, score), best first."""
        rows, features, written = self._compared(name)
        best = _by_spelling(scores(features), written)
        order = np.lexsort((rows, -best))[:k]
        return [(int(rows[place]), float(best[place])) for place in order]

    def candidates(self, name: str) -> tuple[Places, Floats]:
        """The names compared in full for a search, and the features of each: what the score is made of."""
        rows, features, _ = self._compared(name)
        return rows, features

    def _compared(self, name: str) -> tuple[Places, Floats, Floats]:
        ways = variants(read(name))
        rows: Places = np.zeros(0, dtype=np.intp)
        if ways[0].parts and len(self._weights):
            catalogue = Catalogue()
            cut = [numbered([way], catalogue)[0] for way in ways]
            parts = catalogue.table()
            alike = self._alike(catalogue.parts, parts)
            rows = self._candidates(alike)
        if not len(rows):
            return rows, np.zeros((0, len(FEATURES)), dtype=np.float32), np.zeros(0, dtype=np.float32)
        places, odds = self._odds(rows, alike)
        rows, places, odds = self._likeliest(rows, places, odds, cut)
        return rows, *self._judged(places, odds, parts, cut)

    def size(self) -> int:
        """Bytes that the index holds."""
        arrays = (self._starts, self._held, self._scratch, self._weights)
        return self._parts.size() + self._postings.size() + self._sounds.size() + sum(int(a.nbytes) for a in arrays)

    def _judged(self, places: Places, odds: Floats, parts: PartTable, cut: list[Places]) -> tuple[Floats, Floats]:
        """The features of each of these names, for the way to cut the name looked for that suits it best; and how usual
        it is that what met of it is written as looked for."""
        right = self._parts.side(places)
        every = [
            judged(odds[0][:, way, :], parts.side(np.broadcast_to(way, (len(places), len(way)))), right, float(at > 0))
            for at, way in enumerate(cut)
        ]
        best, written = every[0], _written(odds[1][:, cut[0], :], every[0])
        for way, other in zip(cut[1:], every[1:], strict=True):
            better = np.flatnonzero(other.plain > best.plain)
            best.features[better], best.plain[better] = other.features[better], other.plain[better]
            written[better] = _written(odds[1][:, way, :], other)[better]
        return best.features, written

    def _alike(self, parts: Sequence[Part], table: PartTable) -> list[tuple[Places, Floats]]:
        """For each part looked for the parts of the index that may be it, likelier ones last; their odds, and how usual
        it is that they are written as looked for: 0 for the most usual."""
        fresh = [(number, part) for number, part in enumerate(parts) if part not in self._found]
        near = [self._sounds.near(part, MOST_ALIKE) for _, part in fresh]
        if any(map(len, near)):
            counts = [len(rows) for rows in near]
            left = np.repeat(np.array([number for number, _ in fresh], dtype=np.intp), counts)
            every = parts_alike(table, left, self._parts, np.concatenate(near))
            odds = np.split(every, np.cumsum(counts)[:-1], axis=1)
        else:
            odds = [np.zeros((2, 0), dtype=np.float32)] * len(near)
        for (_, part), rows, values in zip(fresh, near, odds, strict=True):
            kept = np.flatnonzero(values[0] > _LEAST_ALIKE)
            order = kept[np.argsort(values[0, kept])]
            odds, written = values[:, order]
            usual = np.maximum(written - written.max(initial=LEAST), LEAST_USUAL)
            self._found[part] = rows[order], np.stack([odds, usual])
        return [self._remembered(part) for part in parts]

    def _remembered(self, part: Part) -> tuple[Places, Floats]:
        self._found.move_to_end(part)
        if len(self._found) > REMEMBERED:
            self._found.popitem(last=False)
        return self._found[part]

    def _candidates(self, alike: list[tuple[Places, Floats]]) -> Places:
        """Names that hold a part like one of these, the most promising; the longest lists only among those found."""
        bearers = sorted((self._postings.count(found), number) for number, (found, _) in enumerate(alike))
        rows: Places = np.zeros(0, dtype=np.int32)
        spent = 0
        for count, number in bearers:
            if not count:
                continue
            found, (odds, _) = alike[number]
            spent += count
            if spent > MOST_TOUCHED and len(rows):
                rows = self._most_promising(rows, MOST_LOOKED_UP)
                self._weights[rows] += np.maximum(self._best(rows, found, odds), 0)
            else:
                names, weights = self._postings.names(found, odds)
                self._weights[names] += weights
                rows = np.concatenate([rows, names])
        promising = np.unique(self._most_promising(rows, MOST_WEIGHED))
        self._weights[rows] = 0
        return promising

    def _most_promising(self, rows: Places, most: int) -> Places:
        """Those of these names with the greatest weights; the others are forgotten."""
        if len(rows) <= most:
            return rows
        weights = self._weights[rows]
        order = np.argpartition(-weights, most)
        self._weights[rows[order[most:]]] = 0
        kept = rows[order[:most]]
        self._weights[kept] = weights[order[:most]]
        return kept

    def _best(self, rows: Places, found: Places, odds: Floats) -> Floats:
        """The best odds of each name's parts with one part looked for."""
        self._scratch[0, found] = odds
        best: Floats = self._scratch[0].take(self._parts_of(rows)).max(axis=1)
        self._scratch[0, found] = LEAST
        return best

    def _parts_of(self, rows: Places) -> Places:
        starts, ends = self._starts[rows], self._starts[rows + 1]
        at = starts[:, None] + np.arange(int((ends - starts).max()))[None, :]
        return np.where(at < ends[:, None], self._held[np.minimum(at, len(self._held) - 1)], -1)

    def _odds(self, rows: Places, alike: list[tuple[Places, Floats]]) -> tuple[Places, Floats]:
        """The parts of these names, and the odds of each with each part looked for."""
        places = self._parts_of(rows)
        odds = np.empty((2, len(rows), len(alike), places.shape[1]), dtype=np.float32)
        for number, (found, values) in enumerate(alike):
            self._scratch[:, found] = values
            for row in (0, 1):
                odds[row, :, number, :] = self._scratch[row].take(places)
            self._scratch[:, found] = LEAST
        return places, odds

    def _likeliest(
        self, rows: Places, places: Places, odds: Floats, cut: list[Places]
    ) -> tuple[Places, Places, Floats]:
        if len(rows) <= MOST_COMPARED:
            return rows, places, odds
        best = np.maximum(odds[0].max(axis=2), 0)
        sums = np.stack([best[:, way].sum(axis=1) - 0.5 * (way is not cut[0]) for way in cut]).max(axis=0)
        sums = sums - 0.8 * np.maximum((places >= 0).sum(axis=1) - len(cut[0]), 0)
        keep = np.argpartition(-sums, MOST_COMPARED)[:MOST_COMPARED]
        return rows[keep], places[keep], odds[:, keep]


def _written(usual: Floats, found: Judged) -> Floats:
    """How usual it is that what met is written as looked for, all parts together."""
    partner = found.meetings.partner
    met = np.take_along_axis(usual, np.maximum(partner, 0).astype(np.intp)[:, :, None], axis=2)[:, :, 0]
    total: Floats = np.where(partner >= 0, met, UNMET).sum(axis=1)
    return total


def _by_spelling(chances: Floats, written: Floats) -> Floats:
    """Of names that are equally alike the one first that is usually written as looked for."""
    odds = np.log(chances / (1 - chances)) + SPELLING * written
    found: Floats = np.minimum(1 / (1 + np.exp(-odds)), NEARLY_ONE)
    return found


def read_once(name: str) -> tuple[Part, ...]:
    """The parts of a name, read without remembering it."""
    return read.__wrapped__(name).parts
