"""The database itself refuses to change or take away what the audit holds. Named in this room's migration."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_entry", "audit_reason", "audit_link")
REFUSAL = "the audit is only ever added to"

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION jiwar_audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $refuses$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END
$refuses$
"""


def guard(editor: BaseDatabaseSchemaEditor) -> None:
    """UPDATE and DELETE, on PostgreSQL also TRUNCATE, fail on the three tables from now on."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_FUNCTION)
    for table in TABLES:
        for _name, statement in _triggers(editor.connection.vendor, table):
            editor.execute(statement)


def unguard(editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for name, _statement in _triggers(editor.connection.vendor, table):
            on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER {name}{on_table}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION jiwar_audit_refuses()")


def _triggers(vendor: str, table: str) -> list[tuple[str, str]]:
    """Name and statement of each trigger of one table."""
    if vendor == "postgresql":
        does = "EXECUTE FUNCTION jiwar_audit_refuses()"
        return [
            (f"{table}_stays", f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {does}"),
            (f"{table}_whole", f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {does}"),
        ]
    return [
        (
            f"{table}_no_{verb.lower()}",
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        )
        for verb in ("UPDATE", "DELETE")
    ]


class AppendOnly(migrations.RunPython):
    """For the migration that makes the tables: `AppendOnly()`, last in its operations."""

    def __init__(self) -> None:
        super().__init__(_forwards, _backwards)

    def deconstruct(self) -> Any:
        return type(self).__qualname__, [], {}


def _forwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    guard(editor)


def _backwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    unguard(editor)
