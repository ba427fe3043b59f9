"""A migration and the note that it is done go together, whatever happens in between."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from jiwar.site.command_line.migrating import noted_at_once


class Killed(Exception):
    """Stands for the end of the process right before the note."""


@pytest.mark.django_db(transaction=True)
def test_tables_without_their_note_do_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def tables() -> list[str]:
        return [name for name in connection.introspection.table_names() if name.startswith("keyring_")]

    before = tables()
    assert before
    call_command("migrate", "keyring", "zero", verbosity=0)
    try:
        with monkeypatch.context() as broken, noted_at_once():
            broken.setattr(MigrationRecorder, "record_applied", _end)
            with pytest.raises(Killed):
                call_command("migrate", "keyring", verbosity=0)
        assert tables() == []
    finally:
        with noted_at_once():
            call_command("migrate", "keyring", verbosity=0)
    assert tables() == before


def _end(_recorder: MigrationRecorder, _app: str, _name: str) -> None:
    raise Killed
