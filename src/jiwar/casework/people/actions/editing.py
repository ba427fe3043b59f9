"""Changing one part of a record. What was not part of the form is not touched."""

from collections.abc import Callable
from dataclasses import fields
from typing import TypeVar

from django.db import transaction

from jiwar.casework.people import audit_kinds, parts, twins, writing
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import Birth, Contact, Identifiers, Languages, Part, Who
from jiwar.casework.people.queries import editing_right
from jiwar.casework.stale import Stale
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

P = TypeVar("P", bound=Part)


def edit_who(viewer: Viewer, *, person: Person, seen_version: int, who: Who) -> Person:
    def write(stored: Person) -> None:
        writing.put_who(stored, who)
        writing.put_names(stored, who)
        twins.look_later(stored)

    return _edit(viewer, person, parts.WHO, seen_version, parts.who, who, write)


def edit_birth(viewer: Viewer, *, person: Person, seen_version: int, birth: Birth) -> Person:
    return _edit(
        viewer, person, parts.BIRTH, seen_version, parts.birth, birth, lambda stored: writing.put_birth(stored, birth)
    )


def edit_contact(viewer: Viewer, *, person: Person, seen_version: int, contact: Contact) -> Person:
    def write(stored: Person) -> None:
        writing.put_contact(stored, contact)
        twins.look_later(stored)

    return _edit(viewer, person, parts.CONTACT, seen_version, parts.contact, contact, write)


def edit_languages(viewer: Viewer, *, person: Person, seen_version: int, languages: Languages) -> Person:
    return _edit(
        viewer,
        person,
        parts.LANGUAGES,
        seen_version,
        parts.languages,
        languages,
        lambda stored: writing.put_languages(stored, languages),
    )


def edit_identifiers(viewer: Viewer, *, person: Person, seen_version: int, identifiers: Identifiers) -> Person:
    def write(stored: Person) -> None:
        writing.put_identifiers(stored, identifiers)
        twins.look_later(stored)

    return _edit(viewer, person, parts.IDENTIFIERS, seen_version, parts.identifiers, identifiers, write)


@transaction.atomic
def _edit(
    viewer: Viewer,
    person: Person,
    part: str,
    seen_version: int,
    read: Callable[[Person], P],
    wanted: P,
    write: Callable[[Person], None],
) -> Person:
    """Raises `Stale` when the part changed after `seen_version`. When nothing differs nothing is written."""
    policy.require(viewer, editing_right(viewer), subject=person.subject)
    stored = Person.objects.select_for_update(of=("self",)).select_related("subject").get(id=person.id)
    if stored.changed_at_version.get(part, 1) > seen_version:
        raise Stale(seen=seen_version, now=stored.version)
    before = read(stored)
    if before == wanted:
        return stored
    write(stored)
    stored.version += 1
    stored.changed_at_version = {**stored.changed_at_version, part: stored.version}
    stored.save()
    changed = [field.name for field in fields(wanted) if getattr(before, field.name) != getattr(wanted, field.name)]
    record(
        viewer,
        audit_kinds.CHANGED,
        subject=stored.subject,
        compartment=IDENTITY,
        row=stored,
        about={"part": part, "fields": changed},
    )
    return stored
