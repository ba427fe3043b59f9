"""A file with everything in it, and two who can erase it."""

import pytest

from jiwar.casework.erasing import actions, carrying
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people.models import Person
from tests.routes.kept_world import cast, group, keys, other_group, told, told_world, world
from tests.routes.world import World

__all__ = ["cast", "group", "keys", "other_group", "told", "told_world", "world", "zubaydah"]


@pytest.fixture
def zubaydah(world: World) -> Person:
    return person(world, "person")


def person(world: World, place: str) -> Person:
    return Person.objects.select_related("subject").get(id=world.rows[place])


def asked(world: World, someone: Person) -> Erasure:
    """By the data guardian, in spite of whatever needs the file."""
    return actions.ask(
        world.cast["guardian"].viewer,
        person=someone,
        why="wish",
        said="They asked at the desk.",
        in_spite=True,
        in_spite_words="The lawyer knows.",
    )


def erase(world: World, someone: Person) -> Erasure:
    """Asked, agreed by the administrator, carried out."""
    erasure = asked(world, someone)
    actions.decide(world.cast["administrator"].viewer, erasure=erasure, agreed=True)
    carrying.carry(erasure.id)
    erasure.refresh_from_db()
    return erasure
