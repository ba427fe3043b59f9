"""Two people edit the same thing: whoever comes second is shown both versions, and nothing is written over in silence.

`docs/reliability.md` lists the pages; a thing with a version and no page here fails.
"""

import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from jiwar.casework.people.models import Person
from tests.docs.pages import codes, table
from tests.routes.filled import filled, forms_of
from tests.routes.routes import every_route
from tests.routes.world import World

WRITERS = ("caseworker", "legal_adviser", "teacher")
PARTS = ("who", "birth", "contact", "languages", "identifiers")
WORDS = re.compile("meanwhile|in the meantime|Some(body|one) else (changed|recorded|saved)")


UNREACHED = {"legal:close", "legal:exhibit-change"}
"""Something else is said first: while a limit runs the procedure cannot be closed; here one file is chosen as paper and
as its translation (who comes late is told in `tests/lines/legal/evidence/test_register.py`)."""


TOLD_ELSEWHERE = {"access:group", "access:office"}
"""The administrator's: `tests/foundation/access/test_members.py`."""


def changed_by_somebody() -> None:
    """Everything stands at its fifth version; whoever says that they saw the fourth comes late."""
    for model in apps.get_models():
        # In the vault a version is a key's, and nobody edits it.
        if model._meta.app_label != "vault" and any(field.name == "version" for field in model._meta.concrete_fields):
            model._default_manager.update(version=5)
    Person.objects.update(changed_at_version=dict.fromkeys(PARTS, 5))


def versions() -> dict[str, list[Any]]:
    """The version of every row that has one: a second writer who is told so counts none of them up."""
    return {
        model._meta.label_lower: list(model._default_manager.order_by("pk").values_list("pk", "version"))
        for model in apps.get_models()
        if any(field.name == "version" for field in model._meta.concrete_fields)
        and model._meta.label_lower != "groups.group"
    }


def sent_late(client: Client, route: Any, world: World) -> list[tuple[int, str]]:
    """Every form of the page that says which version was seen, sent with another one."""
    address = reverse(route.name, kwargs=world.places(route))
    page = client.get(address)
    if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
        return []
    found, answers = forms_of(page.getvalue().decode()), []
    for form, action in zip(found.forms, found.actions, strict=True):
        if form.get("seen_version"):
            target = action if action.startswith("/") else address
            for said in (form, filled(form, found.free, "1234 Typed later", "1/2/2027")):
                answer = client.post(target, {**said, "seen_version": "4"})
                answers.append((answer.status_code, answer.getvalue().decode()))
    return answers


@pytest.mark.django_db
def test_the_second_is_told_and_nothing_is_written_over(world: World) -> None:
    changed_by_somebody()
    told, silent, before = set(), [], versions()
    for who in WRITERS:
        for route in every_route():
            for status, body in sent_late(world.client(who), route, world):
                if status in (200, 409, 422) and WORDS.search(body):
                    told.add(route.name)
                else:
                    silent.append((route.name, who, status))
    assert [each for each in silent if each[0] not in told | UNREACHED] == []
    assert versions() == before
    documented = {name for row in table("docs/reliability.md", "page") for name in codes(row[0])}
    assert told | TOLD_ELSEWHERE == documented
