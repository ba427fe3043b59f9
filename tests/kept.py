"""What costs seconds to tell is told once a module, and every test finds it untouched.

It lies in a transaction that stays open around the tests of the module: each is rolled back to where it began, as
inside Django's own test cases, and what was told goes when the module is over. Objects are handed out as copies.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from jiwar.casework.cases import clock
from jiwar.foundation.access.story import Story
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import custody
from jiwar.foundation.vault import keys as vault_keys
from tests.cast import found

Told = TypeVar("Told")


@contextmanager
def kept(blocker: DjangoDbBlocker, folder: Path, tell: Callable[[Group], Told]) -> Iterator[Told]:
    """What `tell` makes in a group of its own, with keys and files in `folder`, until the block ends."""
    places = {"JIWAR_KEYS": folder / "keys", "JIWAR_FILES": folder / "files", "JIWAR_AUDIT": folder / "audit"}
    with override_settings(**places):
        custody.create(places["JIWAR_KEYS"])
        with blocker.unblock():
            around = transaction.atomic()
            around.__enter__()
            with acting_for(found("House of the Neighbour")) as group, vault_keys.session():
                told = tell(group)
        try:
            yield told
        finally:
            with blocker.unblock():
                transaction.set_rollback(True)
                around.__exit__(None, None, None)


@contextmanager
def found_again(story: Story) -> Iterator[Story]:
    """A copy for one test, with its group chosen."""
    told = copy.deepcopy(story)
    with acting_for(told.group), vault_keys.session():
        yield told


def kept_story(tell: Callable[[Group], Story], today: date | None = None) -> tuple[Any, Any]:
    """The fixtures `told, story` of a module, told on `today`, or on the day that it is."""

    @pytest.fixture(scope="module")
    def told(
        django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[Story]:
        with pytest.MonkeyPatch.context() as patched:
            if today is not None:
                patched.setattr(clock, "today", lambda: today)
            with kept(django_db_blocker, tmp_path_factory.mktemp("story"), tell) as story:
                yield story

    @pytest.fixture
    def story(told: Story, db: None) -> Iterator[Story]:
        with found_again(told) as story:
            yield story

    return told, story
