"""The role that owns the tables, where the server runs as another: it makes and changes them, copies and restores them.

The server's own role may read and write rows, and nothing else: it cannot change a table, a policy or a trigger, and
of the audit it can only read and add.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from jiwar.foundation.audit import append_only
from jiwar.foundation.groups import doors, walls
from jiwar.site.options import Options

READ_ONLY = ("django_migrations",)


@contextmanager
def as_owner(given: Options) -> Iterator[None]:
    """Inside the block this thread's connection is the owner's and sees the whole database. Nothing on SQLite."""
    if connection.vendor != "postgresql":
        yield
        return
    before = connection.settings_dict
    connection.close()
    connection.settings_dict = _of_the_owner(before, given)
    try:
        with doors.WHOLE.opened(""):
            connection.ensure_connection()
            connection.tell()  # type: ignore[attr-defined]  # at once: a transaction may have to begin with something else
            yield
    finally:
        connection.close()
        connection.settings_dict = before


def put_in_order(given: Options) -> None:
    """Every wall stands and the server's role has its rights. Asks first, and does nothing where all is well."""
    if connection.vendor != "postgresql":
        return
    walls.raise_where_missing(connection)
    if given.database_owner and given.database_owner != given.database_user and _lacks_rights(given.database_user):
        _give_rights(given.database_user)


def _of_the_owner(settings: dict[str, Any], given: Options) -> dict[str, Any]:
    """Without a pool: it would lend the owner's connection to a page."""
    options = {name: value for name, value in settings["OPTIONS"].items() if name != "pool"}
    if not given.database_owner:
        return {**settings, "OPTIONS": options}
    return {**settings, "USER": given.database_owner, "PASSWORD": given.database_owner_password, "OPTIONS": options}


def _lacks_rights(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = 'public'::regnamespace "
            "AND c.relkind = 'r' AND NOT pg_catalog.has_table_privilege(%s, c.oid, 'SELECT'))",
            [role],
        )
        return bool(cursor.fetchone()[0])


def _give_rights(role: str) -> None:
    """All at once: broken off in between, the role would keep what it may not have."""
    quoted = connection.ops.quote_name(role)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
        for table in READ_ONLY:
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {quoted}")
        for table in append_only.TABLES:
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {quoted}")
