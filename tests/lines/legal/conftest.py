"""A legal adviser beside the standing cast, and Ahmed's case with both of them on it."""

from collections.abc import Callable
from datetime import date

import pytest

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal import actions
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Cast, Player, cast, group, join, other_group

__all__ = ["cast", "group", "other_group"]

TODAY = date(2026, 3, 6)
"""A Friday, 17 Ramadan 1447; the courts of Türkiye are open, and closed on the two days after."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the civil day of the group; it is `TODAY` at first."""

    def is_now(day: date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    is_now(TODAY)
    return is_now


@pytest.fixture
def legal_adviser(group: Group) -> Player:
    return join(group, "legal adviser", LEGAL_ADVISER)


@pytest.fixture
def case(cast: Cast, legal_adviser: Player) -> Case:
    """Led by the caseworker, with the legal adviser beside."""
    who = Who((NameGiven("Ahmed Ibrahim Adam"),))
    person = people_actions.register(cast.reception.viewer, who=who, none_of_these=True)
    case = case_actions.open_case(cast.reception.viewer, person=person, asks="Refused, what now?")
    case_actions.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    case_actions.assign(cast.coordinator.viewer, case=case, member=legal_adviser.member, lead=False)
    return Case.objects.select_related("subject").get(id=case.id)


@pytest.fixture
def procedure(case: Case, legal_adviser: Player) -> Procedure:
    """Türkiye, the regular procedure."""
    return actions.open_procedure(legal_adviser.viewer, case=case, pack="tr", tracks=["regular"])
