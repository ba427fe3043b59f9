"""What an act changed in the tables: which rows, and what stands in them now; all others stand as they stood.

    changes caseworker: office=old town           a row that was there, and the fields that differ
    adds grant of caseworker: source=assignment   a new one, and what stands in it
    removes session 0                             one that is gone

Rows that a test named are called by that name; moments are only said to be there.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import connection, models

from jiwar.foundation.access.models import Membership, Word
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject

TABLES: tuple[type[models.Model], ...] = (
    *(each for room in ("access", "groups") for each in apps.get_app_config(room).get_models()),
    Subject,
    UserSession,
    Authenticator,
)
UNSAID = {"id", "group_id", "session_key", "user_agent", "ip", "data"}
"""Of rows that are new."""
SECRET = {"password", "sessions_mark"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+")

Key = tuple[type[models.Model], Any]
Fields = dict[str, Any]


def standing(tables: Iterable[type[models.Model]] = TABLES) -> dict[Key, Fields]:
    """Every row there is, of whichever group."""
    return {
        (table, row.pk): {field.attname: getattr(row, field.attname) for field in table._meta.concrete_fields}
        for table in tables
        for row in table._base_manager.all()
    }


@dataclass
class Statements:
    """Which rows were locked, into which tables was written, and what of it would not be undone with the rest."""

    locked: list[str] = field(default_factory=list)
    depth: int = 0
    written: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)

    def __call__(self, execute: Callable[..., Any], sql: str, *further: Any) -> Any:
        if lock := re.search(r'FROM "(\w+)".* FOR UPDATE$', sql, re.DOTALL):
            self.locked.append(lock[1].partition("_")[2])
            sql = sql.removesuffix(" FOR UPDATE")
        self.depth += sql.startswith("SAVEPOINT")
        self.depth -= sql.startswith("RELEASE SAVEPOINT")
        if written := re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', sql):
            self.written.add(written[1])
            if self.depth < 1:
                self.alone.add(written[1].partition("_")[2])
        return execute(sql, *further)

    def said(self) -> Iterator[str]:
        yield from (f"locks {table}" for table in self.locked)
        yield from (f"in no transaction of its own: {table}" for table in sorted(self.alone))


@contextmanager
def watched() -> Iterator[Statements]:
    """SQLite is asked for locks as PostgreSQL is, and never hears of it."""
    statements, can_lock = Statements(), connection.features.has_select_for_update
    connection.features.has_select_for_update = True
    try:
        with connection.execute_wrapper(statements):
            yield statements
    finally:
        connection.features.has_select_for_update = can_lock


def changed(before: dict[Key, Fields], written: set[str], names: dict[str, str]) -> Iterator[str]:
    """`names`: by key, how a row is called. Words to members are told apart: only that they were read stands here."""
    tables = [table for table in TABLES if table._meta.db_table in written]
    now = standing(tables)
    for key, fields in now.items():
        if key not in before and key[0] is not Word:
            said = _said({name: value for name, value in fields.items() if name not in UNSAID and value}, names)
            yield f"adds {_called(key, fields, {})}: {said}"
        elif key in before and fields != before[key]:
            said = _said({name: value for name, value in fields.items() if value != before[key][name]}, names)
            yield f"changes {_called(key, fields, names)}: {said}"
    yield from (
        f"removes {_called(key, fields, names)}"
        for key, fields in before.items()
        if key[0] in tables and key not in now
    )


def kept(since: int, names: dict[str, str]) -> Iterator[str]:
    """What the audit says of it, with why and about whom."""
    for entry in Entry.objects.select_related("reason").order_by("at", "id")[since:]:
        file = f" of {named(entry.subject_id, names)}" if entry.subject_id else ""
        part = f" {entry.compartment}" if entry.compartment else ""
        row = f", row {named(entry.object_id, names)}" if entry.object_id else ""
        why = f", because: {entry.reason.text}" if hasattr(entry, "reason") else ""
        by = "" if entry.member_id else ", by itself"
        about = f": {_said(entry.about, names)}" if entry.about else ""
        yield f"keeps {entry.kind}{file}{part}{row}{by}{why}{about}"


def told(before: dict[Key, Fields], names: dict[str, str]) -> Iterator[str]:
    for word in Word.objects.exclude(id__in=[key for table, key in before if table is Word]):
        about = f": {_said(word.about, names)}" if word.about else ""
        yield f"tells {named(word.member_id, names)} {word.kind}{about}"


def named(value: Any, names: dict[str, str]) -> str:
    return names.get(str(value), "another")


def _called(key: Key, fields: Fields, names: dict[str, str]) -> str:
    table, id_ = key
    if str(id_) in names:
        return names[str(id_)]
    whose = fields.get("member_id") or fields.get("user_id")
    return f"{table._meta.model_name}" + (f" of {_people().get(whose, 'another')}" if whose else "")


def _people() -> dict[Any, str]:
    """By membership and by account."""
    rows = Membership.across_groups.select_related("account")
    return {key: row.account.username for row in rows for key in (row.id, row.account_id)}


def _said(fields: Fields, names: dict[str, str]) -> str:
    return " ".join(f"{name}={_value(name, value, names)}" for name, value in sorted(fields.items()))


def _value(name: str, value: Any, names: dict[str, str]) -> str:
    if name in SECRET:
        return "‹new›"
    if isinstance(value, UUID) or (isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}", value)):
        return named(value, names)
    return "‹then›" if isinstance(value, datetime) else MOMENT.sub("‹then›", str(value))
