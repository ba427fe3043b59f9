"""What costs seconds to tell is told once a module, and every test finds it untouched.

It lies in a transaction that stays open around the tests of the module: each is rolled back to where it began, as
inside Django's own test cases, and what was told goes when the module is over. Objects are handed out as copies.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

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
