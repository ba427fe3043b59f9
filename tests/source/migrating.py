"""What a migration may not do to a table that people are working with, and what to do instead.

Only tables that stood before the migration are looked at, and of those not the ones that stay small by their nature.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections, models
from django.db.migrations import operations as django
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from jiwar.foundation.groups.beside_work import AddIndexBesideWork, RemoveIndexBesideWork

SMALL = {
    "groups": "a row for each group, office, day of rest and series of numbers",
    "jobs": "a row for each worker and job, and messages of some days",
    "access.account": "a row a member",
    "access.membership": "a row a member",
    "access.memberrole": "some rows a member",
    "access.alarm": "some a month",
    "access.decoy": "some a group",
    "people.peopleimport": "a row a list",
    "vault.compartmentkey": "a row for each part of files and version of its key",
}
"""App or model, and why it stays small."""

LOCKED = "blocks readers or writers while it goes through every row"
OLD = "the program of before, which still runs beside it, uses that"
Look = Callable[[Any, ModelState | None, ProjectState], str]


def findings(loader: MigrationLoader) -> Iterator[tuple[str, str]]:
    """Name of the migration, and what is wrong with it in a sentence."""
    for app, name in sorted(loader.disk_migrations):
        migration = loader.disk_migrations[app, name]
        if migration.__module__.startswith("jiwar."):
            before = loader.project_state((app, name), at_end=False)
            for sentence in _of(migration, before):
                yield f"{app}.{name}", sentence


def _of(migration: Any, before: ProjectState) -> Iterator[str]:
    state = before.clone()
    stood = set(before.models)
    beside = [isinstance(each, AddIndexBesideWork | RemoveIndexBesideWork) for each in migration.operations]
    if any(beside) and (migration.atomic or not all(beside)):
        yield "changes indexes beside the work: alone in its migration, with atomic = False"
    for operation in migration.operations:
        key = (migration.app_label, str(getattr(operation, "model_name", getattr(operation, "name", ""))).lower())
        known = key in stood and key[0] not in SMALL and ".".join(key) not in SMALL
        look = LOOKS.get(type(operation))
        moves = isinstance(operation, django.RunPython | django.RunSQL) and bool(before.models)
        first = not any(app == migration.app_label for app, _model in stood)
        if look and (known or (moves and not first)):
            sentence = look(operation, state.models.get(key), state)
            if sentence:
                yield f"{'.'.join(key).rstrip('.')}: {sentence}"
        operation.state_forwards(migration.app_label, state)


def _add_index(_operation: Any, _model: ModelState | None, _state: ProjectState) -> str:
    return f"AddIndex {LOCKED}: AddIndexBesideWork"


def _remove_index(_operation: Any, _model: ModelState | None, _state: ProjectState) -> str:
    return "RemoveIndex waits for everybody and lets nobody pass meanwhile: RemoveIndexBesideWork"


def _add_constraint(_operation: Any, _model: ModelState | None, _state: ProjectState) -> str:
    return f"AddConstraint {LOCKED}: a new table, or check what comes and go through what is there in the background"


def _add_field(operation: Any, _model: ModelState | None, _state: ProjectState) -> str:
    field = operation.field
    if field.remote_field and field.db_index:
        return f"a link with an index {LOCKED}: db_index=False, and the index in a migration of its own"
    if field.unique or field.db_index:
        return f"an index with the column {LOCKED}: the column first, the index in a migration of its own"
    if field.db_default is not models.NOT_PROVIDED and not isinstance(
        field.db_default, bool | int | str | models.Value
    ):
        return "a default the database computes for each row writes the whole table anew: null first"
    return ""


def _alter_field(operation: Any, model: ModelState | None, _state: ProjectState) -> str:
    assert model is not None
    old, new = model.fields[operation.name], operation.field
    if old.null and not new.null:
        return f"what may be missing must be there: {LOCKED}"
    if (new.unique, new.db_index) != (old.unique, getattr(old, "db_index", False)):
        return f"an index with the column {LOCKED}: in a migration of its own"
    if type(old) is not type(new) and _kind(old) != _kind(new):
        return "another type writes the whole table anew: a new column beside it"
    lengths = getattr(old, "max_length", None), getattr(new, "max_length", None)
    if lengths[0] and (not lengths[1] or lengths[1] < lengths[0]) and _kind(new).startswith("varchar"):
        return f"a shorter text {LOCKED}"
    return ""


def _kind(field: Any) -> str:
    return str(field.get_internal_type()) if field.remote_field else str(field.db_type(connections["default"]))


def _take_away(operation: Any, _model: ModelState | None, _state: ProjectState) -> str:
    return f"{type(operation).__name__}: {OLD}; in the release after the one that stopped using it"


def _run(_operation: Any, _model: ModelState | None, _state: ProjectState) -> str:
    return "moves rows while the migration holds its locks: let the worker do it in pieces"


LOOKS: dict[type, Look] = {
    django.AddIndex: _add_index,
    django.RemoveIndex: _remove_index,
    django.AddConstraint: _add_constraint,
    django.AddField: _add_field,
    django.AlterField: _alter_field,
    django.RemoveField: _take_away,
    django.RenameField: _take_away,
    django.RenameModel: _take_away,
    django.DeleteModel: _take_away,
    django.AlterModelTable: _take_away,
    django.RunPython: _run,
    django.RunSQL: _run,
}
