"""Who lives with whom, who is what to whom. Both people must be known to the one who records it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from jiwar.casework.people import audit_kinds
from jiwar.casework.people.models import Household, HouseholdMember, Person, Relation, RelationCircumstance
from jiwar.casework.people.queries import editing_right
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault.models import Subject


def _require_both(viewer: Viewer, *people: Person) -> None:
    for person in people:
        policy.require(viewer, editing_right(viewer), subject=person.subject)


@transaction.atomic
def relate(viewer: Viewer, *, person: Person, other: Person, kind: str) -> Relation:
    """'`other` is the `kind` of `person`'. The same running relation twice is one. Raises `ValueError` for oneself."""
    _require_both(viewer, person, other)
    if person.id == other.id:
        raise ValueError("nobody is their own relation")
    kind = Relation.Kind(kind).value
    running = Relation.objects.filter(person=person, other=other, ended_at__isnull=True)
    same = next((row for row in running if row.kind == kind), None)
    if same is not None:
        return same
    row = Relation.objects.create(
        person=person, other=other, kind=kind, subject=person.subject, compartment=IDENTITY.code
    )
    for end in (person, other):
        record(viewer, audit_kinds.RELATED, subject=end.subject, compartment=IDENTITY, row=row)
    return row


@transaction.atomic
def end_relation(viewer: Viewer, *, relation: Relation) -> None:
    """It holds no longer; the row stays."""
    _require_both(viewer, relation.person, relation.other)
    if relation.ended_at is None:
        relation.ended_at = timezone.now()
        relation.save(update_fields=["ended_at"])
        for end in (relation.person, relation.other):
            record(viewer, audit_kinds.RELATION_ENDED, subject=end.subject, compartment=IDENTITY, row=relation)


@transaction.atomic
def tell_circumstance(
    viewer: Viewer, *, relation: Relation, codes: Sequence[str], note: str = ""
) -> RelationCircumstance:
    """Not registered, separated, contested: by those who hold the general part of the person it is kept under."""
    _require_both(viewer, relation.person, relation.other)
    policy.require(viewer, can.WORK_ON_FILES, subject=relation.person.subject, compartment=GENERAL)
    row = RelationCircumstance.objects.filter(relation=relation).first() or RelationCircumstance(
        relation=relation, subject=relation.person.subject, compartment=GENERAL.code
    )
    row.codes = [RelationCircumstance.Code(code).value for code in codes]
    row.note = note
    row.save()
    record(
        viewer,
        audit_kinds.CHANGED,
        subject=relation.person.subject,
        compartment=GENERAL,
        row=row,
        about={"part": "relation", "fields": ["codes", "note"]},
    )
    return row


@transaction.atomic
def join_household(viewer: Viewer, *, person: Person, with_: Person) -> Household:
    """`person` now lives with `with_`, whose household is made when there is none. An earlier household is left."""
    _require_both(viewer, person, with_)
    return house_together(viewer, person=person, with_=with_)


def house_together(viewer: Viewer, *, person: Person, with_: Person, about: dict[str, Any] | None = None) -> Household:
    """The same. The caller has asked the policy and opened the transaction."""
    home = _household_of(with_) or _new_household(with_)
    current = HouseholdMember.objects.filter(person=person, left_at__isnull=True).first()
    if current is not None and current.household_id == home.id:
        return home
    if current is not None:
        leave_household(viewer, person=person)
    HouseholdMember.objects.create(household=home, person=person)
    for end in (person, with_):
        record(viewer, audit_kinds.HOUSEHOLD_CHANGED, subject=end.subject, compartment=IDENTITY, row=home, about=about)
    return home


@transaction.atomic
def leave_household(viewer: Viewer, *, person: Person) -> None:
    """From now on; that they lived there stays on record."""
    _require_both(viewer, person)
    left = HouseholdMember.objects.filter(person=person, left_at__isnull=True)
    if left.update(left_at=timezone.now()):
        record(viewer, audit_kinds.HOUSEHOLD_CHANGED, subject=person.subject, compartment=IDENTITY)


def _household_of(person: Person) -> Household | None:
    return Household.objects.filter(members__person=person, members__left_at__isnull=True).first()


def _new_household(head: Person) -> Household:
    subject = Subject.objects.create(kind=Subject.Kind.HOUSEHOLD)
    home = Household.objects.create(subject=subject, compartment=IDENTITY.code)
    HouseholdMember.objects.create(household=home, person=head, head=True)
    return home
