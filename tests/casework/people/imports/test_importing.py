"""Trying, bringing in, deciding, undoing, closing: what is written, and what is not."""

import dataclasses

import pytest
from django.db import connection
from django.utils import timezone

from jiwar.casework.cases import actions as cases
from jiwar.casework.people import actions as people
from jiwar.casework.people import parts, twins
from jiwar.casework.people import queries as people_queries
from jiwar.casework.people.imports import actions, leaving, queries, running
from jiwar.casework.people.imports.models import ImportedRow, ImportMapping, ImportMark, PeopleImport
from jiwar.casework.people.models import Household, HouseholdMember, Identifier, Person, PersonName, Phone
from jiwar.foundation.access import roles
from jiwar.foundation.access.actions import members
from jiwar.foundation.access.models import MemberRole, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files
from jiwar.foundation.vault.models import SealedPiece, SubjectKey
from tests.casework.people.imports.conftest import codes, fates, run, run_of, sent, stood_still, taken_back
from tests.casework.people.telling import register
from tests.cast import Player, join

HEAD = "Name;Father;DOB;Sex;Nationality;Phone;UNHCR no;Family;Arabic name\n"
AHMED = "Ahmed Ibrahim;Ibrahim;1994-01-01;M;Sudan;01012345678;;F1;\n"
HAWA = "Hawa Musa;Musa;1997-02-03;F;Sudan;;;F1;\n"
SAMI = "Sami Osman;;1988;M;Sudan;;185-20C00111;;\n"


def rows_in_the_house() -> dict[str, int]:
    """How many rows each table about people has, without those of imports."""
    models = [Person, SealedPiece, Household, HouseholdMember, Phone, Identifier, PersonName]
    return {model.__name__: model.objects.count() for model in models} | {"marks": ImportMark.objects.count()}


def test_trying_writes_nothing_about_anybody(importer: Player) -> None:
    before = rows_in_the_house()
    brought = run(importer, sent(importer, HEAD + AHMED + HAWA + SAMI), only_try=True)
    assert brought.state == "tried"
    assert fates(brought) == {2: ("created", []), 3: ("created", []), 4: ("created", [])}
    assert rows_in_the_house() == before


def test_trying_sees_the_rows_above(importer: Player) -> None:
    again = "Sami Othman;;1988;M;Sudan;;185-20c00111;;\n"
    other = "Mr Ahmed Ibrahim;;01/01/1994;M;;;;;\n"
    brought = run(importer, sent(importer, HEAD + AHMED + SAMI + again + other + AHMED), only_try=True)
    assert fates(brought) == {
        2: ("created", []),
        3: ("created", []),
        4: ("decision", ["like-row"]),
        5: ("decision", ["like-row"]),
        6: ("skipped", ["same-row"]),
    }
    assert run(importer, brought).counts == {"created": 2, "decision": 2, "skipped": 1}


def test_trying_and_bringing_in_know_a_name_in_another_script(importer: Player) -> None:
    text = HEAD + "محمد عبد الرحمن;;12/02/1990;ذكر;السودان;;;;\n" + "Mohamed Abdelrahman;;1990-02-12;M;Sudan;;;;\n"
    brought = run(importer, sent(importer, text), only_try=True)
    assert fates(brought) == {2: ("created", []), 3: ("decision", ["like-row"])}
    assert fates(run(importer, brought)) == {2: ("created", []), 3: ("decision", ["candidates"])}


def test_trying_and_bringing_in_ask_about_the_same_people(importer: Player) -> None:
    """Names a little alike, and a birth that agrees: asked about here as there, whatever else differs."""
    text = "Name;DOB;Nationality\nAmina Adam Ali;1990;Sudan\nAmna Adam Alio;1990;Eritrea\nAmna Adam Alio;1970;Eritrea\n"
    brought = run(importer, sent(importer, text), only_try=True)
    assert fates(brought) == {2: ("created", []), 3: ("decision", ["like-row"]), 4: ("created", [])}
    assert fates(run(importer, brought)) == {2: ("created", []), 3: ("decision", ["candidates"]), 4: ("created", [])}


