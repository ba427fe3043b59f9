"""Rows for tables as they stand in the middle of the migrations: right in kind, without meaning, in bulk.

Of what may be missing nothing is there, choices take turns, one switch in fifty is on: a partial index then holds about
as much as in life, or more. Tables that stay small by their nature hold few. Rows are put in past foreign keys, as the
database's superuser; all belong to five groups.
"""

from pathlib import Path
from typing import Any

import psycopg

GROUPS, FEW = 5, 1_000
_GROUP = "md5('group' || i % {groups})::uuid"
_BY_KIND = {
    "uuid": "gen_random_uuid()",
    "boolean": "i % 50 = 0",
    "smallint": "i % 30000",
    "integer": "i",
    "bigint": "i",
    "double precision": "i",
    "numeric": "i % 1000",
    "date": "DATE '2020-01-01' + i % 2000",
    "timestamp with time zone": "now() - i * interval '1 second'",
    "bytea": "decode(md5(i::text) || md5((i + 1)::text), 'hex')",
    "jsonb": "'{}'::jsonb",
    "text": "md5(i::text)",
    "time without time zone": "TIME '09:00'",
    "interval": "interval '1 hour'",
    "inet": "'127.0.0.1'::inet",
}


class Filler:
    """Fills each table once; later migrations find it full."""

    def __init__(self, socket: Path, rows: int) -> None:
        self.rows = rows
        self.filled: list[str] = []
        self._line = psycopg.connect(host=str(socket), dbname="jiwar", user="postgres", autocommit=True)
        self._line.execute("SET session_replication_role = replica")
        self._line.execute("SET synchronous_commit = off")

    def fill(self, tables: list[str], apps: Any) -> None:
        models = {model._meta.db_table: model for model in apps.get_models()}
        if "groups_group" in models:
            tables = ["groups_group", *tables]
        for table in tables:
            if table not in self.filled:
                self.filled.append(table)
                self._put(table, models.get(table), self._how_many(table, models.get(table)))

    def _how_many(self, table: str, model: Any) -> int:
        from tests.source.migrating import SMALL

        if table == "groups_group":
            return GROUPS
        small = model is not None and set(SMALL) & {model._meta.app_label, model._meta.label_lower}
        return min(FEW, self.rows) if small else self.rows

    def _put(self, table: str, model: Any, rows: int) -> None:
        checks = self._line.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid = %s::regclass",
            [f'"{table}"'],
        ).fetchall()
        for name, _said in checks:
            self._line.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"'.encode())
        columns = self._columns(table, model)
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(columns.values())
        counted = f"SELECT {values} FROM generate_series(1, {rows}) i ON CONFLICT DO NOTHING"
        self._line.execute(f'INSERT INTO "{table}" ({names}) {counted}'.encode())
        for name, said in checks:
            # What stands there need not hold what it says; what comes must.
            valid = "" if said.endswith("NOT VALID") else " NOT VALID"
            self._line.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {said}{valid}'.encode())
        self._line.execute(f'VACUUM ANALYZE "{table}"'.encode())

    def _columns(self, table: str, model: Any) -> dict[str, str]:
        found = self._line.execute(
            "SELECT column_name, data_type, character_maximum_length FROM information_schema.columns"
            " WHERE table_name = %s AND is_nullable = 'NO' AND is_identity = 'NO' ORDER BY ordinal_position",
            [table],
        ).fetchall()
        fields = {field.column: field for field in model._meta.concrete_fields} if model else {}
        return {name: self._value(table, fields.get(name), kind, length) for name, kind, length in found}

    def _value(self, table: str, field: Any, kind: str, length: int | None) -> str:
        if field is not None and field.remote_field and field.remote_field.model._meta.db_table == "groups_group":
            return _GROUP.format(groups=GROUPS)
        if table == "groups_group" and field is not None and field.primary_key:
            return _GROUP.format(groups=GROUPS)
        choices = [value for value, _label in (field.flatchoices if field is not None else [])]
        if choices and isinstance(choices[0], str):
            turns = ", ".join(f"'{value}'" for value in choices)
            return f"(ARRAY[{turns}])[1 + i % {len(choices)}]"
        if kind == "character varying":
            return f"left(md5(i::text), {length or 32})"
        return _BY_KIND[kind]
