"""Two clients who may stand against one another, each with people of their own."""

from dataclasses import dataclass

import pytest

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access import roles
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.casework.people.telling import register
from tests.cast import Cast, Player, cast, group, join, other_group

__all__ = ["cast", "group", "other_group"]

WOMAN = "Mariam Hassan Karimi"
MAN_IN_ARABIC = "عبد القادر حمدون شقيري"
MAN_IN_LATIN = "Abdulqader Hamdoun Shaqiri"


@dataclass(frozen=True)
class Matter:
    """`hers` is led by `her_worker`, `his` by `his_worker`; `adviser` and `other_adviser` work for nobody yet."""

    hers: Case
    his: Case
    man: Person
    her_worker: Player
    his_worker: Player
    adviser: Player
    other_adviser: Player


@pytest.fixture
def matter(cast: Cast, group: Group) -> Matter:
    his_worker = join(group, "his worker", roles.CASEWORKER)
    woman = register(cast.reception, WOMAN)
    man = register(cast.reception, MAN_IN_ARABIC)
    hers = cases.open_case(cast.reception.viewer, person=woman, asks="A door that locks.")
    his = cases.open_case(cast.reception.viewer, person=man, asks="To see his children.")
    cases.assign(cast.coordinator.viewer, case=hers, member=cast.caseworker.member)
    cases.assign(cast.coordinator.viewer, case=his, member=his_worker.member)
    return Matter(
        hers=Case.objects.select_related("subject").get(id=hers.id),
        his=Case.objects.select_related("subject").get(id=his.id),
        man=Person.objects.select_related("subject").get(id=man.id),
        her_worker=cast.caseworker,
        his_worker=his_worker,
        adviser=join(group, "adviser", LEGAL_ADVISER),
        other_adviser=join(group, "other adviser", LEGAL_ADVISER),
    )
