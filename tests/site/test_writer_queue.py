"""The queue of SQLite writers: nobody starves, nothing is lost, the dead do not block."""

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django import DjangoDbBlocker

from jiwar.site.sqlite.base import DatabaseWrapper
from jiwar.site.sqlite.queue import QueueTimeout, WriterQueue

SECONDS = 1.5


def connect(path: Path, **options: object) -> DatabaseWrapper:
    settings = {
        "ENGINE": "jiwar.site.sqlite", "NAME": str(path), "OPTIONS": dict(options), "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "TEST": {},
        "USER": "", "PASSWORD": "", "HOST": "", "PORT": "",
    }  # fmt: skip
    return DatabaseWrapper(settings, alias="queued")


def write_once(database: DatabaseWrapper, writer: int) -> None:
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with database.cursor() as cursor:
        cursor.execute("SELECT value FROM counter")
        value = cursor.fetchone()[0]
        cursor.execute("UPDATE counter SET value = %s", [value + 1])
        cursor.execute("INSERT INTO entry (writer) VALUES (%s)", [writer])
    database.commit()
    database.set_autocommit(True)


def write_for_a_while(path: Path, writer: int) -> None:
    database = connect(path)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        write_once(database, writer)
    database.close()


@pytest.fixture(autouse=True)
def _own_database_files(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    path = tmp_path / "queued.sqlite3"
    database = connect(path)
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE counter (value INTEGER)")
        cursor.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, writer INTEGER)")
        cursor.execute("INSERT INTO counter VALUES (0)")
    database.close()
    return path


def entries(path: Path) -> tuple[int, list[int]]:
    """The counter, and how much each writer wrote."""
    plain = sqlite3.connect(path)
    value = plain.execute("SELECT value FROM counter").fetchone()[0]
    shares = [row[0] for row in plain.execute("SELECT count(*) FROM entry GROUP BY writer ORDER BY 1")]
    plain.close()
    return value, shares


def test_processes_lose_nothing_and_share_fairly(counted: Path) -> None:
    spawn = multiprocessing.get_context("fork")
    writers = [spawn.Process(target=write_for_a_while, args=(counted, writer)) for writer in range(6)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    value, shares = entries(counted)
    assert [process.exitcode for process in writers] == [0] * 6
    assert value == sum(shares)
    assert len(shares) == 6
    assert shares[0] * 4 >= shares[-1]


def test_threads_lose_nothing_and_share_fairly(counted: Path) -> None:
    writers = [threading.Thread(target=write_for_a_while, args=(counted, writer)) for writer in range(6)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    value, shares = entries(counted)
    assert value == sum(shares)
    assert len(shares) == 6
    assert shares[0] * 2 >= shares[-1]


def test_threads_are_served_in_the_order_they_came(tmp_path: Path) -> None:
    queue = WriterQueue(str(tmp_path / "queue"))
    served: list[int] = []

    def wait_and_note(place: int) -> None:
        queue.enter(seconds=10)
        served.append(place)
        queue.leave()

    queue.enter(seconds=1)
    threads = []
    for place in range(5):
        threads.append(threading.Thread(target=wait_and_note, args=(place,)))
        threads[-1].start()
        while len(queue._waiting) <= place:
            time.sleep(0.001)
    queue.leave()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_a_turn_that_does_not_come_is_an_error_and_the_queue_goes_on(counted: Path) -> None:
    holder, late = connect(counted), connect(counted, timeout=0.1)
    holder.inc_thread_sharing()
    holder.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="locked"), late.cursor() as cursor:
        cursor.execute("UPDATE counter SET value = 7")
    holder.rollback()
    holder.set_autocommit(True)
    with late.cursor() as cursor:
        cursor.execute("UPDATE counter SET value = 7")
    assert entries(counted)[0] == 7
    holder.close()
    late.close()


def test_queue_timeout_leaves_no_trace(tmp_path: Path) -> None:
    queue = WriterQueue(str(tmp_path / "queue"))
    queue.enter(seconds=1)
    with pytest.raises(QueueTimeout):
        queue.enter(seconds=0.01)
    queue.leave()
    queue.enter(seconds=0.01)
    queue.leave()


def hold_and_wait(path: Path, ready: "multiprocessing.synchronize.Event") -> None:
    database = connect(path)
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with database.cursor() as cursor:
        cursor.execute("UPDATE counter SET value = 99")
    ready.set()
    time.sleep(60)


def test_a_killed_writer_lets_the_next_one_in(counted: Path) -> None:
    fork = multiprocessing.get_context("fork")
    ready = fork.Event()
    holder = fork.Process(target=hold_and_wait, args=(counted, ready))
    holder.start()
    assert ready.wait(10)
    assert holder.pid is not None
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    database = connect(counted)
    write_once(database, 1)
    database.close()
    assert entries(counted) == (1, [1])


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 20000)],
)
def test_every_connection_is_durable(counted: Path, pragma: str, value: object) -> None:
    database = connect(counted)
    with database.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value
    assert database.get_connection_params()["timeout"] == 20
    assert vars(database)["transaction_mode"] == "IMMEDIATE"
    database.close()
