"""Changes of indexes that let people read and write meanwhile: for migrations of tables that may be large.

On PostgreSQL an index is made and taken away *concurrently*, which no transaction can hold: the migration says
`atomic = False`, and each operation finds out by itself what of it was done before it was cut off. On SQLite, where one
writes at a time anyway, they are what Django does.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import AddIndex, RemoveIndex

_VALID = "SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(%s)"


class AddIndexBesideWork(AddIndex):
    atomic = False

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        if schema_editor.connection.vendor != "postgresql":
            if not _stands(schema_editor.connection, model, self.index.name):
                schema_editor.add_index(model, self.index)
            return
        stands = _valid(schema_editor.connection, self.index.name)
        if stands is False:
            # Cut off while it was made: it is kept up to date and answers nothing.
            schema_editor.remove_index(model, self.index, concurrently=True)
        if not stands:
            schema_editor.add_index(model, self.index, concurrently=True)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        _take_away(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.index)


class RemoveIndexBesideWork(RemoveIndex):
    atomic = False

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            state = from_state.models[app_label, self.model_name_lower]
            _take_away(schema_editor, model, state.get_index_by_name(self.name))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        index = to_state.models[app_label, self.model_name_lower].get_index_by_name(self.name)
        AddIndexBesideWork(self.model_name, index).database_forwards(app_label, schema_editor, from_state, to_state)


def _take_away(schema_editor: Any, model: Any, index: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Says IF EXISTS by itself.
        schema_editor.remove_index(model, index, concurrently=True)
    elif _stands(schema_editor.connection, model, index.name):
        schema_editor.remove_index(model, index)


def _valid(connection: BaseDatabaseWrapper, name: str) -> bool | None:
    """None where there is no such index."""
    with connection.cursor() as cursor:
        cursor.execute(_VALID, [f'"{name}"'])
        found = cursor.fetchone()
        return bool(found[0]) if found else None


def _stands(connection: BaseDatabaseWrapper, model: Any, name: str) -> bool:
    with connection.cursor() as cursor:
        return name in connection.introspection.get_constraints(cursor, model._meta.db_table)
