"""The second wall between groups: PostgreSQL's row-level security on every table that carries a group.

The database is told with each change which group is acted for (`jiwar.site.postgres`). A row of another group is then
neither found nor written, whatever the statement forgot; where no group is chosen there are no rows at all.

Walls are raised after every migration and looked for at every start, so that a new table has its own without anybody
thinking of it. What is compared is a mark in the policy's comment: a wall is raised anew only where it differs.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from jiwar.foundation.groups import doors
from jiwar.foundation.groups.models import Group

GROUP: Final = "(SELECT NULLIF(current_setting('jiwar.group', true), '')::uuid)"
DOOR: Final = "(SELECT NULLIF(current_setting('jiwar.door', true), ''))"


@dataclass(frozen=True, slots=True)
class Policy:
    """`reads` and `writes` are the conditions of USING and WITH CHECK; empty where PostgreSQL takes none."""

    table: str
    name: str
    command: str
    reads: str = ""
    writes: str = ""

    def create(self) -> str:
        using = f" USING ({self.reads})" if self.reads else ""
        check = f" WITH CHECK ({self.writes})" if self.writes else ""
        return f'CREATE POLICY {self.name} ON "{self.table}" FOR {self.command}{using}{check}'

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.create().encode()).hexdigest()[:16]


def walled_tables() -> dict[str, str]:
    """Every table that carries a group, with the column that does."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        columns = [str(each.column) for each in model._meta.concrete_fields if _is_group(each)]
        if columns and model._meta.managed and not model._meta.proxy:
            found[model._meta.db_table] = columns[0]
    return dict(sorted(found.items()))


def policies() -> list[Policy]:
    """All that the second wall consists of."""
    found = [*_of_the_groups()]
    for table, column in walled_tables().items():
        own = f"{column} = {GROUP}"
        found += [Policy(table, "jiwar_group", "ALL", own, own), _of_the_owner(table), *_of_the_doors(table)]
    return found


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables of this database whose wall is not as it should be; empty on SQLite, where there are none."""
    if connection.vendor != "postgresql":
        return []
    wanted: dict[str, set[tuple[str, str]]] = {}
    for policy in policies():
        wanted.setdefault(policy.table, set()).add((policy.name, policy.mark))
    standing = _standing(connection)
    return [table for table, marks in wanted.items() if table in standing and standing[table] != (True, marks)]


def raise_where_missing(connection: BaseDatabaseWrapper) -> None:
    """Raises what is missing, as the role that owns the tables. Does nothing, at the price of a question, otherwise."""
    tables = missing(connection)
    if not tables:
        return
    for table in tables:
        # Each by itself: all at once would keep everybody waiting until the last stands.
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for name in _policies_of(cursor, table):
                cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
            for policy in (each for each in policies() if each.table == table):
                cursor.execute(policy.create())
                cursor.execute(f"COMMENT ON POLICY {policy.name} ON \"{table}\" IS '{policy.mark}'")
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')


def _is_group(field: "Field[Any, Any]") -> bool:
    return field.remote_field is not None and field.remote_field.model is Group


def _of_the_groups() -> Iterator[Policy]:
    """That a group exists, its name and its settings are read before one is chosen; only itself may change them."""
    table, own = Group._meta.db_table, f"id = {GROUP}"
    yield Policy(table, "jiwar_group_read", "SELECT", "true")
    yield Policy(table, "jiwar_group_new", "INSERT", "", "true")
    yield Policy(table, "jiwar_group_change", "UPDATE", own, own)
    yield Policy(table, "jiwar_group_delete", "DELETE", own)
    yield _of_the_owner(table)


def _of_the_owner(table: str) -> Policy:
    """The role is not written down: a backup is restored where it may have another name."""
    owns = "(SELECT pg_get_userbyid(relowner) = current_user FROM pg_catalog.pg_class WHERE oid = '\"{}\"'::regclass)"
    whole = f"(SELECT COALESCE(starts_with({DOOR}, '{doors.WHOLE.name}:'), false)) AND {owns.format(table)}"
    return Policy(table, "jiwar_whole", "ALL", whole, whole)


def _of_the_doors(table: str) -> Iterator[Policy]:
    for door in doors.all_doors():
        if table in door.opens:
            value = f"(SELECT substr({DOOR}, {len(door.name) + 2}))"
            stands = f"(SELECT COALESCE(starts_with({DOOR}, '{door.name}:'), false))"
            rows = door.opens[table].format(value=value)
            yield Policy(table, f"jiwar_door_{door.name}", "SELECT", f"{stands} AND {rows}")


def _standing(connection: BaseDatabaseWrapper) -> dict[str, tuple[bool, set[tuple[str, str]]]]:
    """Of each table: whether its security is on and forced, and its policies with their marks."""
    found: dict[str, tuple[bool, set[tuple[str, str]]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, p.polname, d.description "
            "FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid "
            "LEFT JOIN pg_catalog.pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_policy'::regclass "
            "WHERE c.relkind = 'r' AND pg_catalog.pg_table_is_visible(c.oid)"
        )
        for table, on, name, mark in cursor.fetchall():
            found.setdefault(table, (bool(on), set()))
            if name is not None:
                found[table][1].add((name, mark or ""))
    return found


def _policies_of(cursor: Any, table: str) -> list[str]:
    cursor.execute("SELECT policyname FROM pg_catalog.pg_policies WHERE tablename = %s", [table])
    return [name for (name,) in cursor.fetchall()]
