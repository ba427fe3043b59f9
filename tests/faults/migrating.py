"""Killed while the tables are made: started again, it goes on where it was, and ends with the same tables."""

import json
from pathlib import Path

from tests.faults.killing import Confirmed, Ledger, Scenario


def _other_database() -> tuple[Path, str]:
    """A database beside the drill's own, empty at first. On PostgreSQL it is made by the drill before it starts."""
    from django.db import connection

    from jiwar.site import options

    beside = options.read().home / "migrating.sqlite3"
    settings = connection.settings_dict
    settings["NAME"] = str(beside) if connection.vendor == "sqlite" else f"{options.read().database_name}_migrating"
    settings["OPTIONS"].pop("pool", None)
    return beside, connection.vendor


def migrate(ledger: Ledger) -> None:
    from jiwar.site.command_line import django_start

    _other_database()
    django_start.migrate()
    ledger.confirmed("migrated")


def look(_confirmed: Confirmed, thorough: bool) -> list[str]:
    """Whole at every moment; complete once it was let end, and then begun anew."""
    from jiwar.site import options
    from jiwar.site.command_line import django_start

    reference = options.read().home / "tables.json"
    if not reference.exists():
        reference.write_text(json.dumps(_tables()))
    _other_database()
    if thorough:
        django_start.migrate()
    if django_start.waiting_migrations():
        return _damage()
    faults = [*_damage(), *([] if _tables() == json.loads(reference.read_text()) else ["the tables are others"])]
    _begin_anew()
    return faults


def _tables() -> list[list[str]]:
    """Names and definitions of everything in the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
        else:
            cursor.execute(
                "SELECT table_name || '.' || column_name, data_type || is_nullable FROM information_schema.columns"
                " WHERE table_schema = 'public' UNION ALL SELECT indexname, indexdef FROM pg_indexes"
                " WHERE schemaname = 'public' UNION ALL SELECT tgname, '' FROM pg_trigger WHERE NOT tgisinternal"
                " ORDER BY 1, 2"
            )
        return sorted([str(name), str(said)] for name, said in cursor.fetchall())


def _damage() -> list[str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = [row[0] for row in cursor.fetchall()]
    return [] if said == ["ok"] else said


def _begin_anew() -> None:
    from django.db import connection

    beside, vendor = _other_database()
    if vendor == "sqlite":
        connection.close()
        for path in beside.parent.glob(f"{beside.name}*"):
            path.unlink()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


MIGRATIONS = Scenario("migrations", migrate, look, longest=1.5, warm=False)
