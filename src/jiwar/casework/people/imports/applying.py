"""Carrying a verdict out: one row, inside the caller's transaction."""

from typing import Any

from jiwar.casework.people.actions import family, registering
from jiwar.casework.people.imports.entry import Entry
from jiwar.casework.people.imports.filling import fill
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.models import ImportedRow, ImportMark, PeopleImport
from jiwar.casework.people.imports.verdicts import Verdict
from jiwar.casework.people.models import HouseholdMember, Person
from jiwar.casework.people.queries import filling_right
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import blind
from jiwar.foundation.vault.models import Subject

Fate = ImportedRow.Fate


def only_note(row: ImportedRow, verdict: Verdict) -> None:
    """As far as trying goes: what would happen."""
    row.fate = verdict.fate
    row.key = verdict.entry.key if verdict.entry else b""
    told: dict[str, Any] = {"messages": [message.as_data() for message in verdict.messages]}
    if verdict.person is not None:
        told["number"] = verdict.person.written_number
    row.told = told
    row.save()


def carry_out(viewer: Viewer, brought: PeopleImport, row: ImportedRow, verdict: Verdict) -> None:
    """Registers, adds, or parks; a file that was closed to the viewer meanwhile waits for a decision."""
    if verdict.entry is None or verdict.fate not in {Fate.CREATED, Fate.UPDATED}:
        only_note(row, verdict)
    elif verdict.fate == Fate.CREATED:
        create(viewer, brought, row, verdict.entry, verdict.messages)
    elif verdict.person is not None:
        try:
            add_to(viewer, brought, row, verdict.entry, verdict.person, verdict.messages)
        except (policy.NotThere, policy.Refused):
            messages = [Message("candidates"), *verdict.messages]
            only_note(row, Verdict(Fate.DECISION, verdict.entry, messages=messages))


def create(viewer: Viewer, brought: PeopleImport, row: ImportedRow, entry: Entry, messages: list[Message]) -> Person:
    person = registering.enter(
        viewer,
        who=entry.who,
        birth=entry.birth,
        contact=entry.contact,
        languages=entry.languages,
        identifiers=entry.identifiers,
        about={"import": str(brought.id)},
    )
    _keep(viewer, brought, row, entry, person, Fate.CREATED, messages, {})
    return person


def add_to(
    viewer: Viewer, brought: PeopleImport, row: ImportedRow, entry: Entry, person: Person, messages: list[Message]
) -> None:
    """Raises `NotThere`, `Refused`."""
    filled = fill(viewer, person, entry, import_id=str(brought.id))
    messages = [*messages]
    if filled.fields:
        messages.append(Message("added", about={"fields": " ".join(dict.fromkeys(filled.fields))}))
    else:
        messages.append(Message("nothing-new"))
    if filled.kept:
        messages.append(Message("kept", about={"fields": " ".join(dict.fromkeys(filled.kept))}))
    fate = Fate.UPDATED if filled.fields else Fate.DUPLICATE
    person.refresh_from_db()
    _keep(viewer, brought, row, entry, person, fate, messages, filled.added)


def _keep(
    viewer: Viewer,
    brought: PeopleImport,
    row: ImportedRow,
    entry: Entry,
    person: Person,
    fate: str,
    messages: list[Message],
    added: dict[str, Any],
) -> None:
    row.fate, row.person, row.key = fate, person, entry.key
    if entry.household:
        row.household_key = blind.index("import-household", f"{brought.id}/{entry.household}")
    told: dict[str, Any] = {"number": person.written_number, "added": added, "version": person.version}
    messages = [*messages, *_house(viewer, brought, row, person, told)]
    row.told = told | {"messages": [message.as_data() for message in messages]}
    row.save()
    ImportMark.objects.get_or_create(key=entry.key, person=person)


def _house(
    viewer: Viewer, brought: PeopleImport, row: ImportedRow, person: Person, told: dict[str, Any]
) -> list[Message]:
    """People with the same family in the list live together; who lives with others already is left there, and who was
    hidden meanwhile is nobody."""
    if not row.household_key:
        return []
    known = policy.may_know(viewer, Subject.Kind.PERSON, "person__subject")
    rows = ImportedRow.objects.filter(known, of=brought, household_key=row.household_key, person__isnull=False)
    first = rows.exclude(id=row.id).exclude(person=person).order_by("row").select_related("person__subject").first()
    if first is None or first.person is None:
        return []
    if HouseholdMember.objects.filter(person=person, left_at__isnull=True).exists():
        return [Message("household-elsewhere")]
    for each in (person, first.person):
        policy.require(viewer, filling_right(), subject=each.subject)
    family.house_together(viewer, person=person, with_=first.person, about={"import": str(brought.id)})
    joined = HouseholdMember.objects.filter(person=person, left_at__isnull=True).first()
    told["joined"] = str(joined.id) if joined else ""
    return []
