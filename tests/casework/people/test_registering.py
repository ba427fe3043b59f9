"""Registering a person: what is asked, what is kept, and who is told."""

import re
from typing import Any
from uuid import uuid4

import pytest

from jiwar.casework.people import actions, parts, queries
from jiwar.casework.people.models import Person, RegistrationDraft
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.casework.people.queries import Sought
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from tests.casework.people.telling import register
from tests.cast import Cast


def post(cast: Cast, **typed: str) -> Any:
    return cast.reception.client.post("/people/register/", typed)


def error_of(answer: Any, field: str) -> str:
    found = re.search(rf'id="id_{field}_error"[^>]*>(?:<svg.*?</svg>)?(.*?)</span>', answer.content.decode(), re.S)
    return found[1].strip() if found else ""


def test_everything_told_is_kept_as_told(cast: Cast) -> None:
    answer = post(
        cast,
        name="أحمد إبراهيم آدم",
        other_name="Ahmed Ibrahim Adam",
        born_0="hijri",
        born_1="١٤ / ٢ / ١٤١٥",
        sex="male",
        nationality="SD",
        first_language="fvr",
        second_language="ar",
        phone="٠٥٣٢ ١٢٣ ٤٥ ٦٧",
        shared_phone="yes",
        paper="unhcr",
        paper_number="ABC-12C00345",
        father="إبراهيم",
        arrived_0="gregorian",
        arrived_1="2026",
    )
    person = Person.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/people/{person.id}/"
    assert (person.shown, person.shown_other) == ("أحمد إبراهيم آدم", "Ahmed Ibrahim Adam")
    assert [(name.text, name.kind) for name in parts.who(person).names] == [
        ("أحمد إبراهيم آدم", "own"),
        ("Ahmed Ibrahim Adam", "own"),
        ("إبراهيم", "father"),
    ]
    assert (person.sex, person.nationalities) == ("male", ["SD"])
    assert {name: person.birth[name] for name in ("calendar", "year", "month", "day")} == {
        "calendar": "hijri",
        "year": 1415,
        "month": 2,
        "day": 14,
    }
    assert (person.birth["earliest"], person.birth["latest"]) == ("1994-07-21", "1994-07-23")
    assert [row["code"] for row in person.languages] == ["fvr", "ar"]
    contact = parts.contact(person)
    assert [(phone.number, phone.whose) for phone in contact.phones] == [("+905321234567", "shared")]
    assert (contact.shared_phone, contact.never_name_us) == ("yes", "yes")
    assert [(row.kind, row.number) for row in parts.identifiers(person).given] == [("unhcr", "ABC-12C00345")]
    assert person.arrived["year"] == 2026


@pytest.mark.parametrize(
    ("calendar", "typed"),
    [
        ("gregorian", "31/2/1990"),
        ("hijri", "٣١ / ٢ / ١٤١٠"),
        ("solar-hijri", "۳۱/۷/۱۳۶۹"),
        ("ethiopian", "7/13/1982"),
        ("gregorian", "yesterday"),
        ("gregorian", "1/1/2999"),
        ("age", "200"),
        ("lunar", "1990"),
    ],
)
def test_an_impossible_date_is_said_beside_the_field_and_what_was_typed_is_kept(
    cast: Cast, calendar: str, typed: str
) -> None:
    answer = post(cast, name="محمد نور", born_0=calendar, born_1=typed, phone="0532 123 45 67")
    assert answer.status_code == 200
    assert error_of(answer, "born") != ""
    text = answer.content.decode()
    assert f'value="{typed}"' in text
    assert 'value="محمد نور"' in text
    assert 'value="0532 123 45 67"' in text
    assert not Person.objects.exists()


def test_about_so_many_years_keeps_the_age_and_the_day(cast: Cast) -> None:
    post(cast, name="Amina Yusuf", born_0="age", born_1="٣٥")
    born = parts.birth(Person.objects.get()).said
    assert born is not None
    assert born.age == 35
    assert born.given.about


@pytest.mark.parametrize(("field", "typed"), [("name", ""), ("name", "…"), ("phone", "12"), ("nationality", "QQ")])
def test_errors_stand_beside_their_field(cast: Cast, field: str, typed: str) -> None:
    answer = post(cast, **{"name": "Amina Yusuf", field: typed})
    assert error_of(answer, field) != ""
    assert not Person.objects.exists()


def test_a_likely_person_is_shown_and_nobody_registered_until_none_of_these(cast: Cast) -> None:
    register(cast.reception, "Ahmed Ibrahim Adam")
    answer = post(cast, name="adam ahmed IBRAHIM")
    text = answer.content.decode()
    assert "Is it one of these?" in text
    assert "Nobody has been registered yet" in text
    assert "P-0001" in text
    assert "the same name" in text
    assert Person.objects.count() == 1
    assert post(cast, name="adam ahmed IBRAHIM", none_of_these="yes").status_code == 302
    assert Person.objects.count() == 2
    assert Entry.objects.filter(kind="person-registered-none-of-these").count() == 2 - 1


