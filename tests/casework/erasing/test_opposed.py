"""Somebody who stands against another client is erased: that client keeps what was said, nobody stays kept off."""

import pytest

from jiwar.casework.cases.models import CaseMember
from jiwar.casework.conflicts.models import Match, Opposed
from jiwar.casework.erasing import destroying, plan
from tests.casework.conflicts.conftest import MAN_IN_LATIN, Matter, matter
from tests.casework.conflicts.telling import opposes, walls

__all__ = ["matter"]


@pytest.fixture
def said_by_number(matter: Matter) -> Opposed:
    row = opposes(matter, MAN_IN_LATIN, person=matter.man)
    assert walls() != set()
    return row


def test_the_one_they_threaten_keeps_the_words_and_loses_the_link(matter: Matter, said_by_number: Opposed) -> None:
    destroying.destroy(plan.of(matter.man))
    row = Opposed.objects.get(id=said_by_number.id)
    assert row.person is None
    assert MAN_IN_LATIN in row.names
    assert not Match.objects.filter(person=matter.man).exists()


def test_nobody_stays_kept_off_for_a_file_that_is_gone(matter: Matter, said_by_number: Opposed) -> None:
    destroying.destroy(plan.of(matter.man))
    assert walls() == set()


def test_with_the_one_who_is_threatened_everything_said_of_it_goes(matter: Matter, said_by_number: Opposed) -> None:
    on_it = CaseMember.objects.select_related("person__subject").get(case=matter.hers)
    destroying.destroy(plan.of(on_it.person))
    assert not Opposed.objects.exists()
    assert walls() == set()
