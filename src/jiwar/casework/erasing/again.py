"""After a restore: whoever was erased since the backup is erased from what came back, before anyone can read it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from jiwar.casework.cases.models import Case
from jiwar.casework.erasing import audit_kinds, destroying, plan, rows, tombstones
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.erasing.tombstones import Tombstone
from jiwar.casework.people.actions import drafting
from jiwar.casework.people.imports import actions as imports
from jiwar.casework.people.imports import leaving
from jiwar.casework.people.models import Household, Person, RegistrationDraft
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys
from jiwar.foundation.vault.models import Subject


def apply(places: Iterable[Path], taken_at: datetime) -> int:
    """Takes away, in every group, what the lines in `places` name and the database still has; returns how many people.

    `taken_at`: of the backup. What lay about on that day (lists that were being brought in, drafts) may speak of
    somebody who was registered from it and erased since, and no line names it: it goes too.
    """
    given, people = list(places), 0
    for group in Group.objects.order_by("created_at"):
        with acting_for(group), keys.session(), transaction.atomic():
            stones = _standing(tombstones.read([*given, tombstones.path()]), taken_at)
            people += _erase(stones)
            if any(stone.at >= taken_at for stone in stones):
                _clear_what_lay_about()
            tombstones.keep(stones)
    return people


def go_on() -> int:
    """What was sealed under an erased subject by somebody who was just at it, in the moment it was erased."""
    late = Subject.objects.filter(erased_at__isnull=False, keys__isnull=False).distinct()
    ids = list(late.values_list("id", flat=True))
    if ids:
        with transaction.atomic():
            rows.take_sealed(ids)
            for subject in ids:
                keys.destroy(subject)
    return len(ids)


def keep_lines() -> None:
    """Lines that are missing outside the database: the folder was lost, or another machine's."""
    there = {stone.subject for stone in tombstones.read([tombstones.path()])}
    erased = Subject.objects.filter(erased_at__isnull=False).values_list("id", flat=True)
    tombstones.write(subject for subject in erased if subject not in there)


def _standing(stones: list[Tombstone], taken_at: datetime) -> list[Tombstone]:
    """Without those that were written for an erasing that was broken off and given up before the backup.

    A line from before the backup, of somebody whose erasing the backup knows and does not know as agreed, is of that
    kind; so are those of the cases and households that would have gone with them. Lines count whole seconds.
    """
    before = {stone.subject for stone in stones if stone.at < taken_at.replace(microsecond=0)}
    known = Erasure.objects.filter(subject__in=before, subject__erased_at__isnull=True)
    agreed = known.filter(state__in=(Erasure.State.AGREED, Erasure.State.DONE)).values("person")
    people = Person.objects.filter(id__in=known.exclude(person__in=agreed).values("person"))
    given_up = set(people.values_list("subject_id", flat=True))
    others = Person.objects.filter(subject__in={stone.subject for stone in stones} - given_up)
    for model in (Case, Household):
        theirs = model._default_manager.filter(members__person__in=people).exclude(members__person__in=others)
        given_up |= set(theirs.values_list("subject_id", flat=True))
    return [stone for stone in stones if stone.subject not in before & given_up]


def _erase(stones: list[Tombstone]) -> int:
    named = frozenset(stone.subject for stone in stones)
    people = list(Person.objects.select_related("subject").filter(subject__in=named, subject__erased_at__isnull=True))
    for person in people:
        _one(person, named)
    for case in Case.objects.filter(subject__in=named, subject__erased_at__isnull=True).select_related("subject"):
        _rest(case.subject)
    for subject in Subject.objects.filter(id__in=named, erased_at__isnull=True):
        _rest(subject)
    return len(people)


def _one(person: Person, named: frozenset[UUID]) -> None:
    destroying.destroy(plan.of(person, only=named))
    record(None, audit_kinds.ERASED_AGAIN, subject=person.subject, row=person)


def _rest(subject: Subject) -> None:
    """A case or a household that went with somebody who was not in it on the day of the backup."""
    destroying.destroy_subject(subject)
    record(None, audit_kinds.ERASED_AGAIN, subject=subject)


def _clear_what_lay_about() -> None:
    for brought in leaving.locked():
        imports.erase(None, brought)
    for draft in RegistrationDraft.objects.select_related("subject"):
        drafting.erase_draft(draft)
