"""Every form of the program is sent what nobody foresaw: an answer each time, never a fault, never a word in the log.

The forms are found by themselves. One that no page of the world shows fails by name: put it on a page of the world, or
say below where it is tried.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django import forms
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.people.imports import actions as imports
from tests.routes.filled import forms_of
from tests.routes.routes import Route, every_route
from tests.routes.table import COLUMNS, read
from tests.routes.world import World

pytestmark = pytest.mark.once

MARK = "Zugvogel9Kanarie"
EXAMPLES = 3
ENDS_THE_SESSION = {"account_logout"}
PARTS = ("who", "birth", "contact", "languages", "identifiers")
TRIED_ELSEWHERE = {
    "jiwar.foundation.access.sign_in.forms.Code": "tests/foundation/access/test_signing_in.py",
    "jiwar.foundation.access.sign_in.forms.SealedActivation": "tests/foundation/access/test_signing_in.py",
    "jiwar.lines.legal.overriding.forms.EndForm": "tests/lines/legal/test_overriding.py",
    "jiwar.lines.legal.shelf.forms.ArgumentsForm": "tests/lines/legal/shelf/test_shelf.py",
    "jiwar.lines.legal.shelf.forms.FindForm": "tests/lines/legal/shelf/test_shelf.py",
}
"""Forms that no page of the world shows, and the tests that fill them: the second step of signing in, and ending a
value that two advisers set; and two of the shelf that ask and change nothing, so they are not sent but are part of the
address."""


@dataclass(frozen=True)
class Shown:
    """A form of a page, and where it is sent."""

    who: str
    route: Route
    address: str
    fields: dict[str, str]
    free: frozenset[str]


def every_form() -> set[type[forms.BaseForm]]:
    """All forms of our own that others are not made from."""
    return {
        each for each in _below(forms.BaseForm) if each.__module__.startswith("jiwar.") and not each.__subclasses__()
    }


def _below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def readers() -> dict[str, list[str]]:
    """Who gets which page."""
    return {line.route: [who for who in COLUMNS if line.status[who] == 200] for line in read() if line.method == "get"}


def shown(world: World) -> list[Shown]:
    """Each form once, as the first who gets its page is shown it; pages of one's own as each of two sees them."""
    found, known = [], set()
    may = readers()
    for route in every_route():
        for who in who_looks(may.get(route.name, [])):
            for address in addresses(world, route):
                for form in on_page(world, who, route, address):
                    told_apart = {value for value in form.fields.values() if len(value) < len(str(world.rows["case"]))}
                    shape = (form.address, frozenset(form.fields), frozenset(told_apart))
                    if shape not in known:
                        known.add(shape)
                        found.append(form)
    return found + further(world)


def who_looks(may: list[str]) -> list[str]:
    """The first and the last, and one who works on files but not on this one."""
    return [who for who in may if who in (may[0], may[-1], "off_caseworker")]


def further(world: World) -> list[Shown]:
    """Forms that a page shows only after something was typed, or while something lasts."""
    routes = {route.name: route for route in every_route()}
    household, clear = routes["people:household"], routes["cases:clear-danger"]
    list_ = imports.begin(world.cast["coordinator"].viewer, chunks=[b"Name,Phone\nAmal,+905321112233\n"], name="l.csv")
    columns, read_anew = (
        Shown(
            "coordinator",
            routes[name],
            reverse(name, args=[list_.id]),
            {
                "header": "1",
                "country": "TR",
                "column_0": "name",
                "column_1": "phone",
                "encoding": "utf-8",
                "delimiter": ",",
            },
            frozenset({"header"}),
        )
        for name in ("people:import", "people:import-read")
    )
    related = {"q": "Idris", "relate": "yes", "other": str(world.rows["other_id"]), "kind": "child"}
    return [
        columns,
        read_anew,
        Shown("caseworker", household, reverse(household.name, args=[world.rows["person"]]), related, frozenset()),
        Shown("caseworker", clear, reverse(clear.name, args=[world.rows["case"]]), {"why": ""}, frozenset({"why"})),
    ]


def addresses(world: World, route: Route) -> Iterator[str]:
    for part in PARTS if route.name == "people:edit" else ("",):
        yield reverse(route.name, kwargs={**world.places(route), **({"part": part} if part else {})})


def on_page(world: World, who: str, route: Route, address: str) -> Iterator[Shown]:
    answer = world.client(who).get(address)
    if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
        page = forms_of(answer.getvalue().decode())
        for fields, action in zip(page.forms, page.actions, strict=True):
            target = action.partition("?")[0] if action.startswith("/") else address
            if fields:
                yield Shown(who, route, target, fields, frozenset(page.free & set(fields)))


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
typed = st.one_of(
    words,
    st.sampled_from(["", "0", "-1", "99999999999999999999", "31/02/2026", "1/2/2027", "25:61", "\x00", "²", "NaN"]),
)


def filled(form: Shown, data: st.DataObject, *, as_it_stands: bool) -> dict[str, str]:
    """Each free field with something drawn, the others as they stand or with something drawn."""
    said = {}
    for name, value in form.fields.items():
        if name == "csrfmiddlewaretoken":
            continue
        if name in form.free:
            said[name] = MARK + data.draw(words) if data.draw(st.booleans()) else data.draw(typed)
        else:
            kept, other = data.draw(st.integers(0, 3)), data.draw(typed)
            said[name] = value if as_it_stands or kept else other
    return said


def test_no_form_fails_and_nothing_typed_is_logged(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Where the keys of the test lie: the page of backups tells of them.
    monkeypatch.setenv("JIWAR_HOME", str(tmp_path))
    ordinary, met = forms.BaseForm.full_clean, set()

    def full_clean(self: forms.BaseForm) -> None:
        if self.is_bound:
            met.add(type(self))
        ordinary(self)

    monkeypatch.setattr(forms.BaseForm, "full_clean", full_clean)
    flagged = Case.objects.get(id=world.rows["case"])
    cases.flag_danger(world.cast["caseworker"].viewer, case=flagged, danger="in-danger", words="since Monday")
    there, faults = shown(world), set[str]()
    assert len(there) > 60

    with caplog.at_level(logging.DEBUG):
        for form in there:
            if form.route.name not in ENDS_THE_SESSION:
                faults |= sent(world.client(form.who), form)
    assert faults == set()
    assert MARK not in caplog.text
    names = {f"{each.__module__}.{each.__qualname__}" for each in every_form() - met}
    assert names == set(TRIED_ELSEWHERE), "\n".join(sorted(names ^ set(TRIED_ELSEWHERE)))


def sent(client: Client, form: Shown) -> set[str]:
    """What made a fault of those things that were drawn for a form. Each form draws for itself: together they would
    draw more than one example may hold."""
    client.raise_request_exception = False
    rounds, faults = list[dict[str, str]](), set[str]()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        said = filled(form, data, as_it_stands=not rounds)
        rounds.append(said)
        with transaction.atomic():
            if client.post(form.address, said).status_code >= 500:
                faults.add(f"{form.who}: {form.route.name} {said}")
            transaction.set_rollback(True)

    send()
    assert rounds
    return faults
