"""An index of names in memory: parts that sound alike, the names that hold them, the likeliest compared in full."""

from collections import OrderedDict
from collections.abc import Sequence
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.catalogue import Catalogue, PartTable, numbered, parts_alike
from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import FEATURES
from jiwar.knowledge.names.reading import Part, read
from jiwar.knowledge.names.scoring import Judged, judged, scores
from jiwar.knowledge.names.skeleton import nearby, part_keys
from jiwar.knowledge.names.variants import variants
from jiwar.knowledge.names.words import LEAST, Places

# A part is looked for among so many others at most; names so many of whose parts are found are compared in full.
MOST_ALIKE = 2500
MOST_TOUCHED = 150_000
MOST_LOOKED_UP = 10_000
MOST_WEIGHED = 2500
MOST_COMPARED = 100
REMEMBERED = 4000
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
        self._postings = _Postings.of(self._held, np.repeat(np.arange(len(names)), counts[1:]), len(catalogue.parts))
        self._sounds = _Sounds(catalogue.parts)
        self._scratch = np.full(len(catalogue.parts) + 1, LEAST, dtype=np.float32)
        self._weights = np.zeros(len(names), dtype=np.float32)
        self._found: OrderedDict[Part, tuple[Places, Floats]] = OrderedDict()

    def search(self, name: str, k: int = 20) -> list[tuple[int, float]]:
        """The `k` likeliest names as (place in the list given to `build`, score), best first."""
        rows, features = self.candidates(name)
        best = scores(features)
        order = np.lexsort((rows, -best))[:k]
        return [(int(rows[place]), float(best[place])) for place in order]

    def candidates(self, name: str) -> tuple[Places, Floats]:
        """The names compared in full for a search, and the features of each: what the score is made of."""
        ways = variants(read(name))
        rows: Places = np.zeros(0, dtype=np.intp)
        if ways[0].parts and len(self._weights):
            catalogue = Catalogue()
            cut = [numbered([way], catalogue)[0] for way in ways]
            parts = catalogue.table()
            alike = self._alike(catalogue.parts, parts)
            rows = self._candidates(alike)
        if not len(rows):
            return rows, np.zeros((0, len(FEATURES)), dtype=np.float32)
        places, odds = self._odds(rows, alike)
        rows, places, odds = self._likeliest(rows, places, odds, cut)
        return rows, self._judged(places, odds, parts, cut).features

    def size(self) -> int:
        """Bytes that the index holds."""
        arrays = (self._starts, self._held, self._scratch, self._weights)
        return self._parts.size() + self._postings.size() + self._sounds.size() + sum(int(a.nbytes) for a in arrays)

    def _judged(self, places: Places, odds: Floats, parts: PartTable, cut: list[Places]) -> Judged:
        """Each of these names judged, for the way to cut the name looked for that suits it best."""
        right = self._parts.side(places)
        every = [
            judged(odds[:, way, :], parts.side(np.broadcast_to(way, (len(places), len(way)))), right, float(at > 0))
            for at, way in enumerate(cut)
        ]
        best = every[0]
        for other in every[1:]:
            better = other.plain > best.plain
            best.features[better], best.plain[better] = other.features[better], other.plain[better]
        return best

    def _alike(self, parts: Sequence[Part], table: PartTable) -> list[tuple[Places, Floats]]:
        """For each part looked for the parts of the index that may be it, and their odds, likelier ones last."""
        fresh = [(number, part) for number, part in enumerate(parts) if part not in self._found]
        near = [self._sounds.near(part, MOST_ALIKE) for _, part in fresh]
        if any(map(len, near)):
            counts = [len(rows) for rows in near]
            left = np.repeat(np.array([number for number, _ in fresh], dtype=np.intp), counts)
            odds = np.split(parts_alike(table, left, self._parts, np.concatenate(near)), np.cumsum(counts)[:-1])
        else:
            odds = [np.zeros(0, dtype=np.float32)] * len(near)
        for (_, part), rows, values in zip(fresh, near, odds, strict=True):
            kept = np.flatnonzero(values > _LEAST_ALIKE)
            order = kept[np.argsort(values[kept])]
            self._found[part] = rows[order], values[order]
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
            found, odds = alike[number]
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
        self._scratch[found] = odds
        best: Floats = self._scratch[self._parts_of(rows)].max(axis=1)
        self._scratch[found] = LEAST
        return best

    def _parts_of(self, rows: Places) -> Places:
        starts, ends = self._starts[rows], self._starts[rows + 1]
        at = starts[:, None] + np.arange(int((ends - starts).max()))[None, :]
        return np.where(at < ends[:, None], self._held[np.minimum(at, len(self._held) - 1)], -1)

    def _odds(self, rows: Places, alike: list[tuple[Places, Floats]]) -> tuple[Places, Floats]:
        """The parts of these names, and the odds of each with each part looked for."""
        places = self._parts_of(rows)
        odds = np.empty((len(rows), len(alike), places.shape[1]), dtype=np.float32)
        for number, (found, values) in enumerate(alike):
            self._scratch[found] = values
            odds[:, number, :] = self._scratch[places]
            self._scratch[found] = LEAST
        return places, odds

    def _likeliest(
        self, rows: Places, places: Places, odds: Floats, cut: list[Places]
    ) -> tuple[Places, Places, Floats]:
        if len(rows) <= MOST_COMPARED:
            return rows, places, odds
        best = np.maximum(odds.max(axis=2), 0)
        sums = np.stack([best[:, way].sum(axis=1) - 0.5 * (way is not cut[0]) for way in cut]).max(axis=0)
        sums = sums - 0.8 * np.maximum((places >= 0).sum(axis=1) - len(cut[0]), 0)
        keep = np.argpartition(-sums, MOST_COMPARED)[:MOST_COMPARED]
        return rows[keep], places[keep], odds[keep]


def read_once(name: str) -> tuple[Part, ...]:
    """The parts of a name, read without remembering it."""
    return read.__wrapped__(name).parts


class _Postings:
    """For each part the names that hold it."""

    def __init__(self, starts: NDArray[np.int32], rows: NDArray[np.int32]) -> None:
        self._starts, self._rows = starts, rows

    @classmethod
    def of(cls, held: NDArray[np.int32], rows: Places, parts: int) -> "_Postings":
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


class _Sounds:
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
        self._by_skeleton = _Postings.of(skeletons, rows, len(self._numbers))

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
