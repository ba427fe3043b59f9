"""A wall between two sides: with and without one file on the other side, whoever is kept off it cannot tell which.

The same pages as for a hidden file are asked by members a barrier keeps off Marjan's files: before she came and after;
and every address of her files answers as an address that never was.
"""

from typing import Any
from uuid import uuid4

import pytest

from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access import barriers
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.vault.models import Subject
from tests.cast import Player
from tests.routes.test_hidden import _arrives, changed_by, owner, unlike_nothing
from tests.routes.world import World

pytestmark = pytest.mark.once

__all__ = ["owner"]

KEPT_OFF = ("reception", "caseworker", "off_caseworker", "legal_adviser", "coordinator", "volunteer")


def _arrives_behind_a_wall(world: World, owner: Player) -> dict[str, Any]:
    """Marjan's files are known to the house, but not to those the barrier keeps off them."""
    rows = _arrives(world, owner)
    files = [
        Person.objects.get(id=rows["person"]).subject,
        Case.objects.select_related("subject").get(id=rows["case"]).subject,
    ]
    members = [world.cast[who].member.id for who in KEPT_OFF]
    barriers.keep(None, origin=uuid4(), between=[(member, file.id) for member in members for file in files])
    for file in Subject.objects.filter(id__in=[file.id for file in files]):
        hiding.unhide(owner.viewer, subject=file)
    return rows


def test_whoever_is_kept_off_cannot_tell_that_somebody_is_there(world: World, still: None, owner: Player) -> None:
    assert changed_by(world, KEPT_OFF, lambda: _arrives_behind_a_wall(world, owner)) == []


def test_what_is_behind_it_answers_as_what_never_was(world: World, owner: Player) -> None:
    assert unlike_nothing(world, KEPT_OFF, _arrives_behind_a_wall(world, owner)) == []
