"""Starting Django inside a command, and asking the database how it stands."""

import fcntl
import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jiwar.site import mounts, options
from jiwar.site.command_line.refusal import Refusal

MIGRATING = 0x6A697761
"""The lock of PostgreSQL that whoever changes tables holds."""


def start() -> options.Options:
    """Set Django up for the options given; raises Refusal with their fault."""
    try:
        given = options.read()
    except options.BadOption as fault:
        raise Refusal(str(fault)) from fault
    if given.database == "sqlite" and (kind := mounts.network_below(given.home)):
        remedy = "take a disk of this machine, or PostgreSQL"
        raise Refusal(
            f"SQLite cannot lie on {kind} ({given.home}): locks do not hold there and data is lost; {remedy}."
        )
    # What the program writes is for its own user only.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiwar.site.settings")
    _load()
    return given


def _load() -> None:
    """The program's own modules stay until it ends: they are not gone through for garbage while they come in (a fifth
    of the time a start takes), nor at every later round.
    """
    import django

    gc.disable()
    try:
        django.setup()
    finally:
        gc.freeze()
        gc.enable()


def reachable() -> None:
    """Raises Refusal when the database does not answer."""
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        name = "PostgreSQL" if connection.vendor == "postgresql" else connection.settings_dict["NAME"]
        raise Refusal(f"The database does not answer ({name}): check the JIWAR_DATABASE options.") from error


def founded() -> None:
    """`reachable`, for what needs a group: raises Refusal where none was ever made, as in a home of another name, and
    leaves no empty database there.
    """
    from django.db import connection

    name = connection.settings_dict["NAME"]
    there = connection.vendor == "postgresql" or connection.connection is not None or Path(name).exists()
    if there:
        reachable()
    if not there or "groups_group" not in connection.introspection.table_names():
        raise Refusal(
            f"There is no group in {name}: run jiwar setup for a real one, or jiwar demo for an invented one; "
            "or the options name another place."
        )


def keys_open(given: options.Options) -> None:
    """Raises Refusal with the reason when there are no keys, or nobody opens them."""
    from jiwar.foundation.vault import custody

    try:
        custody.load(given.keys)
    except custody.NoKey as missing:
        raise Refusal(str(missing)) from missing


def waiting_migrations() -> list[str]:
    """Migrations of the program that the database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations(applied: list[tuple[str, str]]) -> list[str]:
    """Applied migrations that this program does not have: the database comes from a newer one."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    installed = {config.label for config in apps.get_app_configs()}
    return sorted(f"{app}.{name}" for app, name in applied if app in installed and (app, name) not in known)


def applied_migrations() -> list[tuple[str, str]]:
    """App and name of every migration the database has seen."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(MigrationRecorder(connection).applied_migrations())


def migrate() -> None:
    """Bring the database up to the program, with the table of the shared cache and the walls between groups."""
    from django.core.management import call_command
    from django.db import connection

    from jiwar.site.command_line.migrating import noted_at_once
    from jiwar.site.postgres import owner

    given = options.read()
    with owner.as_owner(given), _one_at_a_time():
        if "site_cache" not in connection.introspection.table_names():
            call_command("createcachetable", verbosity=0)
        if waiting_migrations():
            with noted_at_once():
                call_command("migrate", interactive=False, verbosity=0)
        owner.put_in_order(given)


def _has(cursor: Any, question: str, value: int) -> bool:
    cursor.execute(question, [value])
    return bool(cursor.fetchone()[0])


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two servers may start at once; and what a killed one had sent to PostgreSQL may still be under way there."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Asked again and again, not waited for: an index made beside the work waits for everybody who is in the
            # middle of a question, and whoever waited here for it to be done would be one of them.
            while not _has(cursor, "SELECT pg_try_advisory_lock(%s)", MIGRATING):
                time.sleep(0.2)
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
        return
    with open(os.open(settings.JIWAR_HOME / "migration.lock", os.O_RDWR | os.O_CREAT, 0o600), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
