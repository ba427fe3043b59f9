"""After a restore: lines of an erasing that happened take somebody away, those of one that was given up do not."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from jiwar.casework.cases.models import CaseMember
from jiwar.casework.erasing import actions, again, carrying, plan, tombstones
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people.models import Household, HouseholdMember, Person
from jiwar.foundation.vault.models import Subject
from tests.casework.erasing.conftest import asked, person
from tests.routes.world import World

pytestmark = pytest.mark.django_db

AGO = timezone.now() - timedelta(days=2)


@pytest.fixture
def alone(world: World) -> Person:
    """The child, of whom the case would be theirs alone."""
    CaseMember.objects.filter(person=world.rows["person"]).update(left_at=AGO)
    return person(world, "other_id")


def lines_of_old(planned: plan.Plan) -> None:
    """As an erasing leaves them that was broken off after the lines."""
    kinds = dict(Subject.objects.filter(id__in=planned.subjects).values_list("id", "kind"))
    tombstones.keep(tombstones.Tombstone(AGO.replace(microsecond=0), kind, subject) for subject, kind in kinds.items())


def erased(subjects: list[UUID]) -> int:
    return Subject.objects.filter(id__in=subjects, erased_at__isnull=False).count()


def given_up(world: World, someone: Person) -> list[UUID]:
    erasure, subjects = asked(world, someone), plan.of(someone).subjects
    lines_of_old(plan.of(someone))
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.HELD)
    actions.withdraw(world.cast["guardian"].viewer, erasure=erasure)
    return subjects


def test_who_was_not_erased_stays_with_their_case(world: World, alone: Person) -> None:
    subjects = given_up(world, alone)
    assert len(subjects) == 2
    assert again.apply([], timezone.now()) == 0
    assert erased(subjects) == 0


def test_who_was_erased_after_all_since_the_backup_goes(world: World, alone: Person) -> None:
    subjects = given_up(world, alone)
    tombstones.write(plan.of(alone).subjects)
    assert again.apply([], timezone.now() - timedelta(days=1)) == 1
    assert erased(subjects) == 2


def test_what_was_agreed_on_the_day_of_the_backup_goes(world: World, alone: Person) -> None:
    erasure = asked(world, alone)
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.AGREED)
    lines_of_old(plan.of(alone))
    assert again.apply([], timezone.now()) == 1


def test_of_whom_the_backup_knows_no_erasing_the_line_is_believed(alone: Person) -> None:
    lines_of_old(plan.of(alone))
    assert again.apply([], timezone.now()) == 1


def test_a_case_goes_with_whom_else_was_erased(world: World, alone: Person) -> None:
    subjects = given_up(world, alone)
    zubaydah = person(world, "person")
    tombstones.write([zubaydah.subject_id])
    assert again.apply([], timezone.now() - timedelta(days=1)) == 1
    assert Subject.objects.get(id=alone.subject_id).erased_at is None
    assert erased(subjects) == 1


def test_lines_are_taken_over_last(alone: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tombstones.write(plan.of(alone).subjects)
    named = tombstones.path().rename(tmp_path / "named.erased")
    with monkeypatch.context() as broken:
        broken.setattr(again, "_erase", _fails)
        with pytest.raises(OSError, match="in between"):
            again.apply([named], timezone.now())
    assert not tombstones.path().exists()
    assert again.apply([named], timezone.now()) == 1
    assert tombstones.path().read_text() == named.read_text()


def test_an_erasing_that_fails_at_its_end_leaves_no_line(
    world: World, alone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    erasure = asked(world, alone)
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.AGREED)
    with monkeypatch.context() as broken:
        broken.setattr(carrying, "tell", _fails)
        with pytest.raises(OSError, match="in between"):
            carrying.carry(erasure.id)
    assert not tombstones.path().exists()


def _fails(*_given: object) -> int:
    raise OSError("in between")


def test_a_household_others_joined_later_keeps_its_key(alone: Person) -> None:
    home = Household.objects.create(subject=Subject.objects.create(kind="household"), compartment="identity")
    HouseholdMember.objects.create(household=home, person=alone)
    assert plan.of(alone).homes == (home,)
    assert plan.of(alone, only=frozenset({alone.subject_id})).homes == ()
    assert plan.of(alone, only=frozenset({alone.subject_id, home.subject_id})).homes == (home,)
    tombstones.write([alone.subject_id])
    assert again.apply([], timezone.now() - timedelta(days=1)) == 1
    assert Subject.objects.get(id=home.subject_id).erased_at is None