def test_a_second_time_doubles_nothing(importer: Player) -> None:
    run(importer, sent(importer, HEAD + AHMED + HAWA + SAMI))
    before = rows_in_the_house()
    turned = "Sex;Name;DOB;Father;Nationality;Phone;Family\nM;Ahmed Ibrahim;1994-01-01;Ibrahim;Sudan;01012345678;F1\n"
    second = run(importer, sent(importer, HEAD + AHMED + HAWA + SAMI))
    assert fates(second) == {row: ("skipped", ["already"]) for row in (2, 3, 4)}
    assert fates(run(importer, sent(importer, turned))) == {2: ("skipped", ["already"])}
    assert rows_in_the_house() == before


def test_a_family_lives_together(importer: Player) -> None:
    run(importer, sent(importer, HEAD + AHMED + SAMI + HAWA))
    (home,) = Household.objects.all()
    living = HouseholdMember.objects.filter(household=home).order_by("person__number")
    assert [(row.person.shown, row.head) for row in living] == [("Ahmed Ibrahim", True), ("Hawa Musa", False)]


def test_the_same_person_of_another_list_is_added_to(importer: Player, clerk: Player) -> None:
    person = register(clerk, "Sami Osman", identifiers=parts.Identifiers((parts.IdentifierGiven("185-20C00111"),)))
    text = HEAD + "Osman Sami;Osman;1988;M;Sudan;01055555555;185 20c00111;;سامي عثمان\n"
    brought = run(importer, sent(importer, text))
    assert fates(brought) == {2: ("updated", ["added"])}
    person.refresh_from_db()
    who = parts.who(person)
    assert [name.text for name in who.names] == ["Sami Osman", "سامي عثمان", "Osman"]
    assert (who.sex, who.nationalities, person.version) == ("male", ("SD",), 2)
    assert [phone.number for phone in parts.contact(person).phones] == ["+201055555555"]
    assert fates(run(importer, sent(importer, text.replace("Sudan", "سوداني")))) == {2: ("duplicate", ["nothing-new"])}
    entry = Entry.objects.get(kind="person-changed", subject=person.subject_id)
    assert entry.about["fields"] == ["sex", "nationality", "name", "birth", "phone"]


def test_what_a_file_says_is_never_written_over(importer: Player, clerk: Player) -> None:
    number = parts.Identifiers((parts.IdentifierGiven("185-20C00111"),))
    person = register(clerk, "Sami Osman", who={"nationalities": ("SS",), "area": "Old town"}, identifiers=number)
    brought = run(importer, sent(importer, HEAD + SAMI.replace(";M;", ";;").replace("1988", "")))
    assert fates(brought) == {2: ("duplicate", ["nothing-new", "kept"])}
    person.refresh_from_db()
    assert (list(person.nationalities), person.version) == (["SS"], 1)


def test_undone_it_is_as_if_it_had_never_been(importer: Player, clerk: Player) -> None:
    known = register(clerk, "Sami Osman", identifiers=parts.Identifiers((parts.IdentifierGiven("185-20C00111"),)))
    before, told = rows_in_the_house(), (parts.who(known), parts.birth(known), parts.contact(known))
    brought = run(importer, sent(importer, HEAD + AHMED + HAWA + SAMI.replace(";;185", ";01055555555;185")))
    assert brought.counts == {"created": 2, "updated": 1}
    gone = [row.person.subject_id for row in ImportedRow.objects.filter(of=brought, fate="created") if row.person]
    undone = taken_back(importer, brought)
    assert (undone.state, undone.counts) == ("undone", {"skipped": 3})
    # Lists of the name index stay as rows when they are emptied; what counts is that nobody is found by them.
    assert rows_in_the_house() | {"SealedPiece": 0} == before | {"SealedPiece": 0}
    assert [people_queries.found_people(clerk.viewer, name) for name in ("Ahmed Ibrahim", "Hawa Musa")] == [[], []]
    known = Person.objects.get(id=known.id)
    assert (parts.who(known), parts.birth(known), parts.contact(known)) == told
    assert not SubjectKey.objects.filter(subject__in=gone).exists()
    assert Entry.objects.filter(kind="person-unregistered").count() == 2
    assert Entry.objects.get(kind="import-undone").about["left"] == 0
    assert run(importer, undone).counts == {"created": 2, "updated": 1}


