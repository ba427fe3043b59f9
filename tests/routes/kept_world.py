"""The world told once a module, as it is for all tests that do not commit: a file takes a second and a half to tell.

A conftest imports all of these. Tests of a module without the world get what tests elsewhere get; a module in which
only some of them need it asks for it in all (`usefixtures("told_world")`): it stands there between them, with its cast.
"""

import copy
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import custody
from jiwar.foundation.vault import keys as vault_keys
from jiwar.site import sessions
from tests.cast import Cast, found, key_store_in, the_cast
from tests.kept import kept
from tests.routes.world import World, the_world

__all__ = ["cast", "group", "keys", "other_group", "told", "told_world", "world"]


@dataclass
class Told:
    folder: Path
    group: Group
    other_group: Group
    cast: Cast
    world: World


@pytest.fixture(scope="module")
def told_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("world")
    with kept(django_db_blocker, folder, partial(_tell, folder)) as told:
        yield told


def _tell(folder: Path, group: Group) -> Told:
    other = found("Other House", country="EG")
    cast = the_cast(group, other)
    return Told(folder, group, other, cast, the_world(cast, group))


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Told | None:
    """A copy for one test; None for a test without the world."""
    if told_world.__name__ not in request.fixturenames:
        return None
    kept_one: Told = request.getfixturevalue(told_world.__name__)
    return copy.deepcopy(kept_one)


@pytest.fixture
def keys(told: Told | None, tmp_path: Path, settings: Settings) -> custody.KeyStore:
    if told:
        shutil.copytree(told.folder, tmp_path, dirs_exist_ok=True)
    return key_store_in(tmp_path, settings)


@pytest.fixture
def group(db: None, keys: custody.KeyStore, told: Told | None) -> Iterator[Group]:
    with acting_for(told.group if told else found("House of the Neighbour")) as group, vault_keys.session():
        yield group


@pytest.fixture
def other_group(group: Group, told: Told | None) -> Group:
    return told.other_group if told else found("Other House", country="EG")


@pytest.fixture
def cast(group: Group, other_group: Group, told: Told | None) -> Cast:
    return told.cast if told else the_cast(group, other_group)


@pytest.fixture
def world(told_world: Told, told: Told, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    """Its members stay signed in without a mark of when they were seen: it would be undone, and made at every page."""
    monkeypatch.setattr(sessions, "SECONDS_BETWEEN_MARKS", 3600)
    return told.world
