"""What a list may write into a file that is here already, the policy says: at the moment of writing."""

import pytest

from jiwar.casework.people import parts
from jiwar.casework.people.imports import applying, filling, headers, verdicts
from jiwar.casework.people.imports.models import ImportedRow
from jiwar.casework.people.models import Household, HouseholdMember, Person
from jiwar.foundation.access.policy import NotThere, Refused
from tests.casework.people.imports.conftest import codes, fates, run, sent, taken_back
from tests.casework.people.telling import register
from tests.cast import Player

HEAD = "Name;DOB;Sex;UNHCR no;Family\n"
SAMI = "Sami Osman;1988;M;185-20C00111;F1\n"
HAWA = "Hawa Musa;1997-02-03;F;;F1\n"
NUMBER = parts.Identifiers((parts.IdentifierGiven("185-20C00111"),))


def hide(person: Person) -> None:
    person.subject.hidden = True
    person.subject.save()


def test_who_brings_in_no_lists_fills_nothing(importer: Player, clerk: Player) -> None:
    person = register(clerk, "Sami Osman", identifiers=NUMBER)
    brought = run(importer, sent(importer, HEAD + SAMI), only_try=True)
    entry = verdicts.read(brought, ImportedRow.objects.get(), headers.from_data(brought.plan))
    with pytest.raises(Refused):
        filling.fill(clerk.viewer, person, entry, import_id=str(brought.id))
    hide(person)
    with pytest.raises(NotThere):
        filling.fill(importer.viewer, person, entry, import_id=str(brought.id))
    assert Person.objects.get().version == 1


def test_a_file_hidden_meanwhile_waits_for_a_decision(importer: Player, clerk: Player) -> None:
    person = register(clerk, "Sami Osman", identifiers=NUMBER)
    brought = run(importer, sent(importer, HEAD + SAMI), only_try=True)
    row = ImportedRow.objects.get()
    verdict = verdicts.judge(importer.viewer, brought, row, headers.from_data(brought.plan))
    assert verdict.fate == "updated"
    hide(person)
    applying.carry_out(importer.viewer, brought, row, verdict)
    assert (row.fate, codes(row), row.person) == ("decision", ["candidates"], None)
    assert Person.objects.get().version == 1


def test_nobody_moves_in_with_somebody_hidden_meanwhile(importer: Player) -> None:
    brought = run(importer, sent(importer, HEAD + SAMI + HAWA.replace("1997-02-03", "31/02/1997")))
    hide(Person.objects.get())
    row = ImportedRow.objects.get(row=3)
    entry = verdicts.read(brought, row, headers.from_data(brought.plan))
    applying.create(importer.viewer, brought, row, entry, [])
    assert (Person.objects.count(), Household.objects.count(), HouseholdMember.objects.count()) == (2, 0, 0)


def test_undoing_leaves_a_file_hidden_since_as_it_is(importer: Player, clerk: Player) -> None:
    person = register(clerk, "Sami Osman", identifiers=NUMBER)
    brought = run(importer, sent(importer, HEAD + SAMI))
    hide(person)
    assert fates(taken_back(importer, brought)) == {2: ("updated", ["added", "not-undone"])}
    assert Person.objects.get().version == 2
