"""Hidden means hidden: with and without one hidden person, nobody without a grant can tell which of the two it is.

The same pages are asked twice, before the hidden person came and after; and every address of the hidden file answers
as an address that never was.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import Contact, IdentifierGiven, Identifiers, NameGiven, PhoneGiven, Who
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.groups.models import Group
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal.models import Deadline
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Player, join
from tests.routes.canaries import NAME
from tests.routes.routes import every_route
from tests.routes.world import World

pytestmark = pytest.mark.once

ROUTES = [route for route in every_route() if route.name != "access:looked"]
"""Who looked is asked of a case: a person's keeps that a relation was recorded before its other end was hidden."""
HIDDEN = "Marjan Qanarija"
PHONE = "+905329876543"
PAPER = "185-77C00041"
ROOM = "Blue room"
WITHOUT_A_GRANT = (
    "reception", "caseworker", "off_caseworker", "legal_adviser", "coordinator", "volunteer", "administrator",
    "stranger", "signed_out",
)  # fmt: skip
_CHANGES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|name="token"[^>]*|value="[^"]*"[^>]*name="token"'
    r'|(?:after|before)=[\w:.%-]+|"challenge": "[^"]*"'
)


@pytest.fixture
def owner(world: World, group: Group) -> Player:
    """Who will hold the hidden file: a member in both worlds."""
    return join(group, "owner", LEGAL_ADVISER)


def _arrives(world: World, owner: Player) -> dict[str, Any]:
    """Marjan comes, kin of people everybody knows, in danger, with a deadline and an appointment; and is hidden."""
    viewer, known = owner.viewer, Person.objects.get(id=world.rows["person"])
    person = people.register(
        viewer,
        who=Who(names=(NameGiven(HIDDEN), NameGiven(NAME)), nationalities=("SD",)),
        contact=Contact(phones=(PhoneGiven(PHONE), PhoneGiven("+905321234567"))),
        identifiers=Identifiers((IdentifierGiven("unhcr", PAPER),)),
        none_of_these=True,
    )
    relation = people.relate(viewer, person=person, other=known, kind="child")
    people.join_household(viewer, person=person, with_=known)
    case = cases.open_case(viewer, person=person, asks="a way out", danger="in-danger", danger_words="since Monday")
    cases.assign(viewer, case=case, member=owner.member)
    case.refresh_from_db()
    procedure = legal.open_procedure(viewer, case=case, pack="tr", tracks=["regular"])
    notified = GivenDate.of_civil(clock.today() - timedelta(days=4))
    legal.record_event(viewer, procedure=procedure, recorded=Recorded(EventKind.REFUSAL_NOTIFIED, notified))
    starts = timezone.now().replace(hour=9, minute=0) + timedelta(days=3)
    appointment = appointments.book(
        viewer,
        person=person,
        case=case,
        staff=world.cast["off_caseworker"].member,
        room=ROOM,
        starts=starts,
        ends=starts + timedelta(hours=1),
        in_spite=True,
    )
    task = cases.add_task(viewer, title="Find a door", case=case)
    note = cases.write_note(viewer, case=case, text="What nobody knows", minutes=40)
    for other in (known, Person.objects.get(id=world.rows["other_id"])):
        people.decide_pair(viewer, one=person, other=other, state="same")
    hiding.hide(viewer, subject=person.subject)
    person.refresh_from_db()
    case.refresh_from_db()
    assert person.subject.hidden
    assert Case.objects.get(id=case.id).subject.hidden
    return {
        "person": person.id,
        "person_id": person.id,
        "other_id": person.id,
        "subject_id": person.subject_id,
        "relation_id": relation.id,
        "case": case.id,
        "procedure": procedure.id,
        "deadline": Deadline.objects.filter(procedure=procedure)[0].id,
        "appointment": appointment.id,
        "task": task.id,
        "note": note.id,
        "case_subject": case.subject_id,
    }


def _body(answer: Any) -> tuple[int, str]:
    return answer.status_code, _CHANGES.sub("…", answer.getvalue().decode(errors="replace"))


