"""The connection knows for which group it is asked: told once, told anew after a rollback, forgotten afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import Context
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group, Office


@pytest.fixture(autouse=True)
def _on_postgres(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file is a wall of its own")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the database was told, in order."""
    told: list[str] = []
    real = connection.connection.execute

    def execute(query: Any, values: Any = None) -> Any:
        told.append(values[0])
        return real(query, values)

    monkeypatch.setattr(connection.connection, "execute", execute)
    return told


def names() -> list[str]:
    return sorted(Office.across_groups.values_list("name", flat=True))


@contextmanager
def undone() -> Iterator[None]:
    with suppress(ZeroDivisionError), transaction.atomic():
        yield
        raise ZeroDivisionError


@pytest.fixture
def offices(group: Group, other_group: Group) -> None:
    Office.objects.create(name="ours")
    with acting_for(other_group):
        Office.objects.create(name="theirs")


def test_it_is_told_once_and_with_the_next_change(
    offices: None, group: Group, other_group: Group, sent: list[str]
) -> None:
    assert [names() for _ in range(3)] == [["ours"]] * 3
    with acting_for(other_group):
        assert [names() for _ in range(3)] == [["theirs"]] * 3
    assert names() == ["ours"]
    assert Context().run(names) == []
    assert sent[-3:] == [str(other_group.id), str(group.id), ""]
    assert len(sent) <= 4


def test_a_rollback_takes_back_what_was_told_inside(offices: None, group: Group, other_group: Group) -> None:
    with undone(), acting_for(other_group):
        assert names() == ["theirs"]
    assert names() == ["ours"]
    with acting_for(other_group):
        with undone():
            assert names() == ["theirs"]
        assert names() == ["theirs"]
    assert names() == ["ours"]


def test_a_fault_inside_another_group_leaves_nothing_of_it(offices: None, group: Group, other_group: Group) -> None:
    with suppress(IntegrityError), transaction.atomic(), acting_for(other_group):
        names()
        Office.objects.create(id=Office.objects.get().id, name="again")
    assert names() == ["ours"]


def test_without_a_group_nothing_is_written(group: Group) -> None:
    def write() -> None:
        with transaction.atomic():
            Office.across_groups.bulk_create([Office(name="x", group=group)])

    with pytest.raises((ProgrammingError, RuntimeError)):
        Context().run(write)
    assert names() == []
