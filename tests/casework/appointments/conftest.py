"""A case of the standing cast with somebody to meet."""

from datetime import UTC, datetime

import pytest

from jiwar.casework.cases import actions
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from tests.casework.people.telling import register
from tests.cast import Cast, cast, group, other_group

__all__ = ["cast", "group", "other_group"]


def at(hour: int, minute: int = 0, day: int = 11) -> datetime:
    """A moment on Wednesday 11 March 2026 (or another day of that month), in UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def person(cast: Cast) -> Person:
    return register(cast.reception, "Ahmed Ibrahim Adam")


@pytest.fixture
def case(cast: Cast, person: Person) -> Case:
    case = actions.open_case(cast.reception.viewer, person=person, asks="Refused, what now?")
    actions.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    return Case.objects.select_related("subject").get(id=case.id)
