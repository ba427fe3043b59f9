"""A whole journey through the invented group, faults and all: no line of the log holds a name, a number or a phone."""

import io
import logging
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django_tasks import task

from jiwar.casework.cases import queries as case_queries
from jiwar.casework.cases.models import Case
from jiwar.casework.people import parts
from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Account, Membership
from jiwar.foundation.access.story import Story
from jiwar.foundation.groups.models import Group
from jiwar.foundation.jobs import queue, schedules
from jiwar.site import demonstration
from jiwar.site.logs import NOT_OURS, Discreet
from tests.cast import OutsideClient

pytestmark = pytest.mark.once

SMALL = 12


@pytest.fixture
def story(group: Group) -> Story:
    Group.objects.filter(id=group.id).update(fictional=True)
    group.refresh_from_db()
    story = Story(group, 7, date.today(), SMALL)
    for teller in demonstration._tellers():
        teller.tell(story)
    return story


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the program's own settings would write to the error output."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    # Those that the settings give a handler; what is 'jiwar' goes up to the root's.
    heard = [logging.getLogger(name) for name in ("", "django")]
    for logger in heard:
        logger.addHandler(handler)
    yield written
    for logger in heard:
        logger.removeHandler(handler)


def secrets() -> set[str]:
    """Words of names, telephones, papers' numbers and the numbers people say, of everybody in the story."""
    found: set[str] = set()
    for person in Person.objects.all():
        for name in parts.who(person).names:
            found |= {name.text, *(word for word in name.text.split() if len(word) > 3)}
        found |= {phone.number.lstrip("+") for phone in parts.contact(person).phones}
        found |= {given.number for given in parts.identifiers(person).given}
        found.add(person.written_number)
    found |= {case.written_number for case in Case.objects.all()}
    return found | {row.name for row in Account.objects.all()} | {row.username for row in Account.objects.all()}


@task()
def fail(_member: str) -> None:
    names = [row.name for row in Account.objects.all()]
    raise IntegrityError(f"DETAIL: Key (name)=({names}) already exists.")


def test_no_line_holds_anybody(story: Story, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    known = secrets()
    assert len(known) > 100
    people, cases = list(Person.objects.all()[:3]), list(Case.objects.all()[:3])
    for member in Membership.objects.select_related("account"):
        client = OutsideClient(raise_request_exception=False)
        client.force_login(member.account)
        _ordinary_work(client, people, cases)
    _faults(monkeypatch, people[0], known)
    text = log.getvalue()
    lines = text.splitlines()
    assert len(lines) > 50
    for expected in (NOT_OURS, "Forbidden", "Internal Server Error", "task ", "job "):
        assert expected in text, expected
    assert {secret for secret in known if secret.casefold() in text.casefold()} == set()


def _ordinary_work(client: Client, people: list[Person], cases: list[Case]) -> None:
    for name in ("desk:day", "people:list", "cases:list", "appointments:week", "access:audit"):
        client.get(reverse(name))
    for person in people:
        written = parts.who(person).names[0].text
        client.post(reverse("people:list"), {"q": written})
        client.get(reverse("people:person", args=[person.id]), {"q": written})
        client.get(f"/people/{written}/")
        client.get(f"/{written}\n{written}")
        client.post(reverse("people:edit", args=[person.id, "who"]), {"names-0-text": written})
    for case in cases:
        client.get(reverse("cases:case", args=[case.id]))
        client.get(reverse("cases:documents", args=[case.id]))
        client.get(f"/cases/{case.written_number}/")


def _faults(monkeypatch: pytest.MonkeyPatch, person: Person, known: set[str]) -> None:
    said = " ".join(sorted(known))
    with transaction.atomic():
        fail.enqueue(str(person.id))
    while queue.run_next("test"):
        pass
    broken = schedules.Schedule("test.broken", 1, lambda: int(said), per_group=True)
    schedules._run(broken)
    account = Account.objects.filter(memberships__ended_at__isnull=True).first()
    assert account is not None
    client = OutsideClient(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(account)
    client.post(reverse("people:list"), {"q": said})
    client.get("/", headers={"host": f"{next(iter(known)).replace(' ', '')}.example"})

    def breaks(*_args: object, **_kwargs: object) -> SimpleNamespace:
        raise ValueError(said)

    monkeypatch.setattr(case_queries, "case", breaks)
    for case in Case.objects.all()[:2]:
        OutsideClient(raise_request_exception=False).get(reverse("cases:case", args=[case.id]))
        client.get(reverse("cases:document-file", args=[case.id, person.id]))
