"""Puts the names of an existing register on the sealed lists, some people at a time; stops and goes on at any point."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jiwar.casework.people import name_index
from jiwar.casework.people.models import NameIndex, Person, PersonName
from jiwar.casework.people.name_index import GENERATION
from jiwar.foundation import vault
from jiwar.foundation.vault import lists

AT_ONCE = 1000


@dataclass(frozen=True)
class Progress:
    done: int
    of: int


def progress() -> Progress | None:
    """How far the lists are made; None once they are, and for a group that had them from its first day."""
    row = _unfinished()
    return Progress(row.upto, _last_number()) if row else None


def go_on(at_once: int = AT_ONCE) -> bool:
    """Indexes the next people; False when nothing is left to do. Twice is once."""
    row = _unfinished()
    if row is None:
        return False
    with transaction.atomic():
        # Who is renamed meanwhile waits: else the name read here would be put on the lists after it was taken off.
        coming = Person.objects.select_for_update(no_key=True).filter(number__gt=row.upto)
        people = list(coming.order_by("number")[:at_once])
        if people:
            name_index.put_many(_names(people), row.generation)
            row.upto = people[-1].number
        if len(people) < at_once:
            row.finished_at = timezone.now()
        row.save(update_fields=["upto", "finished_at"])
        if row.finished_at is not None:
            lists.forget_other_generations(row.generation)
    return True


def _unfinished() -> NameIndex | None:
    if GENERATION > 1:
        NameIndex.objects.get_or_create(generation=GENERATION)
    return NameIndex.objects.filter(generation=GENERATION, finished_at__isnull=True).first()


def _last_number() -> int:
    return Person.objects.aggregate(last=Max("number"))["last"] or 0


def _names(people: list[Person]) -> dict[int, list[str]]:
    numbers: dict[UUID, int] = {person.id: person.number for person in people}
    rows = list(PersonName.objects.filter(person__in=people))
    vault.prefetch(rows)
    found: dict[int, list[str]] = {number: [] for number in numbers.values()}
    for row in rows:
        found[numbers[row.person_id]].append(row.text)
    return found
