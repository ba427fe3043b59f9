"""A small part of `make faults` with every run of the tests: each drill once, and few kills."""

import os

import pytest

from tests.faults import disk_full, killed, over_http
from tests.faults.scenarios import SCENARIOS


@pytest.fixture(autouse=True)
def _own_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drill on PostgreSQL starts a server of its own."""
    monkeypatch.delenv("JIWAR_TEST_POSTGRES_SOCKET", raising=False)


def test_killed_at_random_moments_nothing_confirmed_is_lost() -> None:
    database = os.environ.get("JIWAR_TEST_DATABASE") or "sqlite"
    outcomes = killed.run(database, tries=2 * len(SCENARIOS), seconds=20)
    assert [outcome.scenario for outcome in outcomes] == [scenario.name for scenario in SCENARIOS]
    assert [fault for outcome in outcomes for fault in outcome.faults] == []
    assert sum(outcome.confirmed for outcome in outcomes) > 0


def test_forms_sent_to_a_killed_server_are_there_once() -> None:
    found = over_http.run(database=os.environ.get("JIWAR_TEST_DATABASE") or "sqlite", kills=2, seconds=20)
    assert found["faults"] == []
    assert found["confirmed"] > 0


def test_a_full_disk_is_said_and_takes_nothing() -> None:
    found = disk_full.run()
    assert found["faults"] == []
    assert found["refused"] == 4
