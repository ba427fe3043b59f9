"""Which part of one name meets which of the other, for many pairs of names at once, and what that says in numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.letters import Floats

# Below these odds two parts do not meet.
MEETING = np.float32(0.5)
# What a step out of order takes from the odds, when it is chosen who meets whom.
OUT_OF_ORDER = np.float32(0.4)
_NEVER = np.float32(-99)

FEATURES = (
    "odds", "least", "mean", "met", "left_fewer", "left_more", "parts_fewer", "parts_more", "turned", "apart", "first",
    "last", "conflict", "titles", "initials", "joined", "rarest_left", "share",
    "across", "rarest_met", "bare_sum",
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One side of the pairs: for each pair and place, whether there is a part, whether it is a title or an initial, and
    how rare it is."""

    there: NDArray[np.bool_]
    title: NDArray[np.bool_]
    initial: NDArray[np.bool_]
    rarity: Floats
    script: NDArray[np.int8]


@dataclass(frozen=True)
class Meetings:
    """Who met whom: for each pair and left place, the right place or -1; and the odds of it."""

    partner: NDArray[np.int8]
    odds: Floats


def meet(odds: Floats, left: Side, right: Side) -> Meetings:
    """Greedy: the likeliest two parts meet first, each part once. `odds`: pairs × left places × right places."""
    many, lefts, rights = odds.shape
    steps = np.abs(np.arange(lefts)[:, None] - np.arange(rights)[None, :]).astype(np.float32)
    open_ = np.where(left.there[:, :, None] & right.there[:, None, :], odds - OUT_OF_ORDER * steps, _NEVER)
    partner = np.full((many, lefts), -1, dtype=np.int8)
    met = np.zeros((many, lefts), dtype=np.float32)
    every = np.arange(many)
    for _ in range(min(lefts, rights)):
        best = open_.reshape(many, -1).argmax(axis=1)
        i, j = best // rights, best % rights
        rows = np.flatnonzero(odds[every, i, j] * (open_[every, i, j] > _NEVER) > MEETING)
        if not len(rows):
            break
        i, j = i[rows], j[rows]
        partner[rows, i] = j
        met[rows, i] = odds[rows, i, j]
        open_[rows, i, :] = _NEVER
        open_[rows, :, j] = _NEVER
    return Meetings(partner, met)


def features(odds: Floats, left: Side, right: Side, meetings: Meetings, joined: Floats) -> Floats:
    """Numbers that do not change when the two names are exchanged, in the order of `FEATURES`."""
    partner = meetings.partner
    paired = partner >= 0
    many, _, rights = odds.shape
    taken = np.zeros((many, rights), dtype=bool)
    rows, places = np.nonzero(paired)
    taken[rows, partner[rows, places]] = True
    free_left = left.there & ~paired
    free_right = right.there & ~taken
    count = paired.sum(axis=1)
    bare_left, bare_right = (free_left & ~left.title).sum(axis=1), (free_right & ~right.title).sum(axis=1)
    total_left, total_right = left.there.sum(axis=1), right.there.sum(axis=1)
    total = meetings.odds.sum(axis=1)
    least = np.where(paired, meetings.odds, 20).min(axis=1)
    titles = (free_left & left.title).sum(axis=1) + (free_right & right.title).sum(axis=1)
    initials = (paired & (left.initial | _met_initial(right, partner))).sum(axis=1)
    rarity_left = np.where(free_left & ~left.title, left.rarity, 0).max(axis=1)
    rarity_right = np.where(free_right & ~right.title, right.rarity, 0).max(axis=1)
    whole = np.where(left.there, left.rarity, 0).sum(axis=1) + np.where(right.there, right.rarity, 0).sum(axis=1)
    columns = (
        total,
        np.where(count > 0, least, -5),
        total / np.maximum(count, 1),
        count,
        np.minimum(bare_left, bare_right),
        np.maximum(bare_left, bare_right),
        np.minimum(total_left, total_right),
        np.maximum(total_left, total_right),
        *_order(partner, total_left, total_right),
        _conflict(odds, free_left, free_right),
        titles,
        initials,
        joined,
        np.minimum(rarity_left, rarity_right),
        total / np.maximum(whole, 1),
        _across(left, right, partner),
        np.where(paired, np.minimum(left.rarity, _of_partner(right.rarity, partner)), 0).max(axis=1),
        np.where(free_left & ~left.title, left.rarity, 0).sum(axis=1)
        + np.where(free_right & ~right.title, right.rarity, 0).sum(axis=1),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _order(
    partner: NDArray[np.int8], total_left: NDArray[np.intp], total_right: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Pairs of meetings that stand the other way round; how far meetings stray; whether first and last parts meet."""
    many, lefts = partner.shape
    turned = np.zeros(many, dtype=np.int64)
    for i in range(lefts):
        for j in range(i + 1, lefts):
            turned += (partner[:, j] >= 0) & (partner[:, i] > partner[:, j])
    stray = np.where(partner >= 0, np.abs(partner - np.arange(lefts)), 0).max(axis=1)
    last = partner[np.arange(many), np.maximum(total_left - 1, 0)] == total_right - 1
    return turned, np.minimum(stray, 3), partner[:, 0] == 0, last


def _across(left: Side, right: Side, partner: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether two parts of different scripts meet."""
    theirs = np.take_along_axis(right.script, np.maximum(partner, 0).astype(np.intp), axis=1)
    result: NDArray[np.bool_] = ((partner >= 0) & (theirs != left.script)).any(axis=1)
    return result


def _met_initial(right: Side, partner: NDArray[np.int8]) -> NDArray[np.bool_]:
    return np.take_along_axis(right.initial, np.maximum(partner, 0).astype(np.intp), axis=1)


def _of_partner(values: Floats, partner: NDArray[np.int8]) -> Floats:
    return np.take_along_axis(values, np.maximum(partner, 0).astype(np.intp), axis=1)


def _conflict(odds: Floats, free_left: NDArray[np.bool_], free_right: NDArray[np.bool_]) -> Floats:
    """The best odds among parts that met none; 3 where one side has none left."""
    both = free_left[:, :, None] & free_right[:, None, :]
    best = np.where(both, odds, _NEVER).reshape(len(odds), -1).max(axis=1)
    return np.where(both.any(axis=(1, 2)), best, np.float32(3)).astype(np.float32)
