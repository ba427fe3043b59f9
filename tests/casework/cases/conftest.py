"""A case of the standing cast, and a role that opens a guarded compartment as a line's does."""

import pytest

from jiwar.casework.cases import actions
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import compartments, roles
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.roles import Role
from jiwar.foundation.groups.models import Group
from tests.casework.people.telling import register
from tests.cast import Cast, Player, cast, group, join, other_group

__all__ = ["cast", "group", "other_group"]

PRIVILEGED = Compartment("test-privileged", "privileged", "For these tests.", guarded=True)
COUNSEL = Role(
    "test-counsel",
    "Counsel",
    "For these tests.",
    frozenset({can.SIGNED_IN, can.SEE_DESK, can.FIND_PEOPLE, can.WORK_ON_FILES, can.TRIAGE, can.BOOK}),
    frozenset({PRIVILEGED}),
)


@pytest.fixture(autouse=True)
def _a_line_of_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its role and compartment are registered for these tests only: the documented ones are the program's own."""
    monkeypatch.setitem(compartments._known, PRIVILEGED.code, PRIVILEGED)
    monkeypatch.setitem(roles._known, COUNSEL.code, COUNSEL)


@pytest.fixture
def counsel(group: Group) -> Player:
    return join(group, "counsel", COUNSEL)


@pytest.fixture
def person(cast: Cast) -> Person:
    return register(cast.reception, "Ahmed Ibrahim Adam")


@pytest.fixture
def waiting(cast: Cast, person: Person) -> Case:
    """In the intake queue."""
    return actions.open_case(cast.reception.viewer, person=person, asks="Refused, what now?")


@pytest.fixture
def case(cast: Cast, waiting: Case) -> Case:
    """Led by the caseworker of the cast."""
    actions.assign(cast.coordinator.viewer, case=waiting, member=cast.caseworker.member)
    return again(waiting)


def again(case: Case) -> Case:
    """As it is in the database now."""
    return Case.objects.select_related("subject").get(id=case.id)
