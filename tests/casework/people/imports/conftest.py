"""A group in Egypt, as the lists come from there, and a coordinator who brings them."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from jiwar.casework.people.imports import actions, queries, undoing
from jiwar.casework.people.imports.models import STANDS_STILL_AFTER, ImportedRow, PeopleImport
from jiwar.foundation.access import roles
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys as vault_keys
from tests.cast import Player, found, join

LISTS = Path(__file__).parent / "lists"
TODAY = date(2026, 11, 26)


@pytest.fixture
def egypt(group: Group) -> Iterator[Group]:
    """Chosen instead of the cast's group."""
    with acting_for(found("House on the Nile", country="EG")) as chosen, vault_keys.session():
        yield chosen


@pytest.fixture
def importer(egypt: Group) -> Player:
    return join(egypt, "importer", roles.COORDINATOR)


@pytest.fixture
def clerk(egypt: Group) -> Player:
    return join(egypt, "clerk", roles.CASEWORKER)


@pytest.fixture
def guardian(egypt: Group) -> Player:
    return join(egypt, "nile guardian", roles.DATA_GUARDIAN)


def sent(player: Player, data: bytes | str, name: str = "list.csv") -> PeopleImport:
    chunks = [data.encode() if isinstance(data, str) else data]
    return actions.begin(player.viewer, chunks=chunks, name=name, today=TODAY)


def run(player: Player, brought: PeopleImport, *, only_try: bool = False) -> PeopleImport:
    actions.start_and_wait(player.viewer, brought=brought, only_try=only_try)
    return PeopleImport.objects.select_related("subject", "file", "group").get(id=brought.id)


def run_of(brought: PeopleImport) -> str:
    """Whose turn it is now."""
    return str(PeopleImport.objects.get(id=brought.id).run)


def stood_still(brought: PeopleImport) -> None:
    """As if nothing had moved for a while."""
    PeopleImport.objects.filter(id=brought.id).update(changed_at=timezone.now() - STANDS_STILL_AFTER * 1.01)


def taken_back(player: Player, brought: PeopleImport) -> PeopleImport:
    """Undone, without the queue."""
    actions.undo(player.viewer, brought=brought)
    undoing.undo_all(str(brought.id), run_of(brought))
    return queries.brought(player.viewer, brought.id)


def fates(brought: PeopleImport) -> dict[int, tuple[str, list[str]]]:
    """Fate of every row, and the codes of what is said about it without the remarks."""
    rows = ImportedRow.objects.filter(of=brought).order_by("row")
    return {row.row: (row.fate, codes(row)) for row in rows}


REMARKS = {"note-stays", "read-as", "phone-read", "not-taken", "short-year", "day-count"}


def codes(row: ImportedRow) -> list[str]:
    return [each["code"] for each in row.told.get("messages", []) if each["code"] not in REMARKS]


Sends = Callable[[bytes | str], PeopleImport]
