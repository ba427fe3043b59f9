"""A fair order: named situations with what must come of them, and what must hold for every list."""

from dataclasses import replace
from datetime import date, time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.places import Ranked, Room, Waiting, ranked, read_rules, rules

DAY = date(2026, 3, 1)
DRAW = "Mornings"
MORNINGS = Room(1, meets=frozenset({(0, "morning")}))


def order(found: list[Ranked]) -> list[str]:
    return [each.who.id for each in found]


def test_who_waited_longest_comes_first_and_it_says_so() -> None:
    found = ranked(rules(), MORNINGS, [Waiting("b", date(2026, 2, 2)), Waiting("a", date(2026, 2, 1))], draw=DRAW)
    assert [(each.who.id, each.place, each.gets_place, each.decided_by) for each in found] == [
        ("a", 1, True, ""),
        ("b", 2, False, "waiting"),
    ]


def test_who_lost_a_place_by_us_comes_before_all_and_a_first_course_before_a_second() -> None:
    people = [
        Waiting("long", date(2025, 1, 1), first_course=False),
        Waiting("first", DAY),
        Waiting("lost", DAY, first_course=False, lost_place=True),
    ]
    found = ranked(rules(), MORNINGS, people, draw=DRAW)
    assert [(each.who.id, each.decided_by) for each in found] == [
        ("lost", ""),
        ("first", "lost-place"),
        ("long", "first-course"),
    ]


@pytest.mark.parametrize(
    ("room", "who", "against"),
    [
        (Room(1, women_only=True), Waiting("a", DAY), ("women",)),
        (Room(1), Waiting("a", DAY, woman=True, only_with_women=True), ("women",)),
        (Room(1, women_only=True, childcare=True), Waiting("a", DAY, woman=True, needs_childcare=True), ()),
        (Room(1), Waiting("a", DAY, needs_childcare=True), ("childcare",)),
        (Room(1, ways=frozenset({"online"})), Waiting("a", DAY, ways=frozenset({"room"})), ("way",)),
        (MORNINGS, Waiting("a", DAY, free=frozenset({(0, "evening")})), ("times",)),
        (MORNINGS, Waiting("a", DAY, free=frozenset({(0, "morning"), (1, "morning")})), ()),
        (Room(1), Waiting("a", DAY, declined=True), ("declined",)),
        (MORNINGS, Waiting("a", DAY, ways=frozenset({"online"}), needs_childcare=True), ("childcare", "way")),
    ],
)
def test_who_does_not_fit_keeps_waiting_with_the_reasons(room: Room, who: Waiting, against: tuple[str, ...]) -> None:
    (found,) = ranked(rules(), room, [who], draw=DRAW)
    assert found.against == against
    assert found.gets_place == (not against)
    assert (found.place is None) == bool(against)


def test_the_parts_of_a_day() -> None:
    found = [rules().part_of_day(time(hour)) for hour in (9, 12, 16, 17)]
    assert found == ["morning", "afternoon", "afternoon", "evening"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('order = ["waiting"]', "ends with the lot"),
        ('order = ["faith", "lot"]', "no such rule for places: faith"),
        ('order = ["waiting", "waiting", "lot"]', "stands twice"),
        ('fits = ["origin"]', "no such rule for places: origin"),
    ],
)
def test_rules_that_are_no_rules_are_refused_in_words(change: str, says: str) -> None:
    name = change.split(" ", 1)[0]
    given = {"fits": 'fits = ["women"]', "order": 'order = ["lot"]', name: change}
    rest = "answer_days = 5\nafternoon = 12:00:00\nevening = 17:00:00"
    with pytest.raises(ValueError, match=says):
        read_rules("\n".join([*given.values(), rest]))


def test_somebody_who_waits_twice_is_a_fault() -> None:
    with pytest.raises(ValueError, match="twice"):
        ranked(rules(), MORNINGS, [Waiting("a", DAY), Waiting("a", DAY)], draw=DRAW)


