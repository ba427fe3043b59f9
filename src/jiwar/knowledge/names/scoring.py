"""One score from the features of a meeting: boosted trees, learned offline and walked with arrays."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import FEATURES, Meetings, Side, features, meet

# Nothing but equality is certain.
NEARLY_ONE = np.float32(0.9999)
_AT = {name: place for place, name in enumerate(FEATURES)}


@dataclass(frozen=True)
class Judged:
    """Pairs of names with their features, who met whom, and a plain sum to choose among ways to cut a name."""

    features: Floats
    meetings: Meetings
    plain: Floats


def judged(odds: Floats, left: Side, right: Side, joined: Floats | float) -> Judged:
    """`odds` is pairs × left places × right places; `joined` is 1 where a part was cut or two were joined."""
    meetings = meet(odds, left, right)
    joined = np.broadcast_to(np.asarray(joined, dtype=np.float32), (len(odds),))
    values = features(odds, left, right, meetings, joined)
    plain = (
        values[:, _AT["odds"]]
        - 2.0 * values[:, _AT["left_fewer"]]
        - 1.0 * values[:, _AT["left_more"]]
        - 0.5 * values[:, _AT["turned"]]
        - 0.3 * values[:, _AT["joined"]]
    )
    return Judged(values, meetings, plain)


def scores(values: Floats) -> Floats:
    """The chance that each pair writes one full name, below 1."""
    return np.minimum(_trees().chances(values), NEARLY_ONE)


class Trees:
    """Boosted regression trees of log odds. A leaf is a node whose branches lead to itself."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self._feature = stored["feature"].astype(np.intp)
            self._threshold = stored["threshold"].astype(np.float32)
            self._branches = stored["branches"].astype(np.intp)
            self._value = stored["value"].astype(np.float32)
            self._roots = stored["roots"].astype(np.intp)
            self._depth = int(stored["depth"])

    def chances(self, values: Floats) -> Floats:
        """The chance for each row of features."""
        total = np.empty(len(values), dtype=np.float32)
        for start in range(0, len(values), _ROWS):
            total[start : start + _ROWS] = self._sums(np.ascontiguousarray(values[start : start + _ROWS]))
        return (1 / (1 + np.exp(-total))).astype(np.float32)

    def _sums(self, values: Floats) -> Floats:
        width = values.shape[1]
        flat = values.reshape(-1)
        rows = (np.arange(len(values)) * width)[:, None]
        nodes = np.broadcast_to(self._roots, (len(values), len(self._roots)))
        for _ in range(self._depth):
            right = flat.take(rows + self._feature.take(nodes)) > self._threshold.take(nodes)
            nodes = self._branches.take(nodes * 2 + right)
        found: Floats = self._value.take(nodes).sum(axis=1, dtype=np.float32)
        return found


_ROWS = 4096


@cache
def _trees() -> Trees:
    return Trees(Path(str(files(__package__).joinpath("data", "scores.npz"))))
