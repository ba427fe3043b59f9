"""A register from before the sealed lists: its names are read anew, and nobody is lost."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from jiwar.casework.people import indexing, queries
from jiwar.casework.people.models import NameIndex
from jiwar.foundation.vault.models import SealedPiece
from jiwar.site.command_line.migrating import AtOnce
from tests.casework.people.telling import register
from tests.cast import Cast

BEFORE, AFTER = "0001_people_and_households", "0002_sealed_names_and_pairs"


def migrate(name: str) -> None:
    AtOnce(connection).migrate([("people", name)])


@pytest.fixture
def moved_back(transactional_db: None) -> Iterator[None]:
    """Afterwards every table stands again, with its wall."""
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_names_of_an_existing_register_are_read_anew(moved_back: None, cast: Cast) -> None:
    register(cast.reception, "محمد عبد الرحمن")
    migrate(BEFORE)
    SealedPiece.objects.all().delete()
    migrate(AFTER)
    call_command("migrate", verbosity=0)
    row = NameIndex.objects.get()
    assert (row.group, row.generation, row.upto, row.finished_at) == (cast.reception.member.group, 1, 0, None)
    assert queries.find(cast.reception.viewer, "Mohamed Abdelrahman") == []
    while indexing.go_on():
        pass
    assert [found.number for found in queries.find(cast.reception.viewer, "Mohamed Abdelrahman")] == ["P-0001"]
