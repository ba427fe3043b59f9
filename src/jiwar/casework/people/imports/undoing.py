"""Undoing an import: what nobody has touched since is as if it had never been; what somebody has touched is named and
stays."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import ProtectedError
from django_tasks import task

from jiwar.casework.people import audit_kinds, parts, search
from jiwar.casework.people.imports import filling, households
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.models import ImportedRow, ImportMark, PeopleImport
from jiwar.casework.people.models import HouseholdMember, Person
from jiwar.casework.people.queries import filling_right
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit import kinds
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys

State = PeopleImport.State
Fate = ImportedRow.Fate


@task()
def carry_on(group_id: str, import_id: str, run: str) -> None:
    with acting_for(Group.objects.get(id=group_id)):
        undo_all(import_id, run)


def undo_all(import_id: str, run: str) -> None:
    """Inside `acting_for`; an older run stops without a word.

    From the last row to the first: what a row leans on stands above it.
    """
    after: int | None = None
    while (after := _one_row(import_id, run, after)) is not None:
        pass


def _one_row(import_id: str, run: str, before: int | None) -> int | None:
    """The number of the row, in a transaction of its own, so that others can work; None when none is left."""
    with keys.session(), transaction.atomic():
        brought = (
            PeopleImport.objects.select_for_update(of=("self",))
            .select_related("subject", "member__account", "member__group")
            .filter(id=import_id, run=run, state=State.UNDOING)
            .first()
        )
        if brought is None:
            return None
        viewer = viewer_for(brought.member)
        rows = ImportedRow.objects.filter(of=brought, person__isnull=False).select_related("person__subject")
        rows = rows.filter(row__lt=before) if before is not None else rows
        row = rows.order_by("-row").first()
        if row is None:
            _finish(viewer, brought)
            return None
        met: Counter[str] = Counter(brought.counts)
        met[row.fate] -= 1
        _undo(viewer, brought, row)
        met[row.fate] += 1
        brought.counts = {fate: count for fate, count in met.items() if count}
        brought.save()
        return row.row


def _undo(viewer: Viewer, brought: PeopleImport, row: ImportedRow) -> None:
    person = row.person
    if person is None:
        return
    person_id = person.id
    if row.fate == Fate.CREATED:
        undone = not worked_on(person, brought) and _unregister(viewer, brought, row, person)
    else:
        undone = _take_away(viewer, brought, row, person)
    if row.fate == Fate.DUPLICATE and undone and not row.told.get("joined"):
        # Nothing had been added: there is nothing to say, and the row may be brought in again.
        _let_go(row, person_id)
        return
    told = {**row.told, "messages": [each for each in row.told["messages"] if each["code"] != "not-undone"]}
    code = "not-undone" if not undone else "undone" if row.fate == Fate.CREATED else "undone-added"
    told["messages"].append(Message(code, about={"number": row.told["number"]}).as_data())
    row.told = told
    if undone:
        row.fate = Fate.SKIPPED
        _let_go(row, person_id)
    else:
        row.save()


def _let_go(row: ImportedRow, person_id: UUID) -> None:
    ImportMark.objects.filter(key=row.key, person=person_id).delete()
    row.person = None
    row.save()


def _take_away(viewer: Viewer, brought: PeopleImport, row: ImportedRow, person: Person) -> bool:
    """Only from a file that stands as this import left it."""
    added: dict[str, Any] = row.told.get("added", {})
    joined = bool(row.told.get("joined"))
    if (added or joined) and not policy.decide(viewer, filling_right(), subject=person.subject).allowed:
        return False
    if added and person.version != row.told["version"]:
        return False
    if added:
        filling.take_away(viewer, person, added, import_id=str(brought.id))
    if joined:
        households.leave(viewer, brought, row)
    return True


def worked_on(person: Person, brought: PeopleImport) -> bool:
    """Whether anybody did anything about the person since: changed, hid, granted, took into a case, booked.

    Having been looked at is not work.
    """
    if person.subject.hidden or Grant.objects.filter(subject=person.subject_id).exists():
        return True
    return _done_by_others(person.subject_id, brought) or _leaned_on(person)


def _done_by_others(subject_id: UUID, brought: PeopleImport) -> bool:
    entries = Entry.objects.filter(subject=subject_id).values_list("kind", "about")
    return any(not kinds.has_looked(kind) and about.get("import") != str(brought.id) for kind, about in entries)


def _leaned_on(person: Person) -> bool:
    """A row of another room points at them."""
    pointing = [
        relation.related_model
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.related_model._meta.app_label != "people"
    ]
    return any(
        model._default_manager.filter(**{field.name: person.id}).exists()
        for model in pointing
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    )


def _unregister(viewer: Viewer, brought: PeopleImport, row: ImportedRow, person: Person) -> bool:
    """The record, its index entries and its keys. Its number is not given again; that it was, the audit keeps."""
    subject_id = person.subject_id
    homes = list(HouseholdMember.objects.filter(person=person).values_list("household_id", flat=True))
    try:
        with transaction.atomic():
            record(
                viewer,
                audit_kinds.UNREGISTERED,
                subject=person.subject,
                compartment=IDENTITY,
                row=person,
                about={"import": str(brought.id)},
            )
            search.forget_names(person, [name.text for name in parts.who(person).names])
            person.delete()
    except ProtectedError:
        return False
    keys.destroy(subject_id)
    households.tidy(viewer, brought, row, homes)
    return True


def _finish(viewer: Viewer, brought: PeopleImport) -> None:
    brought.state = State.UNDONE
    brought.save()
    left = ImportedRow.objects.filter(of=brought, person__isnull=False).count()
    about = {"counts": brought.counts, "left": left}
    record(viewer, audit_kinds.IMPORT_UNDONE, subject=brought.subject, compartment=IDENTITY, row=brought, about=about)
