"""A register from before the sealed lists: its names are read anew, and nobody is lost."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from jiwar.casework.people import indexing, queries
from jiwar.casework.people.models import NameIndex, Person
from jiwar.foundation.vault.models import SealedPiece
from jiwar.site.command_line.migrating import AtOnce
from tests.casework.people.telling import register
from tests.cast import Cast

BEFORE, AFTER, NEWEST = "0001_people_and_households", "0002_sealed_names_and_pairs", "9999"


def migrate(name: str) -> None:
    """The migrations of this room alone: nothing elsewhere points at what they made since."""
    executor = AtOnce(connection)
    nodes, done = executor.loader.graph.nodes, set(executor.loader.applied_migrations)
    own = sorted(key for key in nodes if key[0] == "people")
    back = [(nodes[key], True) for key in reversed(own) if key[1] > name and key in done]
    forth = [(nodes[key], False) for key in own if key[1] <= name and key not in done]
    assert not (back and forth)
    executor.migrate(None, plan=back or forth)


def test_nothing_elsewhere_points_at_more_than_people() -> None:
    """Or taking away the tables of this room alone would take links with them."""
    elsewhere = (model for model in apps.get_models() if model._meta.app_label != "people")
    to = {field.related_model for model in elsewhere for field in model._meta.local_fields if field.is_relation}
    assert {model for model in to if model and model._meta.app_label == "people"} == {Person}


@pytest.fixture
def moved_back(transactional_db: None) -> Iterator[None]:
    """Afterwards every table stands again, with its wall."""
    yield
    migrate(NEWEST)
    call_command("migrate", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_names_of_an_existing_register_are_read_anew(moved_back: None, cast: Cast) -> None:
    register(cast.reception, "محمد عبد الرحمن")
    migrate(BEFORE)
    SealedPiece.objects.all().delete()
    migrate(AFTER)
    migrate(NEWEST)
    row = NameIndex.objects.get()
    assert (row.group, row.generation, row.upto, row.finished_at) == (cast.reception.member.group, 1, 0, None)
    assert queries.find(cast.reception.viewer, "Mohamed Abdelrahman") == []
    while indexing.go_on():
        pass
    assert [found.number for found in queries.find(cast.reception.viewer, "Mohamed Abdelrahman")] == ["P-0001"]
