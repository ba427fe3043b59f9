"""Pairs: as many as possible, whoever waited longest first, the same in any order; and a reason where there is none."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind, Lacks, Offer, Wish, lacks, matched

MONDAY: Final = date(2026, 3, 2)
AHMED: Final = Wish(
    "L-0001",
    MONDAY,
    "tr",
    Level.A1,
    Kind.TUTOR,
    frozenset({"0-evening", "2-evening"}),
    frozenset({"online", "old town"}),
)
MARIAM: Final = Offer(
    "mariam",
    frozenset({"tr", "ar"}),
    frozenset(Kind),
    frozenset(),
    frozenset({"2-evening", "4-morning"}),
    frozenset({"old town"}),
    True,
    1,
)


def test_two_who_fit_and_when() -> None:
    [found] = matched([AHMED], [MARIAM])
    assert (found.offer, found.times, found.lacks) == (MARIAM, ("2-evening",), ())


@pytest.mark.parametrize(
    ("wish", "offer", "missing"),
    [
        ({"language": "ms"}, {}, Lacks.LANGUAGE),
        ({}, {"kinds": frozenset({Kind.CONVERSATION})}, Lacks.KIND),
        ({}, {"levels": frozenset({Level.B1})}, Lacks.LEVEL),
        ({"woman": False}, {}, Lacks.WISH),
        ({"woman": True}, {"woman": None}, Lacks.WISH),
        ({"never": frozenset({"mariam"})}, {}, Lacks.WISH),
        ({}, {"places": frozenset({"harbour"})}, Lacks.PLACE),
        ({}, {"times": frozenset({"0-morning"})}, Lacks.TIME),
        ({}, {"free": 0}, Lacks.FULL),
    ],
)
def test_what_is_missing_is_said(wish: dict[str, Any], offer: dict[str, Any], missing: Lacks) -> None:
    asked, given_ = replace(AHMED, **wish), replace(MARIAM, **offer)
    assert lacks(asked, given_) is missing
    assert matched([asked], [given_])[0].lacks == (missing,)


def test_who_waits_longest_comes_first_and_others_move_for_them_only_to_another_partner() -> None:
    later = replace(AHMED, id="L-0002", since=MONDAY + timedelta(days=1))
    only_mariam = replace(AHMED, id="L-0003", since=MONDAY + timedelta(days=2), places=frozenset({"old town"}))
    emre = replace(MARIAM, id="emre", places=frozenset({"online"}))
    found = {
        each.wish.id: each.offer and each.offer.id for each in matched([only_mariam, later, AHMED], [MARIAM, emre])
    }
    assert found == {"L-0001": "mariam", "L-0002": "emre", "L-0003": None} or found == {
        "L-0001": "emre",
        "L-0002": "mariam",
        "L-0003": None,
    }
    alone = {each.wish.id: each.offer and each.offer.id for each in matched([only_mariam, AHMED], [MARIAM, emre])}
    assert alone == {"L-0001": "emre", "L-0003": "mariam"}


WISHES: Final = st.lists(
    st.builds(
        Wish,
        id=st.uuids().map(str),
        since=st.dates(MONDAY, MONDAY + timedelta(days=3)),
        language=st.sampled_from(["tr", "ar"]),
        level=st.sampled_from([Level.A1, Level.B1]),
        kind=st.sampled_from(Kind),
        times=st.frozensets(st.sampled_from(["0-m", "1-m", "2-m"]), max_size=3),
        places=st.frozensets(st.sampled_from(["online", "old town"]), min_size=1),
        woman=st.sampled_from([None, True]),
    ),
    max_size=6,
    unique_by=lambda wish: wish.id,
)
OFFERS: Final = st.lists(
    st.builds(
        Offer,
        id=st.uuids().map(str),
        languages=st.frozensets(st.sampled_from(["tr", "ar"]), min_size=1),
        kinds=st.just(frozenset(Kind)),
        levels=st.sampled_from([frozenset(), frozenset({Level.A1})]),
        times=st.frozensets(st.sampled_from(["0-m", "1-m", "2-m"]), max_size=3),
        places=st.frozensets(st.sampled_from(["online", "old town"]), min_size=1),
        woman=st.sampled_from([None, True]),
        free=st.integers(0, 2),
    ),
    max_size=3,
    unique_by=lambda offer: offer.id,
)


def possible(wishes: tuple[Wish, ...], offers: list[Offer]) -> bool:
    """By trying everything: whether all of these wishes can have a partner at once."""
    ways = [[offer for offer in offers if lacks(wish, offer) is None] for wish in wishes]
    return any(
        all(count <= next(o.free for o in offers if o.id == one) for one, count in Counter(o.id for o in way).items())
        for way in product(*ways)
    )


@given(WISHES, OFFERS)
def test_it_is_the_fairest_of_all_ways(wishes: list[Wish], offers: list[Offer]) -> None:
    """Compared with every set of wishes that could be fulfilled at once: as many as the largest, and of those the one
    in which whoever waits longest is in."""
    found = matched(wishes, offers)
    for each in found:
        assert each.offer is None or lacks(each.wish, each.offer) is None
    used = Counter(each.offer.id for each in found if each.offer)
    assert all(used[offer.id] <= offer.free for offer in offers)
    got = [bool(each.offer) for each in found]
    order = tuple(each.wish for each in found)
    sets = [
        chosen for size in range(len(order) + 1) for chosen in combinations(order, size) if possible(chosen, offers)
    ]
    best = max([wish in chosen for wish in order] for chosen in sets)
    assert got == best
    assert sum(got) == max(len(chosen) for chosen in sets)


@given(WISHES, OFFERS, st.randoms(use_true_random=False))
def test_in_whatever_order_they_come(wishes: list[Wish], offers: list[Offer], chance: Random) -> None:
    shuffled, others = list(wishes), list(offers)
    chance.shuffle(shuffled)
    chance.shuffle(others)
    assert matched(shuffled, others) == matched(wishes, offers)
