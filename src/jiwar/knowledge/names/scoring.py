"""One number from the features of a meeting."""

import numpy as np

from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.meeting import FEATURES, Meetings, Side, features, meet

_AT = {name: place for place, name in enumerate(FEATURES)}


def scored(odds: Floats, left: Side, right: Side, joined: float) -> Floats:
    """The score of each pair of names: `odds` is pairs × left places × right places."""
    return weighed(odds, left, right, np.full(len(odds), joined, dtype=np.float32))[0]


def weighed(odds: Floats, left: Side, right: Side, joined: Floats) -> tuple[Floats, Meetings]:
    """The score of each pair of names, and who met whom. `joined`: 1 where a part was cut or two were joined."""
    meetings = meet(odds, left, right)
    return by_hand(features(odds, left, right, meetings, joined)), meetings


def by_hand(values: Floats) -> Floats:
    raw = (
        values[:, _AT["odds"]]
        - 2.0 * values[:, _AT["left_fewer"]]
        - 1.0 * values[:, _AT["left_more"]]
        - 0.5 * values[:, _AT["turned"]]
        - 0.3 * values[:, _AT["joined"]]
        - 9
    )
    return (1 / (1 + np.exp(-raw * 0.4))).astype(np.float32)