def test_whom_somebody_has_worked_on_is_named_and_left(importer: Player, clerk: Player) -> None:
    join(clerk.member.group, "second clerk", roles.CASEWORKER)
    brought = run(importer, sent(importer, HEAD + AHMED + HAWA + SAMI + "Idris Adam;;;M;;;;;\nZahra Ali;;;F;;;;;\n"))
    ahmed, hawa, sami, idris, zahra = Person.objects.order_by("number")
    people.edit_who(
        clerk.viewer, person=ahmed, seen_version=1, who=dataclasses.replace(parts.who(ahmed), area="Old town")
    )
    cases.open_case(clerk.viewer, person=hawa, asks="a room")
    sami.subject.hidden = True
    sami.subject.save()
    people.ask_consent(clerk.viewer, person=idris, question=people.consenting.Question("file"))
    clerk.client.get(f"/people/{zahra.id}/")
    undone = taken_back(importer, brought)
    assert fates(undone) == {row: ("created", ["not-undone"]) for row in (2, 3, 4, 5)} | {6: ("skipped", ["undone"])}
    assert set(Person.objects.values_list("id", flat=True)) == {ahmed.id, hawa.id, sami.id, idris.id}


def test_what_was_changed_after_it_was_added_to_stays(importer: Player, clerk: Player) -> None:
    known = register(clerk, "Sami Osman", identifiers=parts.Identifiers((parts.IdentifierGiven("185-20C00111"),)))
    brought = run(importer, sent(importer, HEAD + SAMI))
    people.edit_birth(clerk.viewer, person=known, seen_version=2, birth=parts.Birth())
    assert fates(taken_back(importer, brought)) == {2: ("updated", ["added", "not-undone"])}
    known.refresh_from_db()
    assert known.sex == "male"


def test_rows_are_decided(importer: Player, clerk: Player) -> None:
    text = (
        HEAD
        + AHMED
        + "أحمد إبراهيم;;1994;ذكر;;01012345678;;;\n"
        + "Idris;;31/02/1999;M;;;;;\n"
        + "=x;;;;;;;;\nLayla;;2030;F;;;;;\n"
    )
    brought = run(importer, sent(importer, text))
    assert [fate for fate, _said in fates(brought).values()] == ["created", "decision", "error", "error", "error"]
    viewer = importer.viewer
    entry = queries.entry_of(brought, queries.row(brought, 3))
    assert [each.found.number for each in queries.candidates(viewer, entry)] == ["P-0001"]
    actions.decide(viewer, brought=brought, number=3, choice="same", same_as="P-0001")
    actions.decide(viewer, brought=brought, number=4, choice="create")
    with pytest.raises(actions.NoName):
        actions.decide(viewer, brought=brought, number=5, choice="create")
    with pytest.raises(actions.NobodyThere):
        actions.decide(viewer, brought=brought, number=5, choice="same", same_as="P-0099")
    actions.decide(viewer, brought=brought, number=5, choice="leave")
    with pytest.raises(actions.NotNow):
        actions.decide(viewer, brought=brought, number=5, choice="leave")
    found = queries.brought(viewer, brought.id)
    assert fates(found) == {
        2: ("created", []),
        3: ("updated", ["added", "kept"]),
        4: ("created", ["not-taken-value"]),
        5: ("skipped", ["left-out"]),
        6: ("error", ["future"]),
    }
    assert {fate: count for fate, count in found.counts.items() if count} == {
        "created": 2,
        "updated": 1,
        "skipped": 1,
        "error": 1,
    }
    assert queries.next_undecided(found, 2) == 6
    assert [name.text for name in parts.who(Person.objects.get(number=1)).names if name.kind == "own"] == [
        "Ahmed Ibrahim",
        "أحمد إبراهيم",
    ]
    assert fates(taken_back(importer, brought))[3] == ("skipped", ["added", "kept", "undone-added"])
    assert Person.objects.count() == 0


def test_what_a_doubt_leaves_out_the_row_says(importer: Player) -> None:
    text = "Name;DOB;Nationality;Phone\nAhmed Adam;1368/4/12;;\nHawa Musa;;Afghanistan;۰۹۱۲۳۴۵۶۷۸۹\nبلا اسم;;;\n"
    brought = run(importer, sent(importer, text))
    assert {fate for fate, _said in fates(brought).values()} == {"decision"}
    for number in (2, 3, 4):
        actions.decide(importer.viewer, brought=brought, number=number, choice="create")
    said = {row.row: codes(row) for row in ImportedRow.objects.filter(of=brought)}
    assert said == {2: ["not-taken-value"], 3: ["not-taken-value"], 4: []}
    assert parts.birth(Person.objects.get(number=1)) == parts.Birth()
    assert queries.row(brought, 2).told["messages"][0] | {"about": {}} == {
        "code": "not-taken-value",
        "field": "birth",
        "column": 1,
        "about": {},
    }