parts = st.tuples(st.integers(0, 6), st.sampled_from(["morning", "afternoon", "evening"]))
ways = st.frozensets(st.sampled_from(["room", "online"]), min_size=1)
people = st.lists(
    st.builds(
        Waiting,
        id=st.text("abcdefgh", min_size=1, max_size=3),
        since=st.dates(date(2026, 1, 1), date(2026, 1, 6)),
        woman=st.booleans(),
        only_with_women=st.booleans(),
        needs_childcare=st.booleans(),
        ways=ways,
        free=st.frozensets(parts, max_size=3),
        lost_place=st.booleans(),
        first_course=st.booleans(),
        declined=st.booleans(),
    ),
    max_size=9,
    unique_by=lambda each: each.id,
)
rooms = st.builds(Room, st.integers(0, 6), st.booleans(), st.booleans(), ways, st.frozensets(parts, max_size=2))


@given(rooms, people, st.randoms())
def test_in_whatever_order_they_are_asked_nothing_changes(room: Room, waiting: list[Waiting], chance: Random) -> None:
    turned = list(waiting)
    chance.shuffle(turned)
    assert ranked(rules(), room, waiting, draw=DRAW) == ranked(rules(), room, turned, draw=DRAW)


@given(rooms, people)
def test_everybody_stands_once_and_places_count_up(room: Room, waiting: list[Waiting]) -> None:
    found = ranked(rules(), room, waiting, draw=DRAW)
    assert sorted(order(found)) == sorted(each.id for each in waiting)
    fitting = [each for each in found if each.place is not None]
    assert [each.place for each in fitting] == list(range(1, len(fitting) + 1))
    assert sum(each.gets_place for each in found) == min(room.free_places, len(fitting))
    assert not any(each.gets_place and each.against for each in found)
    assert all(bool(each.decided_by) == (each.place not in (None, 1)) for each in found)


@given(rooms, people, st.data())
def test_who_goes_away_puts_nobody_behind(room: Room, waiting: list[Waiting], data: st.DataObject) -> None:
    if not waiting:
        return
    gone = data.draw(st.sampled_from(waiting))
    before = [who for who in order(ranked(rules(), room, waiting, draw=DRAW)) if who != gone.id]
    assert order(ranked(rules(), room, [each for each in waiting if each != gone], draw=DRAW)) == before


@given(rooms, people, st.data())
def test_waiting_longer_never_harms(room: Room, waiting: list[Waiting], data: st.DataObject) -> None:
    if not waiting:
        return
    one = data.draw(st.sampled_from(waiting))
    longer = [replace(each, since=date(2025, 1, 1)) if each == one else each for each in waiting]

    def place(people: list[Waiting]) -> int:
        return order(ranked(rules(), room, people, draw=DRAW)).index(one.id)

    assert place(longer) <= place(waiting)


@given(rooms, people)
def test_the_reason_is_true_of_the_two_it_stands_between(room: Room, waiting: list[Waiting]) -> None:
    found = [each for each in ranked(rules(), room, waiting, draw=DRAW) if each.place is not None]
    for before, after in pairwise(found):
        match after.decided_by:
            case "lost-place":
                assert before.who.lost_place
                assert not after.who.lost_place
            case "first-course":
                assert before.who.first_course
                assert not after.who.first_course
            case "waiting":
                assert before.who.since < after.who.since
            case rule:
                assert rule == "lot"
                assert before.who.since == after.who.since


@given(people)
def test_another_word_draws_another_lot_and_the_same_word_the_same(waiting: list[Waiting]) -> None:
    equal = [Waiting(each.id, DAY) for each in waiting]
    room = Room(3)
    assert ranked(rules(), room, equal, draw="a") == ranked(rules(), room, equal, draw="a")
    assert {each.who.id for each in ranked(rules(), room, equal, draw="b")} == {each.id for each in equal}
