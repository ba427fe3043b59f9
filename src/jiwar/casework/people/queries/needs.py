"""What makes a person's situation harder, to those who hold its compartment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiwar.casework.people import specific_needs
from jiwar.casework.people.models import Person, SpecificNeed
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class NeedShown:
    id: UUID
    code: str
    words: str
    note: str
    restricted: bool
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None


def need(viewer: Viewer, person: Person, need_id: UUID) -> SpecificNeed:
    """The row; raises `NotThere` for one the viewer may not open."""
    row = policy.scope(viewer, SpecificNeed.objects.filter(person=person, id=need_id)).select_related("subject").first()
    if row is None:
        raise NotThere(person.subject_id)
    return row


def needs(viewer: Viewer, person: Person, *, ended: bool = False) -> list[NeedShown]:
    """In the order they were recorded. What the viewer may not open is not in it, and not counted."""
    rows = policy.scope(viewer, SpecificNeed.objects.filter(person=person))
    if not ended:
        rows = rows.filter(ended_at__isnull=True)
    found = list(rows.select_related("recorded_by__account").order_by("recorded_at", "id"))
    vault.prefetch(found)
    return [
        NeedShown(
            row.id,
            row.code,
            specific_needs.need(row.code).words,
            row.note,
            specific_needs.need(row.code).restricted,
            row.recorded_at,
            row.recorded_by.account.name,
            row.ended_at,
        )
        for row in found
    ]
