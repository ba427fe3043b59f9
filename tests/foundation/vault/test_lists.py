"""Sealed lists give back what was put on them, in pieces that tell nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import lists
from jiwar.foundation.vault.models import SealedPiece
from jiwar.foundation.vault.sealing import SealBroken


def entry(number: int) -> bytes:
    return number.to_bytes(lists.ENTRY, "big")


def listed(word: str, longest: int = 10**6) -> list[int] | None:
    found = lists.read([word], longest=longest)
    if word not in found:
        return []
    whole = found[word].entries
    if whole is None:
        return None
    return [int.from_bytes(whole[at : at + lists.ENTRY], "big") for at in range(0, len(whole), lists.ENTRY)]


@pytest.mark.parametrize("count", [1, 8, 9, 16, 17, 500])
def test_what_is_added_is_read_and_what_is_removed_is_not(group: Group, count: int) -> None:
    lists.change(add={"word": [entry(n) for n in range(count)]})
    assert listed("word") == list(range(count))
    assert SealedPiece.objects.count() == lists.pieces_of(count)
    lists.change(remove={"word": [entry(n) for n in range(1, count)]})
    assert listed("word") == [0]
    assert SealedPiece.objects.count() == 1


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=40))
def test_any_order_of_changes_gives_the_same_as_a_set(group: Group, steps: list[tuple[bool, int]]) -> None:
    SealedPiece.objects.all().delete()
    kept: set[int] = set()
    for adds, number in steps:
        changed = {"word": [entry(number)]}
        lists.change(add=changed if adds else None, remove=None if adds else changed)
        kept = kept | {number} if adds else kept - {number}
    assert sorted(listed("word") or []) == sorted(kept)


def test_too_long_a_list_is_named_and_left(group: Group) -> None:
    lists.change(add={"word": [entry(n) for n in range(20)], "rare": [entry(1)]})
    found = lists.read(["word", "rare", "none"], longest=10)
    assert {word: (row.count, row.entries is None) for word, row in found.items()} == {
        "word": (20, True),
        "rare": (1, False),
    }


def test_another_group_or_generation_finds_nothing(group: Group, other_group: Group) -> None:
    from jiwar.foundation.groups.context import acting_for

    lists.change(add={"word": [entry(1)]})
    assert lists.read(["word"], generation=lists.Generation(2), longest=9) == {}
    with acting_for(other_group):
        assert lists.read(["word"], longest=9) == {}


def test_a_piece_moved_to_another_address_does_not_open(group: Group) -> None:
    lists.change(add={"one": [entry(1)], "two": [entry(2)]})
    first, second = SealedPiece.objects.order_by("id")
    SealedPiece.objects.filter(id=first.id).update(body=second.body)
    with pytest.raises(SealBroken):
        lists.read(["one", "two"], longest=9)


def test_pieces_of_one_size_look_alike(group: Group) -> None:
    lists.change(add={"full": [entry(n) for n in range(8)], "nearly": [entry(1)]})
    assert len({len(body) for body in SealedPiece.objects.values_list("body", flat=True)}) == 1


def test_only_other_generations_are_forgotten(group: Group) -> None:
    for generation in (1, 2):
        lists.change(add={"word": [entry(generation)]}, generation=lists.Generation(generation))
    lists.forget_other_generations(2)
    assert lists.read(["word"], longest=9) == {}
    assert lists.read(["word"], generation=lists.Generation(2), longest=9)["word"].entries == entry(2)
