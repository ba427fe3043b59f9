"""The score of two names, learned from labelled pairs and from what searches bring up. Needs the package lightgbm."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.comparing import features_of
from jiwar.knowledge.names.learning.corpus import Split, learned_from, lines
from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import FEATURES
from jiwar.knowledge.names.searching import Index

# Wrong answers kept of each search, the most misleading first.
MISLEADING = 40
WEIGHT_OF_SEARCHES = 0.1
SEARCHES_BY_SPELLING = 2500
# One in so many labelled pairs is learned from once more with the parts of one name turned or one left out.
TURNED, SHORTENED = 6, 4
# More of these never makes a score lower (1) or higher (-1).
DIRECTIONS = {"odds": 1, "least": 1, "mean": 1, "share": 1, "left_fewer": -1, "turned": -1, "apart": -1}
ROUNDS = 140
TREES: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 14,
    "learning_rate": 0.09,
    "min_data_in_leaf": 80,
    "max_depth": 5,
    "lambda_l2": 5,
    "verbosity": -1,
    "seed": 1,
}

Labels = NDArray[np.int8]


def learn_scores(folder: Path, split: Split, out: Path) -> None:
    """Write `scores.npz` from the names that are not held out."""
    labelled = list(_labelled(folder, split))
    pairs, same = features_of([pair[1:] for pair in labelled]), np.array([pair[0] for pair in labelled])
    found = list(_searched(folder, split))
    values = np.concatenate([pairs, *(features for features, _ in found)])
    labels = np.concatenate([same, *(right for _, right in found)])
    weights = np.where(np.arange(len(labels)) < len(pairs), 1.0, WEIGHT_OF_SEARCHES)
    _write(_fitted(values, labels, weights), out / "scores.npz")


def _labelled(folder: Path, split: Split) -> Iterator[tuple[int, str, str]]:
    for line in lines(folder / "pairs_cls.tsv.gz"):
        label, _, _, a, b = line.split("\t")
        if not split.held_out(a):
            yield int(label), a, b
            yield from _rewritten(int(label), a, b)


def _rewritten(label: int, a: str, b: str) -> Iterator[tuple[int, str, str]]:
    """What lists do and the data hardly shows: the family name first, a part of a long name left out."""
    words = b.split()
    if len(words) > 1 and crc32(b.encode()) % TURNED == 0:
        yield label, a, " ".join([words[-1], *words[:-1]])
    if len(words) > 2 and crc32(a.encode()) % SHORTENED == 0:
        yield label, a, " ".join([words[0], *words[2:]])


def _searched(folder: Path, split: Split) -> Iterator[tuple[Floats, Labels]]:
    for pool, tasks in (("latin", "AC"), ("native", "B")):
        names = lines(folder / f"pool_{pool}.txt.gz")
        index = Index()
        index.build(names)
        for query, right in _queries(folder, split, tasks, names):
            rows, features = index.candidates(query)
            if "C" in tasks:
                other = np.array([folded(names[row]) != folded(query) for row in rows], dtype=bool)
                rows, features = rows[other], features[other]
            order = np.argsort(-features[:, FEATURES.index("odds")])[:MISLEADING]
            labels = np.array([row in right for row in rows[order].tolist()], dtype=np.int8)
            yield features[order], labels


def _queries(folder: Path, split: Split, tasks: str, names: list[str]) -> Iterator[tuple[str, set[int]]]:
    for line in lines(folder / "queries.tsv"):
        task, _, query, right = line.split("\t")
        if task in tasks and not split.held_out(query):
            yield query, set(map(int, right.split(",")))
    if "C" in tasks:
        places = {name: row for row, name in enumerate(names)}
        spellings = [pair for pair in learned_from(folder, split, ["latlat"]) if pair[1] in places]
        for a, b in spellings[:SEARCHES_BY_SPELLING]:
            yield a, {places[b]}


def folded(text: str) -> str:
    """A name without case and punctuation, to know the identical spelling by."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _fitted(values: Floats, labels: Labels, weights: NDArray[np.float64]) -> Any:
    import lightgbm

    directions = [DIRECTIONS.get(feature, 0) for feature in FEATURES]
    settings = TREES | {"monotone_constraints": directions, "monotone_constraints_method": "intermediate"}
    return lightgbm.train(settings, lightgbm.Dataset(values, labels, weight=weights), num_boost_round=ROUNDS)


class _Nodes:
    """The nodes of all trees in one row of arrays. The branches of a leaf lead to itself."""

    def __init__(self) -> None:
        self.feature: list[int] = []
        self.threshold: list[float] = []
        self.branches: list[list[int]] = []
        self.value: list[float] = []
        self.depth = 0

    def add(self, node: dict[str, Any], depth: int) -> int:
        self.depth = max(self.depth, depth)
        number = len(self.feature)
        self.feature.append(node.get("split_feature", 0))
        self.threshold.append(node.get("threshold", np.inf))
        self.value.append(node.get("leaf_value", 0.0))
        self.branches.append([number, number])
        if "leaf_value" not in node:
            self.branches[number] = [self.add(node[side], depth + 1) for side in ("left_child", "right_child")]
        return number


def _write(model: Any, path: Path) -> None:
    nodes = _Nodes()
    roots = [nodes.add(tree["tree_structure"], 0) for tree in model.dump_model()["tree_info"]]
    np.savez_compressed(
        path,
        feature=np.array(nodes.feature, dtype=np.int8),
        threshold=np.array(nodes.threshold, dtype=np.float32),
        branches=np.array(nodes.branches, dtype=np.int16).reshape(-1),
        value=np.array(nodes.value, dtype=np.float32),
        roots=np.array(roots, dtype=np.int16),
        depth=np.int8(nodes.depth),
    )
