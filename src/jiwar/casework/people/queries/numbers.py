"""How a person's file is called where only its subject is known."""

from uuid import UUID

from django.urls import reverse

from jiwar.casework.people.models import Person
from jiwar.foundation.access.file_names import FileName


def numbers_of_people(subject_ids: list[UUID]) -> dict[UUID, FileName]:
    """Number and page by subject, one query. Asked only for what the reader may know."""
    rows = Person.objects.filter(subject_id__in=subject_ids).only("id", "number", "subject_id")
    return {row.subject_id: FileName(row.written_number, reverse("people:person", args=[row.id])) for row in rows}


def person_numbered(number: int) -> UUID | None:
    return Person.objects.filter(number=number).values_list("subject_id", flat=True).first()
