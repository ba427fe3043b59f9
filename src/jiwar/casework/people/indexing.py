"""Puts the names of an existing register on the sealed lists, some people at a time; stops and goes on at any point.

Done where a new program makes other keys of a name, and where the group's key for indexes was changed. The lists before
are read, and kept up, until the new ones are finished.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jiwar.casework.people import name_index
from jiwar.casework.people.models import NameIndex, Person, PersonName
from jiwar.casework.people.name_index import RECIPE
from jiwar.foundation import vault
from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.vault import changing, keys, lists
from jiwar.foundation.vault.changing import Passed

AT_ONCE = 1000
STILL_READ = timedelta(seconds=30)
"""So long somebody may go on reading the lists before, who asked which to read when they were the last."""
FIRST_RECIPE = 1
_NOWHERE = UUID(int=0)


@dataclass(frozen=True)
class Progress:
    done: int
    of: int


def progress() -> Progress | None:
    """How far the first lists are made; None once they are, and for a group that had them from its first day. While
    others are made, everybody is found by the lists before.
    """
    row = NameIndex.objects.filter(generation=1, finished_at__isnull=True).first()
    if row is None or NameIndex.objects.filter(finished_at__isnull=False).exists():
        return None
    return Progress(row.upto, _last_number())


def step(_after: UUID | None = None) -> Passed:
    """A piece of the work, as a step of changing the group's key."""
    row = _unfinished()
    if row is None:
        return Passed(None if forget_older() else _NOWHERE, 0, 0)
    before = row.upto
    go_on()
    row.refresh_from_db()
    return Passed(row.id, row.upto - before, 0)


def go_on(at_once: int = AT_ONCE) -> bool:
    """Indexes the next people; False when nothing is left to do. Twice is once."""
    row = _unfinished()
    if row is None:
        forget_older()
        return False
    with transaction.atomic():
        # Who is renamed meanwhile waits: else the name read here would be put on the lists after it was taken off.
        coming = Person.objects.select_for_update(no_key=True).filter(number__gt=row.upto)
        people = list(coming.order_by("number")[:at_once])
        if people:
            name_index.put_many(_names(people), lists.Generation(row.generation, row.key_version))
            row.upto = people[-1].number
        if len(people) < at_once:
            row.finished_at = timezone.now()
        row.save(update_fields=["upto", "finished_at"])
    return True


def forget_older() -> bool:
    """Lets older lists go when nobody can be reading them, or writing on them, any more; whether none is left."""
    newest = NameIndex.objects.filter(finished_at__isnull=False).order_by("-generation").first()
    older = NameIndex.objects.filter(generation__lt=newest.generation if newest else 0)
    if newest is None or newest.finished_at is None or not older.exists():
        return True
    if timezone.now() - newest.finished_at < STILL_READ:
        return False
    try:
        with transaction.atomic():
            changing.alone(current_group_id())
            lists.forget_other_generations(newest.generation)
            older.delete()
    except changing.NotStill:
        return False
    return True


def _unfinished() -> NameIndex | None:
    """The newest generation, where it is being made; a further one is begun where that is not what is wanted now."""
    newest = NameIndex.objects.order_by("-generation").first()
    if newest is None or (newest.recipe, newest.key_version) != (RECIPE, max(keys.index_keys())):
        newest = _begin()
    return newest if newest is not None and newest.finished_at is None else None


def _begin() -> NameIndex:
    """Whoever writes names from now on writes them on the new lists too."""
    with transaction.atomic():
        changing.alone(current_group_id())
        last = NameIndex.objects.order_by("-generation").first() or _from_the_first_day()
        if last.finished_at is None and last.upto == 0:
            last.recipe = RECIPE
            last.save(update_fields=["recipe"])
        wanted = {"recipe": RECIPE, "key_version": max(keys.index_keys())}
        if wanted == {"recipe": last.recipe, "key_version": last.key_version}:
            return last
        return NameIndex.objects.create(generation=last.generation + 1, **wanted)


def _from_the_first_day() -> NameIndex:
    """The lists a group has without anybody having made them. Who stands on them may have been put there by a program
    before this one."""
    recipe = FIRST_RECIPE if Person.objects.exists() else RECIPE
    return NameIndex.objects.create(generation=1, recipe=recipe, finished_at=timezone.now())


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
