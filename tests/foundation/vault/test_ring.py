"""The keys in memory: what an undone savepoint takes with it, what stays, and what is held still while one writes.

The same through whole transactions, with rows, is in `test_rolled_back.py`.
"""

from types import SimpleNamespace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from jiwar.foundation.vault import changing
from jiwar.foundation.vault.ring import Place, Ring
from tests.foundation.vault.undoing import undo

GROUP, KEY = UUID(int=1), bytes(32)
CIPHER = AESGCM(KEY)


def place(number: int) -> Place:
    return UUID(int=number), "general"


def comes(held: Ring, number: int) -> None:
    """A key comes in, and is used, and the key of a part with it."""
    held.keep(place(number), KEY)
    held.ciphers[place(number)] = CIPHER
    held.keep_compartment(f"part {number}", (CIPHER,))


def known(held: Ring) -> list[int]:
    found = sorted(owner.int for owner, _part in held.subjects)
    assert found == sorted(owner.int for owner, _part in held.ciphers)
    assert set(held.compartments) == {f"part {number}" for number in found}
    return found


@pytest.mark.django_db
class TestUndone:
    def test_only_what_came_in_under_it_is_forgotten(self) -> None:
        held = Ring(GROUP)
        comes(held, 1)
        undo(lambda: comes(held, 2))
        held.settle()
        assert known(held) == [1]
        comes(held, 3)
        assert known(held) == [1, 3]

    def test_before_anything_else_comes_in(self) -> None:
        held = Ring(GROUP)
        undo(lambda: comes(held, 1))
        comes(held, 2)
        assert known(held) == [2]

    def test_a_savepoint_in_another(self) -> None:
        held = Ring(GROUP)

        def outer() -> None:
            comes(held, 2)
            undo(lambda: comes(held, 3))
            comes(held, 4)
            assert known(held) == [1, 2, 4]

        comes(held, 1)
        undo(outer)
        held.settle()
        assert known(held) == [1]

    def test_a_savepoint_that_held_goes_with_the_one_around_it(self) -> None:
        held = Ring(GROUP)

        def outer() -> None:
            with transaction.atomic():
                comes(held, 2)

        undo(outer)
        held.settle()
        assert known(held) == []

    @pytest.mark.parametrize("committed", [True, False])
    def test_a_transaction_that_ends(self, monkeypatch: pytest.MonkeyPatch, committed: bool) -> None:
        """As Django ends it: it calls what waits for the commit, or does not, and begins a new list."""
        held = Ring(GROUP)
        comes(held, 1)
        with transaction.atomic():
            comes(held, 2)
        for waiting in connection.run_on_commit if committed else ():
            waiting[1]()
        monkeypatch.setattr(connection, "run_on_commit", [])
        held.settle()
        assert known(held) == ([1, 2] if committed else [])
        assert held.doubts == []

    def test_whoever_writes_holds_the_newest_keys_to_the_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[UUID] = []
        monkeypatch.setattr(changing, "hold", asked.append)
        held = Ring(GROUP)
        comes(held, 1)
        held.blind[1, "phone"], held.indexes = KEY, {1: KEY}
        assert not held.is_steady
        held.steady()
        left: list[object] = [held.compartments, held.blind, held.indexes]
        assert left == [{}, {}, None], "what was read before may be older"
        assert set(held.subjects) == {place(1)}
        held.keep_compartment("part 1", (CIPHER,))
        held.steady()
        assert held.is_steady
        assert asked == [GROUP], "once is enough"
        assert set(held.compartments) == {"part 1"}
        with transaction.atomic():
            comes(held, 2)
            held.steady()
        assert asked == [GROUP]

    def test_a_hold_that_was_undone_is_asked_for_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[UUID] = []
        monkeypatch.setattr(changing, "hold", asked.append)
        held = Ring(GROUP)
        undo(held.steady)
        held.steady()
        assert asked == [GROUP, GROUP]


def test_outside_a_transaction_nothing_is_in_doubt_and_nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[UUID] = []
    monkeypatch.setattr(changing, "hold", asked.append)
    monkeypatch.setattr(transaction, "get_connection", lambda: SimpleNamespace(in_atomic_block=False))
    held = Ring(GROUP)
    comes(held, 1)
    held.steady()
    assert known(held) == [1]
    assert (held.doubts, held.is_steady, asked) == ([], False, [])