def _asked(client: Client, method: str, address: str, data: dict[str, Any] | None = None) -> tuple[int, str]:
    with transaction.atomic():
        found = _body(getattr(client, method)(address, data or {}))
        transaction.set_rollback(True)
    return found


def _pages(world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for route in ROUTES:
        yield "get", reverse(route.name, kwargs=world.places(route)), {}
    subject = Case.objects.values_list("subject", flat=True).get(id=world.rows["case"])
    yield "get", reverse("access:looked", args=[subject]), {}
    week = (clock.today() + timedelta(days=3)).isoformat()
    yield "get", f"{reverse('appointments:office')}?from={week}", {}
    yield "get", f"{reverse('appointments:week')}?from={week}", {}
    yield "get", reverse("cases:all") + "?closed", {}
    for show in ("all", "mine", "overdue", "authority", "watch"):
        yield "get", f"{reverse('legal:board')}?show={show}", {}
    for text in (HIDDEN, "Marjan", "qanarija", PHONE, PAPER, "P-0003", "3", "C-0002", "2"):
        yield "post", reverse("people:list"), {"q": text}
        yield "post", reverse("people:find"), {"q": text}
        yield "post", reverse("people:choose", args=[world.rows["person"]]), {"q": text}
        yield "post", reverse("people:household", args=[world.rows["person"]]), {"q": text}
    yield "post", reverse("people:like"), {"name": HIDDEN, "phone": PHONE}
    yield "post", reverse("cases:people", args=[world.rows["case"]]), {"number": "P-0003", "role": "other"}
    for staff, room in ((world.cast["off_caseworker"].member.id, ""), ("", ROOM)):
        yield (
            "post",
            reverse("appointments:book", args=[world.rows["person"]]),
            {
                "person": world.rows["person"],
                "day": (timezone.now() + timedelta(days=3)).date().isoformat(),
                "at": "12:00",
                "minutes": "60",
                "staff": staff,
                "room": room,
            },
        )


def _seen(world: World, who: str) -> dict[str, tuple[int, str]]:
    return {
        f"{method} {address} {data}": _asked(world.client(who), method, address, data)
        for method, address, data in _pages(world)
    }


def changed_by(world: World, viewers: Iterable[str], arrives: Callable[[], Any]) -> list[str]:
    """Pages that answer somebody otherwise once `arrives` is done."""
    before = {who: _seen(world, who) for who in viewers}
    arrives()
    after = {who: _seen(world, who) for who in before}
    return [f"{who}: {page}" for who in before for page in after[who] if after[who][page] != before[who][page]]


def unlike_nothing(world: World, viewers: Sequence[str], rows: dict[str, Any]) -> list[str]:
    """Addresses of `rows` that do not answer as an address that never was."""
    told = []
    for route in ROUTES:
        places = [place for place in route.places if place in rows]
        if not places:
            continue
        there = {**world.places(route), **{place: rows[place] for place in places}}
        nowhere = {**there, **{place: uuid4() for place in places}}
        for who in viewers:
            for method in ("get", "post"):
                found, never = (
                    _asked(world.client(who), method, reverse(route.name, kwargs=kwargs)) for kwargs in (there, nowhere)
                )
                if _unnamed(found, there) != _unnamed(never, nowhere):
                    told.append(f"{who}: {method} {route.name}: {found[0]}, {never[0]}")
    return told


def test_nobody_without_a_grant_can_tell_that_somebody_hidden_is_there(
    world: World, still: None, owner: Player
) -> None:
    assert changed_by(world, WITHOUT_A_GRANT, lambda: _arrives(world, owner)) == []


def test_a_hidden_file_answers_as_one_that_never_was(world: World, owner: Player) -> None:
    assert unlike_nothing(world, WITHOUT_A_GRANT, _arrives(world, owner)) == []


def _unnamed(answer: tuple[int, str], places: dict[str, Any]) -> tuple[int, str]:
    """Without the address that was asked, which pages repeat."""
    status, text = answer
    for place in places.values():
        if isinstance(place, UUID):
            text = text.replace(str(place), "…")
    return status, text
