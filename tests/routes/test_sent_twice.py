"""Every form of every page, filled and sent twice as it stands: what it makes is made once.

A slow line, a second press, a browser that asks again: the second sending finds the first, or is refused.
"""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.routes.filled import filled, forms_of
from tests.routes.routes import every_route
from tests.routes.world import World

WRITERS = ("reception", "caseworker", "legal_adviser", "teacher", "coordinator", "guardian", "administrator")
LEFT_OUT = ("account_", "mfa_", "usersessions", "languages:")
"""Pages of the sign-in package, which has rules of its own for what is repeated, and the choice of a language."""
TRACES = ("audit.", "sessions.", "jobs.", "vault.", "django_tasks", "groups.counter", "cases.receipt", "usersessions.")
"""Who asked and looked is kept each time; a key or number without its row would be found with the row."""


def things() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models()
        if not model._meta.label_lower.startswith(TRACES) and model._meta.managed and not model._meta.proxy
    ]


TABLES = things()


def count_rows() -> dict[str, int]:
    """Rows of every table that holds things, with one statement."""
    asked = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in TABLES)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def grown(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {table for table in TABLES if after[table] > before[table]}


def send(client: Client, address: str, said: dict[str, Any]) -> int:
    """One sending; a file is read anew."""
    again = {**said, "file": SimpleUploadedFile("letter.txt", b"a letter " * 20)} if "file" in said else said
    with transaction.atomic():
        return client.post(address, again).status_code


def twice(client: Client, address: str, said: dict[str, Any]) -> tuple[set[str], set[str]]:
    """What the first sending made, and what the second made besides; undone afterwards."""
    with transaction.atomic():
        start = count_rows()
        if send(client, address, said) not in (302, 303):
            transaction.set_rollback(True)
            return set(), set()
        once = count_rows()
        send(client, address, said)
        found = grown(start, once), grown(once, count_rows())
        transaction.set_rollback(True)
    return found


def _ways(form: dict[str, str], free: set[str]) -> list[dict[str, str]]:
    """As it stands, and where a person or member is made, with what makes them new."""
    said = filled(form, free, "Zubaydah Qanarija", "1/2/2026" if "given_1" in form else "1/2/2027")
    if "keep" in form:
        new = {name: value for name, value in said.items() if name != "keep"}
        return [said, {**new, "none_of_these": "yes"}]
    if "username" in form:
        return [{**said, "username": "new.member", "email": "", "roles": "reception"}]
    if "opens_0_0" in form:
        return [{**said, **{name: "" for name in said if name.startswith(("opens_", "closes_"))}, "phone": ""}]
    return [said]


@pytest.mark.django_db
def test_what_a_form_makes_is_made_once(world: World) -> None:
    making, doubled = set(), set()
    for who in WRITERS:
        client = world.client(who)
        for route in every_route():
            if route.name.startswith(LEFT_OUT):
                continue
            page = reverse(route.name, kwargs=world.places(route))
            answer = client.get(page)
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            found = forms_of(answer.getvalue().decode())
            for form, action in zip(found.forms, found.actions, strict=True):
                if action.startswith(("/account/", "/language/")):
                    continue
                address = action if action.startswith("/") else page
                for said in _ways(form, found.free):
                    made, besides = twice(client, address, said)
                    making |= {(route.name, table) for table in made}
                    doubled |= {(route.name, address.split("/")[-2], table) for table in besides}
    assert len(making) >= 20, making
    assert doubled == set()
