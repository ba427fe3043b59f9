"""What nobody types by hand, in every field of every form: an answer each time, and never a fault of ours."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.routes.filled import forms_of
from tests.routes.routes import Route, every_route
from tests.routes.world import World

HOSTILE = ("a\x00b", "9" * 5000, "31.12.9999")
ENDLESS = "x" * 300_000
# Posting these ends the session the test goes on with.
ENDS_THE_SESSION = {"account_logout"}


@pytest.mark.parametrize("who", ["legal_adviser", "administrator", "signed_out"])
def test_no_field_takes_the_program_down(world: World, who: str) -> None:
    client = world.client(who)
    client.raise_request_exception = False
    faults = []
    known: set[frozenset[str]] = set()

    def ask(method: str, route: Route, data: dict[str, str]) -> str:
        address = reverse(route.name, kwargs=world.places(route))
        with transaction.atomic():
            answer = getattr(client, method)(address, data)
            text = answer.getvalue().decode(errors="replace") if answer.status_code < 400 else ""
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            faults.append(f"{method} {route.name} { ({name: value[:20] for name, value in data.items()}) }")
        return text

    for route in every_route():
        if route.name in ENDS_THE_SESSION:
            continue
        page = forms_of(ask("get", route, {}))
        for form in page.forms:
            shape = frozenset(form) | {route.name if len(form) > 3 else ""}
            if shape in known:
                continue
            known.add(shape)
            ask("post", route, {name: ENDLESS if name in page.free else value for name, value in form.items()})
            for field in form:
                for value in HOSTILE:
                    ask("post", route, {**form, field: value})
    assert faults == []
