"""A page of one person: fetched for the viewer, and written into the audit as looked at."""

from uuid import UUID

from jiwar.casework.people import audit_kinds, queries
from jiwar.casework.people.models import Person
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


def look(viewer: Viewer, person_id: UUID, *, page: str) -> Person:
    """For reading."""
    return looked_at(viewer, queries.person(viewer, person_id), page=page)


def look_to_edit(viewer: Viewer, person_id: UUID, *, page: str) -> Person:
    """For changing; a reader is refused."""
    return looked_at(viewer, queries.editable(viewer, person_id), page=page)


def looked_at(viewer: Viewer, person: Person, *, page: str) -> Person:
    """For a page that has fetched the person itself."""
    record(viewer, audit_kinds.LOOKED, subject=person.subject, compartment=IDENTITY, row=person, about={"page": page})
    return person
