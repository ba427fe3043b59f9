"""Names across scripts: how often the right person comes first, beside what others use. See docs/names.md.

Only names that were held out of learning are asked for. `--data` is the folder with queries.tsv, pairs_cls.tsv.gz and
the pools; without it nothing is measured. `--quick` takes 50,000 names and few queries and ends within 40 s: that it
runs. Every line has one peer beside ours; the slowest are asked only some of the names. Peers need packages of their
own: `pip install anyascii metaphone nomenklatura`; a peer that is missing is named and left out.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.name_peers import (
    DoubleMetaphone,
    LogicV2,
    Missing,
    RapidFuzz,
    Trigrams,
    jaro_winkler,
    logic_v2,
    sorted_ratio,
)
from jiwar.knowledge.names import Index, compare_many
from jiwar.knowledge.names.learning.corpus import Split, lines
from jiwar.knowledge.names.learning.judging import folded

Claim = dict[str, Any]
T = TypeVar("T")
TASKS = {"A": "native script to Latin", "B": "Latin to native script", "C": "Latin to other Latin spellings"}
AIMS = {
    ("A", 1): 0.90, ("A", 5): 0.95, ("A", 20): 0.97,
    ("B", 1): 0.90, ("B", 5): 0.95, ("B", 20): 0.97,
    ("C", 1): 0.80,
}  # fmt: skip
AIM_MS, AIM_MB, AIM_PRECISION, AIM_RECALL = 10.0, 150.0, 0.96, 0.85
# A pool of names takes the slowest peers so long that they are asked fewer queries of each task, taken evenly.
PEER_QUERIES = {"rapidfuzz": 60, "LogicV2": 60}


class Ours:
    """The program's own index."""

    name = "jiwar"

    def __init__(self) -> None:
        self._index = Index()
        self.build, self.search, self.size = self._index.build, self._index.search, self._index.size


class Bench:
    """The data, cut down when asked, and the claims made so far."""

    def __init__(self, folder: Path, names: int, queries: int, every: int = 1) -> None:
        """`every`: of the labelled pairs one in so many."""
        self.folder, self._most, self._queries, self._every = folder, names, queries, every
        self.split = Split(folder)
        self.claims: list[Claim] = []

    def pool(self, kind: str) -> list[str]:
        return lines(self.folder / f"pool_{kind}.txt.gz")[: self._most or None]

    def queries(self, task: str, pool: Sequence[str]) -> list[tuple[str, set[int]]]:
        """Held-out queries of a task whose right answers are in the pool, taken evenly from all sets."""
        by_set: defaultdict[str, list[tuple[str, set[int]]]] = defaultdict(list)
        for line in lines(self.folder / "queries.tsv"):
            its, group, query, right = line.split("\t")
            answers = {int(row) for row in right.split(",") if int(row) < len(pool)}
            if its == task and answers and self.split.held_out(query):
                by_set[group].append((query, answers))
        return [asked for found in by_set.values() for asked in spread(found, self._queries)]

    def pairs(self) -> list[tuple[int, str, str]]:
        """Labelled pairs of names that were held out."""
        rows = [line.split("\t") for line in lines(self.folder / "pairs_cls.tsv.gz")]
        held = [(int(row[0]), row[3], row[4]) for row in rows if self.split.held_out(row[3])]
        return held[:: self._every]

    def claim(
        self, what: str, value: float, unit: str, aim: float, peer: tuple[str, float], *, less: bool = False
    ) -> None:
        name, theirs = peer
        self.claims.append(
            {
                "claim": what,
                "value": round(value, 3),
                "unit": unit,
                "peer": name,
                "peer_value": round(theirs, 3),
                "ratio": round(value / theirs, 2) if theirs else None,
                "aim": aim,
                "holds": value <= aim if less else value >= aim,
            }
        )


