"""What is typed into the pages rests nowhere in clear: rows, sessions, cache, files and log are searched for it."""

import json
import logging
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from tests.routes.filled import filled, forms_of
from tests.routes.routes import every_route
from tests.routes.world import World

CANARY = "Zugvogel Kanarie"
OWN_VALUE = ("legal_basis", "reason", "source_title", "source_publisher", "source_place", "end_reason")
OF_A_ROUND = ("todo", "note", "source", "why", "withdrawn_why")
OF_A_WORD = ("text", "said", "example", "meaning")
KNOWN_PLAIN = {
    ("appointments_appointment", "room"),
    ("access_resetrequest", "reason"),
    ("legal_announcedholiday", "name"),
    ("legal_announcedholiday", "source"),
    *(("legal_ruleoverride", column) for column in OWN_VALUE),
    ("legal_countrysource", "set_aside_why"),
    ("legal_argument", "title"),
    ("legal_argument", "text"),
    *((table, column) for table in ("legal_renewalround", "legal_roundbefore") for column in OF_A_ROUND),
    ("learning_owndeck", "name"),
    *((table, column) for table in ("learning_spokenwording", "learning_ownphrase") for column in OF_A_WORD),
}
"""Written in docs/sealing.md: what stays readable. The law, as a group's lawyers read it, the shelf of sources and
arguments, and words of a language are nobody's file."""
LEFT_OUT = (
    "access:",
    "account_",
    "mfa_",
    "usersessions",
    "languages:",
    "cases:own-task",
    "cases:close",
    "people:draft",
)


def _typed_everywhere(world: World, who: str) -> Counter[str]:
    """Each form of each page of casework and the legal line, filled and sent; how many of each page were taken."""
    client, taken = world.client(who), Counter[str]()
    for route in every_route():
        if route.name.startswith(LEFT_OUT):
            continue
        address = reverse(route.name, kwargs=world.places(route))
        page = client.get(address)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        found = forms_of(page.getvalue().decode())
        for form in found.forms:
            if not found.free & set(form) - {"q"} and "q" not in form:
                continue
            said: dict[str, Any] = filled(form, found.free, CANARY, "1/2/2026" if "given_1" in form else "1/2/2027")
            if "file" in form:
                said["file"] = SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode() * 3)
            if "number" in form and "role" in form:
                said["number"] = "P-0001"
            with transaction.atomic():
                answer = client.post(reverse("people:list") if "q" in form else address, said)
            taken[route.name] += answer.status_code in (302, 303)
    return taken


def _rows() -> list[tuple[str, str, bytes]]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    plain = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    found.append((table, column, plain))
    return found


@pytest.mark.once
def test_nothing_typed_rests_in_clear(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "jiwar"):
        taken = _typed_everywhere(world, "caseworker") + _typed_everywhere(world, "legal_adviser")
        taken += _typed_everywhere(world, "reception") + _typed_everywhere(world, "coordinator")
        world.client("signed_out").post(reverse("account_login"), {"login": CANARY, "password": CANARY})
        world.client("signed_out").post(reverse("access:cannot-sign-in"), {"who": CANARY, "kind": "password"})
    assert len(+taken) >= 20, taken
    clear = {(table, column) for table, column, value in _rows() if CANARY.encode() in value}
    assert ("appointments_appointment", "room") in clear, "the search itself has gone blind"
    assert clear - KNOWN_PLAIN == set()
    assert not [row for row in Session.objects.all() if CANARY in json.dumps(row.get_decoded(), default=str)]
    files = [path for path in Path(settings.JIWAR_FILES).rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if CANARY.encode() in path.read_bytes()]
    assert CANARY not in caplog.text
