"""Recurring jobs: one leader, failures noted, the others go on."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.models import Group
from jiwar.foundation.jobs import leader, recurring, schedules
from jiwar.foundation.jobs.models import Lease, Run
from jiwar.foundation.jobs.models import Worker as WorkerRow
from jiwar.foundation.jobs.worker import Worker

ran: list[str] = []


@pytest.fixture(autouse=True)
def _own_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    ran.clear()
    monkeypatch.setattr(schedules, "_schedules", {})


def good() -> None:
    ran.append("good")


def bad() -> None:
    ran.append("bad")
    raise LookupError("Amina Yusuf")


def for_group() -> None:
    ran.append(current_group().name)
    if current_group().name == "A":
        raise LookupError


@pytest.mark.django_db
def test_a_failing_job_is_noted_and_the_others_run() -> None:
    schedules.every(seconds=60)(bad)
    schedules.every(seconds=60)(good)
    schedules.run_due(schedules.registered())
    assert ran == ["bad", "good"]
    assert Run.objects.get(name__endswith="bad").failure == "builtins.LookupError"
    assert Run.objects.get(name__endswith="good").failure == ""
    assert [name.rsplit(".", 1)[1] for name in schedules.overdue()] == ["bad"]


@pytest.mark.django_db
def test_a_job_waits_for_its_time() -> None:
    schedules.every(seconds=0.05)(good)
    registered = schedules.registered()
    schedules.run_due(registered)
    schedules.run_due(registered)
    assert ran == ["good"]
    time.sleep(0.06)
    schedules.run_due(registered)
    assert ran == ["good", "good"]


@pytest.mark.django_db
def test_a_job_per_group_goes_on_after_one_group_failed() -> None:
    for name in ("A", "B"):
        Group.objects.create(name=name, country="TR", time_zone="UTC")
    schedules.every(seconds=60, per_group=True)(for_group)
    schedules.run_due(schedules.registered())
    assert ran == ["A", "B"]
    assert Run.objects.get().failure == "builtins.LookupError"


@pytest.mark.django_db
def test_a_job_that_stopped_running_is_named() -> None:
    schedules.every(seconds=60)(good)
    assert len(schedules.overdue()) == 1
    schedules.run_due(schedules.registered())
    assert schedules.overdue() == []
    Run.objects.update(started_at=Now() - timedelta(hours=1))
    assert len(schedules.overdue()) == 1


def test_an_interval_must_be_positive() -> None:
    with pytest.raises(ValueError, match="every 0 seconds"):
        schedules.every(seconds=0)(good)


@pytest.mark.django_db
def test_one_worker_leads_until_it_steps_down_or_is_lost() -> None:
    assert leader.lead("one")
    assert leader.lead("one")
    assert not leader.lead("two")
    Lease.objects.update(until=Now() - timedelta(seconds=1))
    assert leader.lead("two")
    assert not leader.lead("one")
    leader.step_down("two")
    assert leader.lead("one")


def run_and_close(worker: Worker) -> None:
    worker.run()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_jobs_and_leaves_nothing_behind() -> None:
    schedules.every(seconds=0.1)(good)
    worker = Worker()
    thread = threading.Thread(target=run_and_close, args=(worker,))
    thread.start()
    end = time.monotonic() + 10
    while len(ran) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    assert WorkerRow.objects.filter(id=worker.id).exists()
    worker.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert len(ran) >= 2
    assert not WorkerRow.objects.exists()
    assert not Lease.objects.exists()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own statistics")
def test_sqlite_is_given_statistics_to_choose_indexes_by() -> None:
    Lease.objects.create(name="anything", holder="somebody", until=Now())
    recurring.keep_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = %s", [Lease._meta.db_table])
        assert cursor.fetchone()[0] > 0
