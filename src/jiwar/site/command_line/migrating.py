"""Each migration with the note that it is done, in one transaction: killed in between, it is done wholly or not at all.

Django writes the note after the tables are committed, where something had to wait for their end (an index, a link). A
process killed right there could never start again: it would make tables that are there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate as command
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor

from jiwar.site.command_line.new_tables import gathered

EXECUTOR = MigrationExecutor.__name__
"""Under which name the command knows it."""


class AtOnce(MigrationExecutor):
    def apply_migration(self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False) -> Any:
        written = migration.operations
        migration.operations = gathered(written)
        try:
            return self._whole(state, migration, fake, fake_initial)
        finally:
            migration.operations = written

    def _whole(self, state: Any, migration: Any, fake: bool, fake_initial: bool) -> Any:
        if not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        # SQLite looks after links again when the transaction is over; inside one it cannot be asked to.
        self.connection.disable_constraint_checking()
        try:
            with transaction.atomic(using=self.connection.alias):
                return super().apply_migration(state, migration, fake, fake_initial)
        finally:
            self.connection.enable_constraint_checking()


@contextmanager
def noted_at_once() -> Iterator[None]:
    """Inside the block Django's command uses ours; it offers no other way to say so."""
    before = getattr(command, EXECUTOR)
    setattr(command, EXECUTOR, AtOnce)
    try:
        yield
    finally:
        setattr(command, EXECUTOR, before)
