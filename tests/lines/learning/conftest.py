"""A teacher beside the standing cast, and Ahmed, a learner, whose case the caseworker leads."""

from collections.abc import Callable
from datetime import date

import pytest

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.models import Group
from jiwar.lines.learning import actions
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.rights import TEACHER
from tests.cast import Cast, Player, cast, group, join, other_group

__all__ = ["cast", "group", "other_group"]

TODAY = date(2026, 3, 6)
AHMED = "Ahmed Ibrahim Adam"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the civil day of the group; it is `TODAY` at first."""

    def is_now(day: date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    is_now(TODAY)
    return is_now


@pytest.fixture
def teacher(group: Group) -> Player:
    return join(group, "teacher", TEACHER)


@pytest.fixture
def person(cast: Cast) -> Person:
    return people_actions.register(cast.reception.viewer, who=Who((NameGiven(AHMED),)), none_of_these=True)


@pytest.fixture
def case(cast: Cast, person: Person) -> Case:
    """Led by the caseworker."""
    case = case_actions.open_case(cast.reception.viewer, person=person, asks="He cannot read the letter.")
    case_actions.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    return Case.objects.select_related("subject").get(id=case.id)


@pytest.fixture
def learner(cast: Cast, case: Case, person: Person) -> Learner:
    """Ahmed, added by the caseworker; no teacher knows him yet."""
    return actions.add_learner(cast.caseworker.viewer, person=person, scripts=["arabic"])
