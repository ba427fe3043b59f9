"""Households and relations. One shows only to those who may know both ends of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.people import wording
from jiwar.casework.people.models import Household, HouseholdMember, Person, Relation, RelationCircumstance
from jiwar.casework.people.relations import INVERSE
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject

PERSON = Subject.Kind.PERSON


@dataclass(frozen=True)
class RelationShown:
    """`words`: what `other` is to the person whose page it is. `may_tell_more`: its circumstances are open to the
    viewer, who may change them; otherwise the circumstances and `note` are empty because unseen."""

    row: Relation
    kind: str
    words: str
    other: Person
    circumstance_codes: tuple[str, ...]
    note: str
    may_tell_more: bool
    ended_at: datetime | None

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def circumstances(self) -> list[str]:
        return [str(RelationCircumstance.Code(code).label) for code in self.circumstance_codes]


@dataclass(frozen=True)
class MemberShown:
    """`words`: wife, son …, or '' when no relation is recorded or this is the person themselves."""

    id: UUID
    person: Person
    head: bool
    words: str
    is_self: bool


@dataclass(frozen=True)
class HouseholdShown:
    id: UUID
    label: str
    members: tuple[MemberShown, ...]


def relations(viewer: Viewer, person: Person, *, ended: bool = False) -> list[RelationShown]:
    """Both directions, told from the side of `person`."""
    both_known = policy.may_know(viewer, PERSON, "person__subject") & policy.may_know(viewer, PERSON, "other__subject")
    rows = Relation.objects.filter(both_known).select_related("person__subject", "other__subject", "subject")
    mine = list(rows.filter(person=person)) + list(rows.filter(other=person))
    mine = sorted((row for row in mine if ended or row.ended_at is None), key=lambda row: row.recorded_at)
    told = {
        row.relation_id: row for row in policy.scope(viewer, RelationCircumstance.objects.filter(relation__in=mine))
    }
    opened = _opened_general(viewer, mine)
    vault.prefetch([*mine, *told.values(), *(row.person for row in mine), *(row.other for row in mine)])
    return [_shown(row, person, told.get(row.id), row.subject_id in opened) for row in mine]


def relation(viewer: Viewer, person: Person, relation_id: UUID) -> RelationShown:
    """One of `relations`, ended or not; raises `NotThere`."""
    for shown in relations(viewer, person, ended=True):
        if shown.id == relation_id:
            return shown
    raise NotThere(person.subject_id)


def _opened_general(viewer: Viewer, rows: list[Relation]) -> set[UUID]:
    subjects = {row.subject_id for row in rows}
    held = policy.running_grants(viewer).filter(subject__in=subjects, compartment=GENERAL.code)
    return set(held.values_list("subject_id", flat=True))


def _shown(row: Relation, side: Person, told: RelationCircumstance | None, opened: bool) -> RelationShown:
    other = row.other if row.person_id == side.id else row.person
    kind = row.kind if row.person_id == side.id else INVERSE[row.kind]
    codes = told.codes if told else []
    return RelationShown(
        row=row,
        kind=kind,
        words=wording.kin(kind, other.sex),
        other=other,
        circumstance_codes=tuple(codes),
        note=told.note if told else "",
        may_tell_more=opened,
        ended_at=row.ended_at,
    )


def household(
    viewer: Viewer, person: Person, relations_shown: list[RelationShown] | None = None
) -> HouseholdShown | None:
    """Who lives with the person now, as far as the viewer may know them; None where that is nobody.

    Somebody who lives only with people the viewer may not know of looks like somebody who lives alone.
    """
    own = next(iter(_place_of(person.id)), None)
    if own is None:
        return None
    rows = _living_in(viewer, own.household_id)
    if all(row.person_id == person.id for row in rows):
        return None
    vault.prefetch([own.household, *(row.person for row in rows)])
    if relations_shown is None:
        relations_shown = relations(viewer, person)
    kin = {shown.other.id: shown.words for shown in relations_shown}
    return HouseholdShown(
        own.household_id,
        own.household.label,
        tuple(
            MemberShown(row.id, row.person, row.head, kin.get(row.person_id, ""), row.person_id == person.id)
            for row in rows
        ),
    )


@statement
def _place_of(person: UUID) -> QuerySet[HouseholdMember]:
    rows = HouseholdMember.objects.filter(person=person, left_at__isnull=True)
    return rows.select_related("household__subject").order_by("id")[:1]


@statement
def _living_in(viewer: Viewer, household: UUID) -> QuerySet[HouseholdMember]:
    known = policy.may_know(viewer, PERSON, "person__subject")
    rows = HouseholdMember.objects.filter(known, household=household, left_at__isnull=True)
    return rows.select_related("person__subject").order_by("-head", "joined_at", "id")


def household_subject_of(viewer: Viewer, person: Person) -> Household | None:
    """The household row, for rooms that open a case for all of it; None when there is none the viewer may know."""
    rows = Household.objects.filter(members__person=person, members__left_at__isnull=True).select_related("subject")
    return policy.known(viewer, rows, Subject.Kind.HOUSEHOLD).first()


def living_with(viewer: Viewer, person: Person) -> list[str]:
    """'wife', 'son': what those in the household are to the person."""
    home = household(viewer, person)
    if home is None:
        return []
    return [member.words for member in home.members if member.words]
