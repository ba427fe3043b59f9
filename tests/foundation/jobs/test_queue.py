"""The queue keeps what it was given, tries again, and holds nothing but references."""

import multiprocessing
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jiwar.foundation.jobs import queue
from jiwar.foundation.jobs.models import Worker

done: list[str] = []


@task
def note(reference: object) -> str:
    done.append(str(reference))
    return "something about somebody"


@task
def fail(reference: str) -> None:
    raise ValueError("Amina Yusuf")


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


def only_row() -> DBTaskResult:  # type: ignore[type-arg]
    return DBTaskResult.objects.get()


@pytest.mark.django_db
def test_a_task_runs_once_and_its_answer_is_not_kept() -> None:
    reference = uuid.uuid4()
    note.enqueue(reference)
    assert queue.run_next("w1")
    assert not queue.run_next("w1")
    assert done == [str(reference)]
    assert only_row().status == TaskResultStatus.SUCCESSFUL
    assert only_row().return_value is None


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["Amina Yusuf", "أمينة", {"name": "x"}, ["x"], 1.5, "x" * 65])
def test_arguments_are_references_only(value: object) -> None:
    with pytest.raises(queue.NotAReference):
        note.enqueue(value)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_a_failing_task_is_tried_three_times_and_its_message_is_not_kept() -> None:
    fail.enqueue("r1")
    for pause in (*queue.PAUSES, None):
        assert queue.run_next("w1")
        if pause:
            row = only_row()
            assert row.status == TaskResultStatus.READY
            assert abs(row.run_after - timezone.now() - pause) < timedelta(seconds=5)
            assert not queue.run_next("w1")
            DBTaskResult.objects.update(run_after=timezone.now())
    row = only_row()
    assert row.status == TaskResultStatus.FAILED
    assert queue.failed() == 1
    assert row.exception_class_path == "builtins.ValueError"
    assert "test_queue.py" in row.traceback
    assert "Amina" not in row.traceback


@pytest.mark.django_db
def test_a_task_of_a_dead_worker_runs_again_and_one_of_a_living_worker_does_not() -> None:
    Worker.objects.create(id="living", seen_at=timezone.now())
    Worker.objects.create(id="dead", seen_at=timezone.now() - timedelta(minutes=5))
    for worker in ("living", "dead"):
        result = note.enqueue(worker)
        DBTaskResult.objects.filter(id=result.id).update(status=TaskResultStatus.RUNNING, worker_ids=[worker])
    assert queue.take_back_from_the_dead() == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    assert queue.run_next("living")
    assert not queue.run_next("living")
    assert done == ["dead"]


@pytest.mark.django_db(transaction=True)
def test_a_task_is_lost_with_the_transaction_it_belongs_to() -> None:
    with transaction.atomic():
        note.enqueue("r1")
        transaction.set_rollback(True)
    assert not queue.run_next("w1")


def work_until_empty(worker: str) -> None:
    connection.close()
    while queue.run_next(worker):
        pass


@pytest.mark.django_db(transaction=True)
def test_three_workers_run_every_task_once() -> None:
    for number in range(60):
        note.enqueue(number)
    connection.close()
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=work_until_empty, args=(f"w{number}",)) for number in range(3)]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
    assert [process.exitcode for process in workers] == [0, 0, 0]
    rows = list(DBTaskResult.objects.all())
    assert {row.status for row in rows} == {TaskResultStatus.SUCCESSFUL}
    assert [len(row.worker_ids) for row in rows] == [1] * 60


@pytest.mark.django_db
def test_what_ended_a_week_ago_is_forgotten() -> None:
    for reference in ("old", "new"):
        note.enqueue(reference)
    while queue.run_next("w1"):
        pass
    old = DBTaskResult.objects.order_by("enqueued_at")[0]
    DBTaskResult.objects.filter(id=old.id).update(finished_at=timezone.now() - timedelta(days=8))
    queue.prune()
    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [["new"]]