def spread(rows: Sequence[T], most: int | None) -> Sequence[T]:
    """At most so many, taken evenly; all where no number is given."""
    return rows[:: -(-len(rows) // most)] if most and rows else rows


def ranks(
    engine: Any, task: str, asked: Sequence[tuple[str, set[int]]], pool: Sequence[str], spent: list[float]
) -> Any:
    """The place of the first right answer to each query, or None."""
    found = []
    for query, right in asked:
        begun = time.perf_counter()
        rows = [row for row, _ in engine.search(query, 25)]
        spent.append((time.perf_counter() - begun) * 1000)
        if task == "C":
            rows = [row for row in rows if folded(pool[row]) != folded(query)]
        found.append(next((place for place, row in enumerate(rows[:20]) if row in right), None))
    return found


def recall(places: Sequence[int | None], first: int) -> float:
    return sum(place is not None and place < first for place in places) / max(len(places), 1)


def retrieval(bench: Bench, peers: Sequence[Callable[[], Any]]) -> None:
    """All engines on both pools: recall, time, memory."""
    for kind, tasks in (("latin", "AC"), ("native", "B")):
        pool = bench.pool(kind)
        asked = {task: bench.queries(task, pool) for task in tasks}
        results: dict[str, dict[str, Any]] = {}
        times: dict[str, list[float]] = {}
        size = 0
        for engine in started([Ours, *peers]):
            if not built(engine, pool):
                continue
            most = PEER_QUERIES.get(engine.name)
            spent = times[engine.name] = []
            results[engine.name] = {task: ranks(engine, task, spread(asked[task], most), pool, spent) for task in tasks}
            size = size or engine.size()
            if hasattr(engine, "close"):
                engine.close()
        for task in tasks:
            for first in (1, 5, 20):
                scored = {name: recall(result[task], first) for name, result in results.items()}
                ours = scored.pop("jiwar")
                what = f"recall at {first}, {TASKS[task]}, {len(asked[task])} held-out names among {len(pool)}"
                for peer in scored.items() or [("none", 0.0)]:
                    bench.claim(what, ours, "share found", AIMS.get((task, first), 0.0), peer)
        for share, what in ((0.5, "median"), (0.95, "95th percentile")):
            taken = {name: sorted(spent)[int(len(spent) * share)] for name, spent in times.items() if spent}
            ours = taken.pop("jiwar")
            for peer in taken.items() or [("none", 0.0)]:
                bench.claim(f"time of a search, {what}, {kind} pool", ours, "ms", AIM_MS, peer, less=True)
        bench.claim(f"index of {len(pool)} names, {kind}", size / 2**20, "MB", AIM_MB, ("limit", AIM_MB), less=True)


def started(engines: Sequence[Callable[[], Any]]) -> Iterator[Any]:
    """The engines that can run here; what is missing goes to standard error."""
    for make in engines:
        try:
            yield make()
        except (Missing, RuntimeError) as missing:
            print(f"left out: {getattr(make, 'name', make)}: {missing}", file=sys.stderr)


def built(engine: Any, pool: list[str]) -> bool:
    try:
        engine.build(pool)
        engine.search("warm up", 1)
    except Missing as missing:
        print(f"left out: {engine.name}: {missing}", file=sys.stderr)
        return False
    return True


def classification(bench: Bench) -> None:
    """Same name or not: average precision, and recall where precision is .95."""
    pairs = bench.pairs()
    labels = [label for label, _, _ in pairs]
    begun = time.perf_counter()
    ours = compare_many([a for _, a, _ in pairs], [b for _, _, b in pairs]).tolist()
    pace = len(pairs) / (time.perf_counter() - begun) * 60
    peers: dict[str, tuple[float, float]] = {}
    for name, make in (("Jaro-Winkler", jaro_winkler), ("rapidfuzz", sorted_ratio), ("LogicV2", logic_v2)):
        try:
            score = make()
        except Missing as missing:
            print(f"left out: {name}: {missing}", file=sys.stderr)
            continue
        peers[name] = measured(labels, [score(a, b) for _, a, b in pairs])
    precision, found = measured(labels, ours)
    for name, (theirs, their_recall) in peers.items() or {"none": (0.0, 0.0)}.items():
        bench.claim(f"average precision, {len(pairs)} held-out pairs", precision, "", AIM_PRECISION, (name, theirs))
        bench.claim("recall at precision .95", found, "share found", AIM_RECALL, (name, their_recall))
    bench.claim("pairs compared", pace, "a minute", 0.0, ("none", 0.0))


def measured(labels: Sequence[int], scores: Sequence[float]) -> tuple[float, float]:
    """Average precision, and the greatest recall at a precision of at least .95. Equal scores stand together."""
    ordered = sorted(zip(scores, labels, strict=True), reverse=True)
    total = sum(labels)
    right = taken = 0
    area = reached = before = 0.0
    for place, (score, label) in enumerate(ordered):
        right += label
        taken += 1
        if place + 1 < len(ordered) and ordered[place + 1][0] == score:
            continue
        precision, recalled = right / taken, right / total
        area += precision * (recalled - before)
        before = recalled
        if precision >= 0.95:
            reached = recalled
    return area, reached


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of name lists that docs/names.md describes")
    parser.add_argument("--quick", action="store_true", help="few names and queries: that it runs, not how well")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--names", type=int, default=0, help="names of each pool at most")
    parser.add_argument("--queries", type=int, default=0, help="queries of each list at most, taken evenly")
    given = parser.parse_args()
    if given.data is None or not (given.data / "queries.tsv").exists():
        print("skipped: no name lists; give their folder with --data (docs/names.md says which).", file=sys.stderr)
        print("[]" if given.json else "nothing measured")
        return 0
    few = (50_000, 6, 8) if given.quick else (given.names, given.queries, 1)
    bench = Bench(given.data, *few)
    retrieval(bench, [DoubleMetaphone] if given.quick else [DoubleMetaphone, Trigrams, RapidFuzz, LogicV2])
    classification(bench)
    if given.json:
        print(json.dumps(bench.claims, indent=1))
    else:
        for claim in bench.claims:
            mark = "holds" if claim["holds"] else "MISSED"
            peer = f"{claim['peer']} {claim['peer_value']}"
            print(f"{claim['claim']:86} {claim['value']:>12} {claim['unit']:12} aim {claim['aim']:6} {mark:7} {peer}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
