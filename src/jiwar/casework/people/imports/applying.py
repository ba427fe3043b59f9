"""Carrying a verdict out: one row, inside the caller's transaction."""

from typing import Any

from jiwar.casework.people.actions import registering
from jiwar.casework.people.imports import households
from jiwar.casework.people.imports.entry import Entry
from jiwar.casework.people.imports.filling import fill
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.models import ImportedRow, ImportMark, PeopleImport
from jiwar.casework.people.imports.verdicts import Verdict
from jiwar.casework.people.models import Person
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import blind

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
        row.household_key = _household_key(brought, entry.household)
    told: dict[str, Any] = {"number": person.written_number, "added": added, "version": person.version}
    told["joined"], said = households.join(viewer, brought, row, person)
    row.told = told | {"messages": [message.as_data() for message in [*messages, *said]]}
    row.save()
    if not ImportMark.objects.filter(key__in=entry.keys, person=person).exists():
        ImportMark.objects.create(key=row.key, person=person)


def _household_key(brought: PeopleImport, name: str) -> bytes:
    """One for a family of one list, also where the group's keys were changed between two of its rows."""
    among = blind.indexes("import-household", f"{brought.id}/{name}")
    rows = ImportedRow.objects.filter(of=brought, household_key__in=among) if among[1:] else ImportedRow.objects.none()
    known = rows.values_list("household_key", flat=True).first()
    return bytes(known) if known else among[0]
