"""Where a hidden file would show through the counts of an erasure, it is the guardians' alone, also once it is done."""

from collections.abc import Callable

import pytest

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.conflicts.models import Match, Opposed
from jiwar.casework.erasing import carrying, queries
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people.models import Pair, Person, Relation
from jiwar.foundation.vault.models import Subject
from tests.casework.erasing.conftest import asked
from tests.casework.people.telling import register
from tests.routes.world import World

pytestmark = pytest.mark.django_db


def pair_to_decide(_world: World, someone: Person, other: Person) -> None:
    Pair.objects.create(first=someone, second=other, state=Pair.State.OPEN)


def pair_of_two(_world: World, someone: Person, other: Person) -> None:
    Pair.objects.create(first=other, second=someone, state=Pair.State.DIFFERENT)


def relation(_world: World, someone: Person, other: Person) -> None:
    Relation.objects.create(
        person=other, other=someone, kind="sibling", subject_id=other.subject_id, compartment="identity"
    )


def opposed_to_the_other(world: World, someone: Person, other: Person) -> None:
    case = cases.open_case(world.cast["reception"].viewer, person=other, asks="A door.")
    _match(world, case, someone)


def opposed_to_them(world: World, _someone: Person, other: Person) -> None:
    _match(world, Case.objects.get(id=world.rows["case"]), other)


def _match(world: World, case: Case, person: Person) -> None:
    marked = {"case": case, "subject_id": case.subject_id, "marked_by": world.cast["caseworker"].member}
    opposed = Opposed.objects.create(**marked, compartment="general", kind="other", names=["He"])
    Match.objects.create(opposed=opposed, person=person, subject_id=case.subject_id, compartment="audit", score=90)


@pytest.mark.parametrize("tie", [pair_to_decide, pair_of_two, relation, opposed_to_the_other, opposed_to_them])
@pytest.mark.parametrize("hidden_when", ["before it is asked for", "while it waits"])
def test_a_hidden_file_never_shows_through_it(
    world: World, zubaydah: Person, tie: Callable[[World, Person, Person], None], hidden_when: str
) -> None:
    guardian, administrator = world.cast["guardian"].viewer, world.cast["administrator"].viewer
    other = register(world.cast["reception"], "Somebody Quite Else")
    tie(world, zubaydah, other)
    if hidden_when == "while it waits":
        erasure = asked(world, zubaydah)
        assert erasure in queries.waiting(administrator)
    of_them = Case.objects.filter(members__person=other).values("subject")
    Subject.objects.filter(id=other.subject_id).update(hidden=True)
    Subject.objects.filter(id__in=of_them).update(hidden=True)
    if hidden_when == "before it is asked for":
        erasure = asked(world, zubaydah)
    assert erasure not in queries.waiting(administrator)
    assert erasure in queries.waiting(guardian)
    assert [queries.how_many_wait(viewer) for viewer in (guardian, administrator)] == [0, 1]
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.AGREED)
    carrying.carry(erasure.id)
    assert erasure in queries.over(guardian)
    assert erasure not in queries.over(administrator)


def test_where_nothing_is_hidden_the_administrator_reads_it_to_the_end(world: World, zubaydah: Person) -> None:
    administrator = world.cast["administrator"].viewer
    erasure = asked(world, zubaydah)
    assert queries.how_many_wait(administrator) == len(queries.waiting(administrator)) == 2
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.AGREED)
    carrying.carry(erasure.id)
    assert erasure in queries.over(administrator)
