"""Two workers on one list: the older stops without a word. And beginning again after it stopped."""

from collections.abc import Iterable, Iterator
from uuid import uuid4

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jiwar.casework.people.imports import actions, leaving, queries, running, undoing
from jiwar.casework.people.imports.models import ImportedRow, PeopleImport
from jiwar.casework.people.models import Person
from jiwar.foundation.access import roles
from jiwar.foundation.access.actions import members
from jiwar.foundation.access.models import MemberRole
from jiwar.foundation.groups.models import Group
from jiwar.foundation.sheets import reading
from jiwar.foundation.sheets.cells import Row
from tests.casework.people.imports.conftest import fates, run, run_of, sent, stood_still, taken_back
from tests.casework.people.imports.test_importing import AHMED, HAWA, HEAD, SAMI
from tests.cast import Player, join


def without_the_role(player: Player) -> None:
    MemberRole.objects.filter(member=player.member).update(ended_at=timezone.now())


def with_the_role(player: Player) -> None:
    MemberRole.objects.filter(member=player.member).update(ended_at=None)


def test_an_older_worker_stops(importer: Player) -> None:
    brought = sent(importer, HEAD + AHMED + HAWA)
    actions.start(importer.viewer, brought=brought, only_try=False)
    older = run_of(brought)
    assert running._read_all(str(brought.id), older)
    stood_still(brought)
    actions.go_on(importer.viewer, brought=brought)
    running.work_off(str(brought.id), older)
    assert {fate for fate, _said in fates(brought).values()} == {"waiting"}
    running.work_off(str(brought.id), run_of(brought))
    assert (queries.brought(importer.viewer, brought.id).state, Person.objects.count()) == ("done", 2)


def test_a_worker_whose_turn_ends_while_it_reads_leaves_no_row(
    importer: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = sent(importer, HEAD + AHMED + HAWA)
    actions.start(importer.viewer, brought=brought, only_try=False)
    read = reading.rows

    def slowly(chunks: Iterable[bytes], **how: str) -> Iterator[Row]:
        yield from read(chunks, **how)
        PeopleImport.objects.filter(id=brought.id).update(run=uuid4())

    monkeypatch.setattr(reading, "rows", slowly)
    running.work_off(str(brought.id), run_of(brought))
    found = queries.brought(importer.viewer, brought.id)
    assert (found.total, found.state, ImportedRow.objects.count()) == (None, "running", 0)


def test_who_leaves_while_a_list_is_read_leaves_no_row(
    importer: Player, egypt: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator = join(egypt, "nile administrator", roles.ADMINISTRATOR)
    join(egypt, "second coordinator", roles.COORDINATOR)
    brought = sent(importer, HEAD + AHMED + HAWA)
    actions.start(importer.viewer, brought=brought, only_try=False)
    read = reading.rows

    def slowly(chunks: Iterable[bytes], **how: str) -> Iterator[Row]:
        yield from read(chunks, **how)
        members.end_membership(administrator.viewer, member=importer.member)

    monkeypatch.setattr(reading, "rows", slowly)
    running.work_off(str(brought.id), run_of(brought))
    assert PeopleImport.objects.get(id=brought.id).state == "closed"
    assert not ImportedRow.objects.exists()
    assert leaving.close_forgotten() == 0


def test_nothing_is_taken_up_again_that_moves(importer: Player) -> None:
    brought = sent(importer, HEAD + AHMED)
    actions.start(importer.viewer, brought=brought, only_try=False)
    with pytest.raises(actions.NotNow):
        actions.go_on(importer.viewer, brought=brought)
    stood_still(brought)
    actions.go_on(importer.viewer, brought=brought)
    with pytest.raises(actions.NotNow):
        actions.go_on(importer.viewer, brought=brought)


def test_undoing_twice_at_once_is_once(importer: Player) -> None:
    brought = run(importer, sent(importer, HEAD + AHMED + HAWA))
    actions.undo(importer.viewer, brought=brought)
    older = run_of(brought)
    stood_still(brought)
    actions.go_on(importer.viewer, brought=brought)
    undoing.undo_all(str(brought.id), older)
    assert Person.objects.count() == 2
    undoing.undo_all(str(brought.id), run_of(brought))
    assert Person.objects.count() == 0


def test_what_is_worked_off_here_asks_nobody_else_to(importer: Player) -> None:
    run(importer, sent(importer, HEAD + AHMED))
    assert not DBTaskResult.objects.filter(task_path__contains="imports").exists()


def test_a_try_that_stopped_brings_everybody_in_afterwards(importer: Player) -> None:
    brought = sent(importer, HEAD + AHMED + HAWA + SAMI)
    actions.start(importer.viewer, brought=brought, only_try=True)
    turn = run_of(brought)
    assert running._read_all(str(brought.id), turn)
    assert running._one_batch(str(brought.id), turn, running._begin_trying(str(brought.id), turn))
    without_the_role(importer)
    assert not running._one_batch(str(brought.id), turn, None)
    with_the_role(importer)
    found = run(importer, brought)
    assert (found.state, found.counts, Person.objects.count()) == ("done", {"created": 3}, 3)


def test_what_stopped_halfway_registers_nobody_twice(importer: Player) -> None:
    brought = sent(importer, HEAD + AHMED + HAWA + SAMI)
    actions.start(importer.viewer, brought=brought, only_try=False)
    turn = run_of(brought)
    assert running._read_all(str(brought.id), turn)
    assert running._one_batch(str(brought.id), turn, None)
    without_the_role(importer)
    assert not running._one_batch(str(brought.id), turn, None)
    with_the_role(importer)
    with pytest.raises(actions.NotNow):
        actions.start(importer.viewer, brought=brought, only_try=True)
    found = run(importer, brought)
    assert (found.state, found.counts, Person.objects.count()) == ("done", {"created": 3}, 3)


def test_a_list_that_still_stands_for_somebody_is_not_tried(importer: Player) -> None:
    brought = run(importer, sent(importer, HEAD + AHMED + HAWA))
    first = Person.objects.get(number=1)
    first.subject.hidden = True
    first.subject.save()
    undone = taken_back(importer, brought)
    assert fates(undone) == {2: ("created", ["not-undone"]), 3: ("skipped", ["undone"])}
    with pytest.raises(actions.NotNow):
        actions.start(importer.viewer, brought=brought, only_try=True)
    PeopleImport.objects.filter(id=brought.id).update(state="tried")
    with pytest.raises(actions.NotNow):
        actions.read_otherwise(importer.viewer, brought=brought, delimiter=",")
    assert ImportedRow.objects.get(row=2).person == first
    assert run(importer, undone).counts == {"created": 2}