def test_why_somebody_is_likely(cast: Cast) -> None:
    register(cast.reception, "Ahmed Ibrahim Adam", phone="+905321234567", birth=parts.Birth())
    post(cast, name="Musa Khamis Adam", phone="0532 999 99 99", none_of_these="yes")
    form = {"name": "Musa Khamis", "phone": "0532 123 45 67", "born_0": "gregorian", "born_1": "1990"}
    shown = cast.reception.client.post("/people/register/like/", form, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in shown
    assert "khamis" in shown.lower()
    assert shown.index("the same telephone") < shown.index("Side by side", shown.index("P-0002"))


def test_every_registration_looks_alike_to_the_registrar_when_the_twin_is_hidden(cast: Cast) -> None:
    hidden = register(cast.caseworker, "Hawa Musa Idris", phone="+905321234567")
    hidden.subject.hidden = True
    hidden.subject.save()
    typed = {"name": "Hawa Musa Idris", "phone": "0532 123 45 67"}
    like = cast.reception.client.post("/people/register/like/", typed, headers={"HX-Request": "true"})
    nobody = cast.reception.client.post("/people/register/like/", {"name": "Zed"}, headers={"HX-Request": "true"})
    assert like.content == nobody.content
    assert post(cast, **typed).status_code == 302
    assert Person.objects.count() == 2


def test_reception_gets_no_grant_and_a_caseworker_the_general_part_for_a_week(cast: Cast) -> None:
    by_reception = register(cast.reception, "Ahmed Ibrahim Adam")
    by_caseworker = register(cast.caseworker, "Musa Khamis")
    assert not Grant.objects.filter(subject=by_reception.subject).exists()
    grant = Grant.objects.get(subject=by_caseworker.subject)
    assert (grant.compartment, grant.source, grant.member) == ("general", "registered", cast.caseworker.member)
    assert grant.until is not None


def test_only_those_who_register_may(cast: Cast) -> None:
    for player in (cast.coordinator, cast.volunteer, cast.guardian, cast.administrator):
        with pytest.raises(Refused):
            actions.register(player.viewer, who=Who((NameGiven("Ahmed"),)))
    assert not Person.objects.exists()


def test_numbers_follow_one_another(cast: Cast) -> None:
    assert [register(cast.reception, f"Person {n}").written_number for n in range(3)] == ["P-0001", "P-0002", "P-0003"]


def test_a_draft_is_its_writers_alone_and_gone_when_registered(cast: Cast) -> None:
    client = cast.reception.client
    client.post("/people/register/", {"name": "أحمد", "born_0": "hijri", "born_1": "٣١/٢/١٤١٠", "keep": "yes"})
    draft = RegistrationDraft.objects.get()
    page = f"/people/register/drafts/{draft.id}/"
    shown = client.get(page).content.decode()
    assert 'value="أحمد"' in shown
    assert 'value="٣١/٢/١٤١٠"' in shown
    assert "أحمد" in client.get("/people/").content.decode()
    assert cast.caseworker.client.get(page).status_code == 404
    assert cast.caseworker.client.post(page).status_code == 404
    assert "أحمد" not in cast.caseworker.client.get("/people/").content.decode()
    client.post("/people/register/", {"name": "أحمد", "draft": str(draft.id), "keep": "yes"})
    assert RegistrationDraft.objects.count() == 1
    client.post("/people/register/", {"name": "أحمد", "draft": str(draft.id)})
    assert Person.objects.count() == 1
    assert not RegistrationDraft.objects.exists()
    assert not Subject.objects.filter(kind="draft").exists()


def test_names_of_many_in_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    people = [register(cast.reception, f"Person Number {n}") for n in range(3)]
    hidden = people[2].subject
    hidden.hidden = True
    hidden.save()
    from jiwar.foundation.vault import keys

    viewer = cast.reception.viewer
    with keys.session(), django_assert_num_queries(3):  # the rows, their keys, the compartment's key
        names = queries.names_of(viewer, [person.id for person in people])
    assert names == {people[0].id: "Person Number 0", people[1].id: "Person Number 1"}


def test_two_people_of_whom_equally_little_was_told_are_two_drafts(cast: Cast) -> None:
    client = cast.reception.client
    for token in (uuid4(), uuid4()):
        for _again in range(2):
            client.post("/people/register/", {"name": "أحمد", "token": str(token), "keep": "yes"})
    assert RegistrationDraft.objects.count() == 2


def test_every_name_but_a_parents_is_one_they_may_be_known_by(cast: Cast) -> None:
    viewer = cast.reception.viewer
    told = (NameGiven("Hawa Musa"), NameGiven("Umm Layla", "nickname"), NameGiven("Zahra Karim", "mother"))
    actions.register(viewer, who=Who(told), none_of_these=True)
    known = {
        name: [each.sure for each in queries.likely(viewer, Sought((name,)))] for name in ("Umm Layla", "Zahra Karim")
    }
    assert known == {"Umm Layla": [True], "Zahra Karim": []}
