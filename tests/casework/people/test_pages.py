"""Who sees which page, that each look is noted, and that lists do not grow in queries."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiwar.casework.people import actions
from jiwar.casework.people.actions.consenting import Question
from jiwar.casework.people.models import Person
from jiwar.foundation.audit.models import Entry
from tests.casework.people.telling import register
from tests.cast import Cast

pytestmark = pytest.mark.once

DESK = {"reception": 200, "caseworker": 200, "off_caseworker": 200, "coordinator": 200}
NOBODY = {"volunteer": 404, "guardian": 404, "administrator": 404, "stranger": 404}
EDITORS = DESK | {"coordinator": 403} | NOBODY
PAGES: dict[str, dict[str, int]] = {
    "": DESK | NOBODY,
    "edit/who/": EDITORS,
    "edit/birth/": EDITORS,
    "edit/contact/": EDITORS,
    "edit/languages/": EDITORS,
    "edit/identifiers/": EDITORS,
    "household/": EDITORS,
    "consent/": DESK | NOBODY,
    "consent/new/": EDITORS,
    "needs/": DESK | {"reception": 403, "off_caseworker": 403, "coordinator": 403} | NOBODY,
}


@pytest.fixture
def person(cast: Cast) -> Person:
    return register(cast.caseworker, "Ahmed Ibrahim Adam", "أحمد إبراهيم آدم", phone="+905321234567")


@pytest.mark.parametrize("page", PAGES)
def test_who_may_open_what(cast: Cast, person: Person, page: str) -> None:
    address = f"/people/{person.id}/{page}"
    answered = {name: player.client.get(address) for name, player in cast.everyone().items()}
    assert {name: answer.status_code for name, answer in answered.items()} == PAGES[page]
    for answer in answered.values():
        if answer.status_code != 200:
            assert "Ahmed" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_hidden_file_is_not_there(cast: Cast, person: Person, page: str) -> None:
    person.subject.hidden = True
    person.subject.save()
    for player in (cast.reception, cast.off_caseworker, cast.coordinator):
        address = f"/people/{person.id}/{page}"
        assert player.client.get(address).status_code == 404
        assert player.client.post(address, {"q": "x"}).status_code in {404, 405}


def test_signed_out_is_asked_to_sign_in(cast: Cast, person: Person) -> None:
    from tests.cast import OutsideClient

    assert OutsideClient().get(f"/people/{person.id}/").status_code == 302


def test_lists_need_the_capability(cast: Cast) -> None:
    for name, player in cast.everyone().items():
        allowed = name in {"reception", "caseworker", "off_caseworker", "coordinator", "stranger"}
        assert player.client.get("/people/").status_code == (200 if allowed else 403)
        registers = allowed and name != "coordinator"
        assert player.client.get("/people/register/").status_code == (200 if registers else 403)


def test_every_look_is_noted(cast: Cast, person: Person) -> None:
    cast.reception.client.get(f"/people/{person.id}/")
    cast.reception.client.get(f"/people/{person.id}/consent/")
    entries = Entry.objects.filter(kind="person-looked-at", subject=person.subject).order_by("at")
    assert [(row.member_id, row.about) for row in entries] == [
        (cast.reception.member.id, {"page": "person"}),
        (cast.reception.member.id, {"page": "consent"}),
    ]


def test_no_name_in_title_or_address(cast: Cast, person: Person) -> None:
    page = cast.reception.client.get(f"/people/{person.id}/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title is not None
    assert title[1] == "Person P-0001"
    assert not re.search(r'(href|action)="[^"]*(Ahmed|%D8)', page)


def test_the_page_says_what_reception_needs(cast: Cast, person: Person) -> None:
    page = cast.reception.client.get(f"/people/{person.id}/").content.decode()
    assert "Ahmed Ibrahim Adam" in page
    assert "أحمد إبراهيم آدم" in page
    assert "+90 532 123 45 67" in page
    assert "no consent yet" in page
    assert f"/why/{person.subject_id}/" in page
    assert "What makes it harder" not in page


def asked(client: Any, address: str, data: dict[str, str] | None = None) -> int:
    client.get("/people/")  # sign-in of this client is done
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == 200
    return len(queries)


def test_lists_ask_as_often_for_three_as_for_one(cast: Cast) -> None:
    register(cast.reception, "Ahmed Ibrahim")
    client = cast.reception.client
    one = [asked(client, "/people/"), asked(client, "/people/", {"q": "ahmed"})]
    for _more in range(2):
        register(cast.reception, "Ahmed Ibrahim")
    assert [asked(client, "/people/"), asked(client, "/people/", {"q": "ahmed"})] == one


def test_a_persons_page_asks_as_often_with_more_of_everything(cast: Cast) -> None:
    viewer, client = cast.caseworker.viewer, cast.caseworker.client
    ahmed = register(cast.caseworker, "Ahmed Ibrahim", phone="+905321234567")

    def more(name: str) -> None:
        other = register(cast.caseworker, name)
        actions.relate(viewer, person=ahmed, other=other, kind="sibling")
        actions.join_household(viewer, person=other, with_=ahmed)
        actions.record_need(viewer, person=ahmed, code="SP-PT")
        question = Question("legal", explained_in="ar")
        actions.ask_and_answer(viewer, person=ahmed, question=question, state="given", form="signed")

    more("Musa")
    pages = [f"/people/{ahmed.id}/", f"/people/{ahmed.id}/consent/", f"/people/{ahmed.id}/household/"]
    asked(client, pages[0])  # the first look in an hour is counted
    one = [asked(client, page) for page in pages]
    more("Idris")
    more("Zahra")
    assert [asked(client, page) for page in pages] == one


def test_nothing_sealed_lies_in_the_open(cast: Cast) -> None:
    canary = "Qanariyya"
    person = register(cast.caseworker, canary, phone="+905321234567", who={"area": canary})
    viewer = cast.caseworker.viewer
    actions.record_need(viewer, person=person, code="SP-PT", note=canary)
    question = Question("legal", canary, canary, explained_in="ar")
    actions.ask_and_answer(viewer, person=person, question=question, state="given", form="word", witness=canary)
    actions.keep_draft(viewer, typed={"name": [canary]})
    dumped = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            dumped += repr([[_bytes(value) for value in row] for row in cursor.fetchall()]).encode()
    assert person.written_number
    for secret in (canary, canary.casefold(), "905321234567"):
        assert secret.encode() not in dumped
    assert b"person-registered" in dumped


def _bytes(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def test_why_names_the_file_by_its_number(cast: Cast, person: Person) -> None:
    page = cast.reception.client.get(f"/why/{person.subject_id}/")
    assert page.status_code == 200
    assert "P-0001" in page.content.decode()
    assert "Ahmed" not in page.content.decode()
