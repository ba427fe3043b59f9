"""Nobody is erased by one person's word; what needs the file is said; a hidden file is the guardians' alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jiwar.casework.cases.models import Case
from jiwar.casework.erasing import actions, carrying, holds, keeping_actions, plan, queries, recurring
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people.models import Pair, Person
from jiwar.foundation.access import roles
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.told import in_words
from jiwar.foundation.groups.models import Group
from jiwar.foundation.jobs import queue
from jiwar.foundation.vault.models import Subject
from tests.casework.erasing.conftest import asked, person
from tests.cast import Player, join
from tests.routes.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(group: Group) -> Player:
    return join(group, "second guardian", roles.DATA_GUARDIAN)


def now(erasure: Erasure) -> Erasure:
    return Erasure.objects.get(id=erasure.id)


def test_the_one_who_asked_cannot_agree(world: World, zubaydah: Person) -> None:
    erasure = asked(world, zubaydah)
    with pytest.raises(Refused):
        actions.decide(world.cast["guardian"].viewer, erasure=erasure, agreed=True)
    assert now(erasure).state == Erasure.State.ASKED


@pytest.mark.parametrize("who", ["caseworker", "coordinator", "reception", "administrator"])
def test_only_the_data_guardian_asks(world: World, zubaydah: Person, who: str) -> None:
    with pytest.raises(Refused):
        actions.ask(world.cast[who].viewer, person=zubaydah, why="wish", said="x", in_spite=True, in_spite_words="x")


@pytest.mark.parametrize("who", ["caseworker", "coordinator", "legal_adviser", "volunteer"])
def test_only_guardians_and_administrators_agree(world: World, zubaydah: Person, who: str) -> None:
    erasure = asked(world, zubaydah)
    with pytest.raises(Refused):
        actions.decide(world.cast[who].viewer, erasure=erasure, agreed=True)


def test_agreed_the_background_erases_and_refused_nothing_happens(
    world: World, zubaydah: Person, second: Player
) -> None:
    erasure = asked(world, zubaydah)
    actions.decide(second.viewer, erasure=erasure, agreed=False)
    assert now(erasure).state == Erasure.State.REFUSED
    again = asked(world, zubaydah)
    actions.decide(second.viewer, erasure=again, agreed=True)
    with pytest.raises(Impossible):
        actions.decide(world.cast["administrator"].viewer, erasure=again, agreed=False)
    while queue.run_next("tests"):
        pass
    assert (now(erasure).state, now(again).state) == (Erasure.State.REFUSED, Erasure.State.DONE)


def test_what_the_queue_gave_up_is_carried_out_after_all(world: World, zubaydah: Person) -> None:
    erasure = asked(world, zubaydah)
    actions.decide(world.cast["administrator"].viewer, erasure=erasure, agreed=True)
    DBTaskResult.objects.all().delete()
    recurring.finish_erasing()
    assert not queue.run_next("tests")  # the queue may still be at it
    Erasure.objects.filter(id=erasure.id).update(decided_at=timezone.now() - timedelta(hours=2))
    recurring.finish_erasing()
    while queue.run_next("tests"):
        pass
    assert now(erasure).state == Erasure.State.DONE


def test_withdrawn_it_cannot_be_agreed_to(world: World, zubaydah: Person, second: Player) -> None:
    erasure = asked(world, zubaydah)
    actions.withdraw(second.viewer, erasure=erasure)
    with pytest.raises(Impossible):
        actions.decide(world.cast["administrator"].viewer, erasure=erasure, agreed=True)


def test_what_needs_the_file_stops_it_unless_it_is_said(world: World, zubaydah: Person) -> None:
    guardian = world.cast["guardian"].viewer
    held = holds.on(plan.of(zubaydah))
    assert {each.code for each in held} == {
        "open-case",
        "legal-deadline",
        "legal-procedure",
        "legal-renewal",
        "legal-runs-out",
        "legal-safety",
    }
    for said in ({}, {"in_spite": True}, {"in_spite_words": "all know"}):
        with pytest.raises(Impossible):
            actions.ask(guardian, person=zubaydah, why="wish", said="asked", **said)
    erasure = asked(world, zubaydah)
    assert set(erasure.in_spite) == set(holds.codes(held))


def test_what_came_up_since_it_was_asked_for_is_not_overridden(world: World, zubaydah: Person) -> None:
    erasure = asked(world, zubaydah)
    keeping_actions.keep(
        world.cast["guardian"].viewer,
        person=zubaydah,
        until=timezone.localdate() + timedelta(days=400),
        said="The court asked for it.",
    )
    with pytest.raises(Impossible):
        actions.decide(world.cast["administrator"].viewer, erasure=erasure, agreed=True)
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.AGREED)
    carrying.carry(erasure.id)
    assert now(erasure).state == Erasure.State.HELD
    assert Subject.objects.get(id=zubaydah.subject_id).erased_at is None


def test_a_hidden_file_is_for_guardians_alone(world: World, zubaydah: Person, second: Player) -> None:
    Subject.objects.filter(id=zubaydah.subject_id).update(hidden=True)
    administrator = world.cast["administrator"].viewer
    before = Word.objects.filter(member=administrator.member).count()
    erasure = asked(world, person(world, "person"))
    assert Word.objects.filter(member=administrator.member).count() == before
    assert erasure.id not in [each.id for each in queries.waiting(administrator)]
    address = reverse("erasing:erasure", args=[erasure.id])
    for method in (world.client("administrator").get, world.client("administrator").post):
        assert method(address, {"do": "agree"}).status_code == 404
    with pytest.raises(NotThere):
        actions.decide(administrator, erasure=erasure, agreed=True)
    page = second.client.get(address)
    assert page.status_code == 200
    assert second.client.post(address, {"do": "agree"}).status_code == 302
    assert now(erasure).state == Erasure.State.AGREED


def test_a_hidden_case_or_linked_record_shows_through_nothing(world: World, zubaydah: Person) -> None:
    child, administrator = person(world, "other_id"), world.cast["administrator"].viewer
    erasure = asked(world, child)
    assert erasure.id in [each.id for each in queries.waiting(administrator)]
    Pair.objects.create(first=zubaydah, second=child, state="same")
    Subject.objects.filter(id=zubaydah.subject_id).update(hidden=True)
    assert erasure.id not in [each.id for each in queries.waiting(administrator)]
    Pair.objects.all().delete()
    Subject.objects.filter(id=Case.objects.get(id=world.rows["case"]).subject_id).update(hidden=True)
    with pytest.raises(NotThere):
        actions.decide(administrator, erasure=erasure, agreed=True)
    with pytest.raises(Refused):
        queries.helped(administrator)


def test_the_pages_ask_agree_and_refuse(world: World, zubaydah: Person) -> None:
    guardian, administrator = world.client("guardian"), world.client("administrator")
    found = guardian.post(reverse("erasing:erasing"), {"number": zubaydah.written_number})
    address = reverse("erasing:person", args=[zubaydah.id])
    assert found.headers["Location"] == address
    page = guardian.get(address).getvalue().decode()
    assert "What still needs this file" in page
    assert "Case" in page
    form = {"why": "wish", "words": "asked", "in_spite": "on", "in_spite_words": "known", "number": "P-9999"}
    assert "another number" in guardian.post(address, form).getvalue().decode()
    assert (
        "Say why"
        in guardian.post(address, {**form, "in_spite_words": "", "number": zubaydah.written_number}).getvalue().decode()
    )
    asked_for = guardian.post(address, {**form, "number": zubaydah.written_number})
    assert asked_for.status_code == 302
    erasure = Erasure.objects.get(person=zubaydah)
    one = reverse("erasing:erasure", args=[erasure.id])
    assert "somebody else must speak" in guardian.get(one).getvalue().decode()
    assert guardian.post(one, {"do": "agree"}).status_code == 403
    assert administrator.post(one, {"do": "agree"}).status_code == 302
    assert now(erasure).state == Erasure.State.AGREED
    assert guardian.get(reverse("erasing:erasing")).status_code == 200


def test_those_concerned_are_told_by_number(world: World, zubaydah: Person) -> None:
    asked(world, zubaydah)
    words = in_words(list(Word.objects.filter(member=world.cast["administrator"].member)))
    assert any(zubaydah.written_number in said.text for said in words)
    erasure = Erasure.objects.get(person=zubaydah)
    actions.decide(world.cast["administrator"].viewer, erasure=erasure, agreed=True)
    carrying.carry(erasure.id)
    holders = in_words(list(Word.objects.filter(member=world.cast["caseworker"].member)))
    assert any("look through its notes" in said.text for said in holders)


def test_twice_asked_is_once(world: World, zubaydah: Person) -> None:
    asked(world, zubaydah)
    with pytest.raises(Impossible):
        asked(world, zubaydah)
    assert Case.objects.filter(members__person=zubaydah).exists()


def test_the_link_stands_on_the_record_for_whoever_guards_and_finds(
    world: World, group: Group, zubaydah: Person
) -> None:
    both = join(group, "both", roles.DATA_GUARDIAN, roles.CASEWORKER)
    address = reverse("people:person", args=[zubaydah.id])
    assert "Erase this person" in both.client.get(address).getvalue().decode()
    assert "Erase this person" not in world.client("caseworker").get(address).getvalue().decode()
