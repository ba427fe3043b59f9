"""Fixtures every room's tests may use."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from jiwar.foundation.access import unlike_work
from jiwar.foundation.audit import append_only
from jiwar.foundation.vault import custody
from jiwar.site.command_line.migrating import noted_at_once
from tests.cast import cast, group, key_store_in, other_group

__all__ = ["cast", "group", "other_group"]

ONCE = ("journey", "once")
TOUCHES_DATABASE = {"db", "transactional_db", "live_server", "client", "django_db_setup", "new_site"}

LONG = tuple(
    f"tests/{room}/"
    for room in ("routes", "attacks", "casework/erasing", "journeys", "site", "faults", "releases", "deploy")
)
"""Where a test takes a minute: they begin first, and at the end no process waits for the other's last one."""


def pytest_collection_finish() -> None:
    """What stays until the end is not gone through for garbage again and again: a sixth of the processor's time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """The long ones first; on PostgreSQL only what touches the database, and of that not what is marked to run once.

    Marked are journeys, and modules of what pages say: there too every page is asked and every form sent, twice and by
    two at once, in `tests/routes`, and every act done where its room's own tests do it.
    """
    # Before Django puts those that commit behind the others: its order stays, and within it this one.
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    yield
    if os.environ.get("JIWAR_TEST_DATABASE") != "postgres":
        return
    again = [item for item in items if _touches_database(item) and not any(map(item.get_closest_marker, ONCE))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
    items[:] = again


def _touches_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & TOUCHES_DATABASE)


@pytest.fixture(scope="session", autouse=True)
def by_day() -> Iterator[None]:
    """Tests run at any hour; only those about reading at night have nights."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unlike_work, "night_of", lambda *_: None)
        yield


@pytest.fixture
def keys(tmp_path: Path, settings: Settings) -> custody.KeyStore:
    """A fresh key file and empty places for sealed files and checkpoints, for one test."""
    return key_store_in(tmp_path, settings)


@pytest.fixture(scope="session")
def as_the_program_migrates() -> Iterator[None]:
    """The tables of the tests are made the way `jiwar` makes them; models drawn up for it are no garbage."""
    gc.disable()
    with noted_at_once():
        yield


@pytest.fixture(scope="session")
def django_db_setup(as_the_program_migrates: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The audit's triggers go: they would refuse the clean-up after a test with real transactions.

    Tests of the triggers put them back for themselves.
    """
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        append_only.unguard(editor)
    gc.enable()
    gc.collect()
    gc.freeze()
