"""Undoing what several rows of a list did to the same file, and the households it made."""

import pytest

from jiwar.casework.people import actions as people
from jiwar.casework.people import parts
from jiwar.casework.people.imports import actions
from jiwar.casework.people.models import Household, HouseholdMember, Person
from jiwar.foundation.audit.models import Entry
from tests.casework.people.imports.conftest import fates, run, sent, taken_back
from tests.casework.people.telling import register
from tests.cast import Player

HEAD = "Name;DOB;Sex;Phone;UNHCR no;Family\n"
SAMI = "Sami Osman;;M;;185-20C00111;F1\n"
HAWA = "Hawa Musa;1997-02-03;F;;;F1\n"
NUMBER = parts.Identifiers((parts.IdentifierGiven("185-20C00111"),))
NIGHT = "Osman Sami;1988;;01055555555;185-20C00111;\n"


@pytest.fixture
def sami(clerk: Player) -> Person:
    return register(clerk, "Sami Osman", identifiers=NUMBER)


def told(person: Person) -> tuple[object, ...]:
    found = Person.objects.get(id=person.id)
    return parts.who(found), parts.birth(found), parts.contact(found), parts.identifiers(found)


def living() -> list[tuple[str, bool]]:
    rows = HouseholdMember.objects.filter(left_at__isnull=True).order_by("person__number")
    return [(row.person.shown, row.head) for row in rows]


def test_two_rows_about_the_same_file_are_undone(importer: Player, sami: Person) -> None:
    before = told(sami)
    brought = run(importer, sent(importer, HEAD + SAMI + NIGHT))
    assert brought.counts == {"updated": 2}
    undone = taken_back(importer, brought)
    assert (undone.counts, told(sami)) == ({"skipped": 2}, before)


def test_in_whatever_order_they_were_decided(importer: Player, sami: Person) -> None:
    before = told(sami)
    brought = run(importer, sent(importer, HEAD + SAMI.replace(";M;", ";M;12;") + NIGHT))
    assert brought.counts == {"error": 1, "updated": 1}
    actions.decide(importer.viewer, brought=brought, number=2, choice="same", same_as=sami.written_number)
    undone = taken_back(importer, brought)
    assert (undone.counts, told(sami)) == ({"skipped": 2}, before)


def test_what_somebody_changed_between_two_rows_keeps_the_first(importer: Player, clerk: Player, sami: Person) -> None:
    brought = run(importer, sent(importer, HEAD + SAMI + NIGHT.replace(";1988;", ";31/02/1988;")))
    assert brought.counts == {"updated": 1, "error": 1}
    people.edit_birth(clerk.viewer, person=sami, seen_version=2, birth=parts.Birth(None, disputed=True))
    actions.decide(importer.viewer, brought=brought, number=3, choice="same", same_as=sami.written_number)
    undone = taken_back(importer, brought)
    assert [fate for fate, _said in fates(undone).values()] == ["updated", "skipped"]
    assert Person.objects.get(id=sami.id).sex == "male"


def test_no_household_of_one_is_left(importer: Player, sami: Person) -> None:
    brought = run(importer, sent(importer, HEAD + SAMI + HAWA))
    assert living() == [("Sami Osman", True), ("Hawa Musa", False)]
    undone = taken_back(importer, brought)
    assert (undone.counts, living(), Household.objects.count()) == ({"skipped": 2}, [], 0)
    changes = Entry.objects.filter(kind="household-changed", subject=sami.subject_id)
    assert [entry.about for entry in changes] == [{"import": str(brought.id)}] * 2


def test_of_two_files_that_were_here_both_leave(importer: Player, clerk: Player, sami: Person) -> None:
    register(clerk, "Hawa Musa", birth=None, identifiers=parts.Identifiers((parts.IdentifierGiven("185-20C00222"),)))
    brought = run(importer, sent(importer, HEAD + SAMI + HAWA.replace(";;;F1", ";;185-20C00222;F1")))
    assert brought.counts == {"updated": 2}
    assert living() == [("Sami Osman", True), ("Hawa Musa", False)]
    assert taken_back(importer, brought).counts == {"skipped": 2}
    assert (living(), Household.objects.count()) == ([], 0)


def test_whom_somebody_else_brought_there_keeps_the_household(importer: Player, clerk: Player, sami: Person) -> None:
    brought = run(importer, sent(importer, HEAD + SAMI + HAWA))
    people.join_household(clerk.viewer, person=register(clerk, "Zahra Ali"), with_=sami)
    assert taken_back(importer, brought).counts["skipped"] == 2
    assert living() == [("Sami Osman", True), ("Zahra Ali", False)]


def test_a_household_that_was_there_stays(importer: Player, clerk: Player, sami: Person) -> None:
    other = register(clerk, "Zahra Ali")
    people.join_household(clerk.viewer, person=other, with_=sami)
    people.leave_household(clerk.viewer, person=other)
    brought = run(importer, sent(importer, HEAD + SAMI + HAWA))
    taken_back(importer, brought)
    assert living() == [("Sami Osman", True)]