def test_a_hidden_file_is_nobody(importer: Player, clerk: Player, guardian: Player) -> None:
    """A list with somebody hidden in it does what a list without them does; only the data guardian learns of it."""
    assert guardian.member.group == clerk.member.group
    hidden = register(clerk, "Ahmed Ibrahim", phone="+201012345678")
    hidden.subject.hidden = True
    hidden.subject.save()
    brought = run(importer, sent(importer, HEAD + AHMED))
    assert fates(brought) == {2: ("created", [])}
    new = Person.objects.get(number=2)
    twins.look.call(str(new.group_id), str(new.id))
    assert list(Word.objects.values_list("member", "about")) == [
        (guardian.member.id, {"person": "P-0002", "hidden": "P-0001"})
    ]
    actions_row = sent(importer, HEAD + "A B;;;;;;;;\nIdris;;31/02/1999;;;;;;\n")
    decided = run(importer, actions_row)
    for number in ("P-0001", "P-0099"):
        with pytest.raises(actions.NobodyThere):
            actions.decide(importer.viewer, brought=decided, number=3, choice="same", same_as=number)


def test_a_row_of_somebody_hidden_since_is_brought_in_anew(importer: Player) -> None:
    run(importer, sent(importer, HEAD + AHMED))
    first = Person.objects.get(number=1)
    first.subject.hidden = True
    first.subject.save()
    assert fates(run(importer, sent(importer, HEAD + AHMED))) == {2: ("created", [])}


def test_a_broken_off_import_is_taken_up_again(importer: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 1)
    brought = sent(importer, HEAD + AHMED + HAWA + SAMI)
    actions.start(importer.viewer, brought=brought, only_try=False)
    older = run_of(brought)
    assert running._read_all(str(brought.id), older)
    assert running._one_batch(str(brought.id), older, None)
    assert fates(brought)[3] == ("waiting", [])
    stood_still(brought)
    actions.go_on(importer.viewer, brought=brought)
    running.carry_on.call(str(brought.group_id), str(brought.id), run_of(brought))
    running.carry_on.call(str(brought.group_id), str(brought.id), run_of(brought))
    found = queries.brought(importer.viewer, brought.id)
    assert (found.state, found.counts, Person.objects.count()) == ("done", {"created": 3}, 3)


def test_without_the_right_it_stops(importer: Player) -> None:
    brought = sent(importer, HEAD + AHMED)
    actions.start(importer.viewer, brought=brought, only_try=False)
    MemberRole.objects.filter(member=importer.member).update(ended_at=timezone.now())
    running.work_off(str(brought.id), run_of(brought))
    brought.refresh_from_db()
    assert (brought.state, brought.about["stopped"]["code"], Person.objects.count()) == ("stopped", "no-right", 0)


def test_a_list_that_breaks_further_down_stops_with_the_reason(importer: Player) -> None:
    brought = sent(importer, HEAD + AHMED * 100 + 'x;"open\n' + "x" * 200_000)
    found = run(importer, brought)
    assert (found.state, found.about["stopped"]["code"]) == ("stopped", "open-quote")
    assert Person.objects.count() == 0


def test_closing_erases_rows_file_and_key(importer: Player) -> None:
    brought = run(importer, sent(importer, HEAD + AHMED))
    assert brought.file is not None
    place = files.path_of(brought.file.id)
    assert place.exists()
    actions.close(importer.viewer, brought=brought)
    found = queries.brought(importer.viewer, brought.id)
    assert (found.state, found.counts, found.file) == ("closed", {"created": 1}, None)
    assert not ImportedRow.objects.exists()
    assert not SubjectKey.objects.filter(subject=brought.subject_id).exists()
    assert fates(run(importer, sent(importer, HEAD + AHMED))) == {2: ("skipped", ["already"])}


