"""Changing a part of a record: versions, what is not shown, what the audit keeps."""

import re
from typing import Any

import pytest

from jiwar.casework.people import actions, parts, queries
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import (
    Birth,
    Contact,
    IdentifierGiven,
    Identifiers,
    InterpreterWishes,
    Languages,
    NameGiven,
    PhoneGiven,
    Spoken,
    Who,
)
from jiwar.casework.people.said_dates import SaidDate
from jiwar.casework.stale import Stale
from jiwar.foundation.audit.models import Entry
from jiwar.knowledge.calendars import Calendar, GivenDate
from tests.casework.people.telling import register
from tests.cast import Cast


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send back of the last form on the page."""
    form = page[page.rindex('<form class="card"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in attributes and (attributes.get("type") not in {"radio", "checkbox"} or " checked" in tag):
            sent[attributes["name"]] = attributes.get("value", "")
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent | dict(re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S))


@pytest.fixture
def ahmed(cast: Cast) -> Person:
    person = register(
        cast.reception,
        "Ahmed Ibrahim Adam",
        "أحمد إبراهيم آدم",
        who={"sex": "male", "nationalities": ("SD", "SS", "ER"), "area": "Near the old mosque"},
        birth=Birth(SaidDate(GivenDate(Calendar.GREGORIAN, 1994, about=True)), disputed=True),
        languages=Languages(
            (Spoken("fur", "Nyala", "first", "no"), Spoken("ar", "", "well", "yes")),
            InterpreterWishes("male", "El Fasher", "speaks softly"),
        ),
        identifiers=Identifiers((IdentifierGiven("ABC-1", "unhcr"), IdentifierGiven("P123", "passport", "SD"))),
    )
    contact = Contact((PhoneGiven("+905321234567", "shared"),), "after five", "yes", "yes", "sparrow", "ask for Ali")
    return actions.edit_contact(cast.reception.viewer, person=person, seen_version=1, contact=contact)


PARTS = ["who", "birth", "contact", "languages", "identifiers"]


def told(person: Person) -> list[Any]:
    fresh = Person.objects.get(id=person.id)
    return [read(fresh) for read in (parts.who, parts.birth, parts.contact, parts.languages, parts.identifiers)]


@pytest.mark.parametrize("part", PARTS)
def test_saving_a_page_unchanged_changes_nothing(cast: Cast, ahmed: Person, part: str) -> None:
    before, version = told(ahmed), Person.objects.get(id=ahmed.id).version
    address = f"/people/{ahmed.id}/edit/{part}/"
    client = cast.reception.client
    sent = fields_of(client.get(address).content.decode())
    assert client.post(address, sent).status_code == 302
    assert told(ahmed) == before
    assert Person.objects.get(id=ahmed.id).version == version


@pytest.mark.parametrize("part", PARTS)
def test_what_a_page_did_not_carry_is_not_erased(cast: Cast, ahmed: Person, part: str) -> None:
    before = told(ahmed)
    sent = {"seen_version": "2", "rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0"}
    assert cast.reception.client.post(f"/people/{ahmed.id}/edit/{part}/", sent).status_code == 302
    assert told(ahmed) == before


def test_a_third_nationality_the_page_has_no_room_for_stays(cast: Cast, ahmed: Person) -> None:
    client, address = cast.reception.client, f"/people/{ahmed.id}/edit/who/"
    sent = fields_of(client.get(address).content.decode()) | {"area": "By the harbour"}
    client.post(address, sent)
    who = parts.who(Person.objects.get(id=ahmed.id))
    assert (who.area, who.nationalities) == ("By the harbour", ("SD", "SS", "ER"))


def test_a_row_is_changed_added_and_taken_away(cast: Cast, ahmed: Person) -> None:
    client, address = cast.reception.client, f"/people/{ahmed.id}/edit/who/"
    sent = fields_of(client.get(address).content.decode())
    sent |= {"rows-0-text": "Ahmad Ibrahim Adam", "rows-1-text": "", "rows-2-text": "Abu Bakr", "rows-2-kind": "kunya"}
    assert client.post(address, sent).status_code == 302
    names = parts.who(Person.objects.get(id=ahmed.id)).names
    assert names == (NameGiven("Ahmad Ibrahim Adam"), NameGiven("Abu Bakr", "kunya"))
    (found,) = queries.find(cast.reception.viewer, "أحمد")
    assert "by name" not in found.why  # the Arabic name is gone; the Latin one sounds the same
    assert [row.number for row in queries.find(cast.reception.viewer, "abu bakr")] == ["P-0001"]


def test_the_last_name_cannot_be_taken_away(cast: Cast, ahmed: Person) -> None:
    client, address = cast.reception.client, f"/people/{ahmed.id}/edit/who/"
    sent = fields_of(client.get(address).content.decode()) | {"rows-0-text": "", "rows-1-text": ""}
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert "A person needs at least one name" in answer.content.decode()


def test_two_at_once_see_both_versions_and_lose_nothing(cast: Cast, ahmed: Person) -> None:
    client, address = cast.caseworker.client, f"/people/{ahmed.id}/edit/contact/"
    sent = fields_of(client.get(address).content.decode()) | {"when": "before noon"}
    stored = parts.contact(ahmed)
    other = Contact(stored.phones, "only Fridays", "yes", "yes", "sparrow", "ask for Ali")
    actions.edit_contact(cast.reception.viewer, person=ahmed, seen_version=2, contact=other)
    answer = client.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "only Fridays" in text
    assert 'value="before noon"' in text
    assert parts.contact(ahmed).when == "only Fridays"
    assert client.post(address, fields_of(text)).status_code == 302
    assert parts.contact(ahmed).when == "before noon"


def test_changes_of_different_parts_do_not_meet(cast: Cast, ahmed: Person) -> None:
    viewer = cast.reception.viewer
    actions.edit_birth(viewer, person=ahmed, seen_version=2, birth=Birth())
    actions.edit_languages(viewer, person=ahmed, seen_version=2, languages=Languages())
    assert Person.objects.get(id=ahmed.id).version == 4
    with pytest.raises(Stale):
        actions.edit_birth(viewer, person=ahmed, seen_version=2, birth=Birth(disputed=True))


def test_a_page_without_a_version_has_seen_nothing(cast: Cast, ahmed: Person) -> None:
    sent = {"rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0", "when": "never"}
    assert cast.reception.client.post(f"/people/{ahmed.id}/edit/contact/", sent).status_code == 409


def test_the_audit_keeps_field_names_and_no_content(cast: Cast, ahmed: Person) -> None:
    who = Who((NameGiven("Ahmed Ibrahim Adam"),), "male", ("SD",), "By the harbour")
    actions.edit_who(cast.reception.viewer, person=ahmed, seen_version=2, who=who)
    entry = Entry.objects.filter(kind="person-changed").order_by("-at")[0]
    assert entry.about == {"part": "who", "fields": ["names", "nationalities", "area"]}
    assert "harbour" not in str(list(Entry.objects.values_list("about", flat=True)))


def test_an_age_said_before_keeps_its_day(cast: Cast) -> None:
    from datetime import date

    said = SaidDate.of_age(35, date(2020, 5, 1))
    person = register(cast.reception, "Amina Yusuf", birth=Birth(said))
    client, address = cast.reception.client, f"/people/{person.id}/edit/birth/"
    sent = fields_of(client.get(address).content.decode()) | {"disputed": "yes"}
    assert client.post(address, sent).status_code == 302
    assert parts.birth(Person.objects.get(id=person.id)) == Birth(said, disputed=True)
