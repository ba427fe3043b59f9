"""Two starts at once: one changes the tables, the other comes after it and stands in nobody's way."""

import threading

import pytest
from django.db import connection

from jiwar.site.command_line import django_start


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_for_another_start_is_in_the_middle_of_nothing() -> None:
    """Making an index beside the work waits for all who are: the two would wait for each other."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's starts wait for a file")
    other, entered = connection.copy(), threading.Event()

    def begin() -> None:
        with django_start._one_at_a_time():
            entered.set()
        connection.close()

    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [django_start.MIGRATING])
        waiting = threading.Thread(target=begin)
        waiting.start()
        assert not entered.wait(1)
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [django_start.MIGRATING])
    waiting.join(30)
    assert entered.is_set()
    other.close()