def test_who_leaves_leaves_no_list_behind(importer: Player, egypt: Group) -> None:
    administrator = join(egypt, "nile administrator", roles.ADMINISTRATOR)
    join(egypt, "second coordinator", roles.COORDINATOR)
    brought = run(importer, sent(importer, HEAD + AHMED))
    members.end_membership(administrator.viewer, member=importer.member)
    assert PeopleImport.objects.get(id=brought.id).state == "closed"
    assert not ImportedRow.objects.exists()


def test_a_forgotten_list_is_closed(importer: Player) -> None:
    old, new = sent(importer, HEAD + AHMED), sent(importer, HEAD + HAWA)
    PeopleImport.objects.filter(id=old.id).update(changed_at=timezone.now() - leaving.FORGOTTEN_AFTER * 1.01)
    assert leaving.close_forgotten() == 1
    assert {row.id: row.state for row in PeopleImport.objects.all()} == {old.id: "closed", new.id: "new"}


def test_the_meaning_of_columns_is_kept_for_next_time(importer: Player) -> None:
    text = "Benef.;When\nAhmed Ibrahim;1994\n"
    brought = sent(importer, text)
    assert brought.plan["fields"] == ["", ""]
    plan = actions.choose(importer.viewer, brought=brought, header=1, fields=["name", "birth"])
    assert plan.fields == ("name", "birth")
    assert ImportMapping.objects.count() == 1
    assert sent(importer, text).plan["fields"] == ["name", "birth"]


def test_without_a_name_nothing_begins(importer: Player) -> None:
    brought = sent(importer, "a;b\nAhmed;1994\n")
    with pytest.raises(actions.NoName):
        actions.start(importer.viewer, brought=brought, only_try=False)


def test_another_reading_of_the_same_file(importer: Player) -> None:
    brought = sent(importer, HEAD.replace(";", "|") + AHMED.replace(";", "|"))
    run(importer, brought, only_try=True)
    actions.read_otherwise(importer.viewer, brought=brought, encoding="cp1252", delimiter=",")
    found = queries.brought(importer.viewer, brought.id)
    assert (found.state, found.about["delimiter"], len(found.plan["fields"])) == ("new", ",", 1)
    assert not ImportedRow.objects.exists()


def test_only_those_who_may_bring_lists(importer: Player, clerk: Player, egypt: Group) -> None:
    with pytest.raises(Refused):
        sent(clerk, HEAD)
    brought = sent(importer, HEAD + AHMED)
    other = join(egypt, "other coordinator", roles.COORDINATOR)
    with pytest.raises(NotThere):
        queries.brought(other.viewer, brought.id)
    for act in (actions.undo, actions.close, actions.go_on):
        with pytest.raises(NotThere):
            act(other.viewer, brought=brought)


def test_nothing_of_a_list_lies_in_the_open(importer: Player) -> None:
    canary = "Qanariyya"
    run(
        importer,
        sent(importer, HEAD + AHMED.replace("Ahmed", canary).replace("Ibrahim;", f"{canary};"), f"{canary}.csv"),
    )
    dumped = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                dumped += b"|".join(
                    bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode() for each in row
                )
    assert canary.encode() not in dumped
    assert b"import-begun" in dumped


def test_every_step_is_in_the_audit(importer: Player) -> None:
    brought = run(importer, sent(importer, HEAD + AHMED + HAWA))
    kinds = Entry.objects.filter(subject=brought.subject_id).order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["import-begun", "import-started", "import-finished"]
    assert Entry.objects.get(kind="import-finished").about == {"counts": {"created": 2}, "state": "done"}
    registered = Entry.objects.filter(kind="person-registered")
    assert [row.about for row in registered] == [{"import": str(brought.id)}] * 2
    assert codes(queries.row(brought, 2)) == []


def test_undoing_what_added_nothing_says_nothing(importer: Player, clerk: Player) -> None:
    number = parts.Identifiers((parts.IdentifierGiven("185-20C00111"),))
    register(clerk, "Sami Osman", who={"sex": "male", "nationalities": ("SD",)}, identifiers=number)
    brought = run(importer, sent(importer, HEAD + SAMI.replace("1988", "")))
    assert fates(brought) == {2: ("duplicate", ["nothing-new"])}
    assert fates(taken_back(importer, brought)) == {2: ("duplicate", ["nothing-new"])}
    assert ImportMark.objects.count() == 0
