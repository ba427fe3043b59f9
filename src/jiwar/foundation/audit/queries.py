"""Who looked, who changed: for the owner of a file and for the data guardian."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from jiwar.foundation.audit.models import Entry


def of_subjects(subject_ids: list[UUID]) -> QuerySet[Entry]:
    """Entries about these subjects, newest first."""
    return Entry.objects.filter(subject_id__in=subject_ids).order_by("-at", "-id")


def of_group(*, before: tuple[datetime, UUID] | None = None) -> QuerySet[Entry]:
    """All entries of the group, newest first, from a place on (keyset)."""
    rows = Entry.objects.order_by("-at", "-id")
    if before is not None:
        at, row_id = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, id__lt=row_id))
    return rows
