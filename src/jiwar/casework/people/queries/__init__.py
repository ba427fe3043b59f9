"""What can be asked about people. Every answer is already cut to what the viewer may see.

`person`, `editable`      one person, or `NotThere` / `Refused`
`persons`, `names_of`     many at once, one query and one for their keys
`summary`, `safe_contact` what other rooms show beside a person
`find`, `likely`          by name, number, telephone, identifier; each answer with its why
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from jiwar.casework.people import parts, wording
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.indexing import progress as indexing
from jiwar.casework.people.models import Person, RegistrationDraft
from jiwar.casework.people.queries.consents import ConsentBadge, consent, consent_badge, consents, in_force
from jiwar.casework.people.queries.family import (
    HouseholdShown,
    RelationShown,
    household,
    household_subject_of,
    living_with,
    relation,
    relations,
)
from jiwar.casework.people.queries.finding import Likely, Sought, find, found_people, likely
from jiwar.casework.people.queries.needs import NeedShown, need, needs
from jiwar.casework.people.queries.records import (
    PairShown,
    Record,
    decided,
    open_pairs,
    other_records,
    pair_of,
    pairs_shown,
)
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject

heading = wording.heading


def person(viewer: Viewer, person_id: UUID) -> Person:
    """Raises `NotThere` for one that does not exist or that the viewer may not know of."""
    found = Person.objects.select_related("subject", "registered_by__account").filter(id=person_id).first()
    if found is None:
        raise NotThere()
    policy.require(viewer, can.SIGNED_IN, subject=found.subject)
    return found


def editing_right(viewer: Viewer) -> Capability:
    """Who registers people may mend what was registered; who works on files may mend those they were given."""
    return can.REGISTER_PEOPLE if viewer.can(can.REGISTER_PEOPLE) else can.WORK_ON_FILES


def filling_right() -> Capability:
    """Who brings in lists may add by a list what a record does not say, and take it away again. Nothing else."""
    return can.IMPORT_PEOPLE


def may_edit(viewer: Viewer, person: Person) -> bool:
    return policy.decide(viewer, editing_right(viewer), subject=person.subject).allowed


def editable(viewer: Viewer, person_id: UUID) -> Person:
    """The person, for a viewer who may change it; `NotThere` to a stranger, `Refused` to a reader."""
    found = person(viewer, person_id)
    policy.require(viewer, editing_right(viewer), subject=found.subject)
    return found


def persons(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Those of `ids` the viewer may know, with their keys fetched: two queries however many."""
    found = {row.id: row for row in _known_of(viewer, tuple(set(ids)))}
    vault.prefetch(found.values())
    return found


@statement
def _known_of(viewer: Viewer, ids: tuple[UUID, ...]) -> QuerySet[Person]:
    return policy.known(viewer, Person.objects.filter(id__in=ids).select_related("subject"), Subject.Kind.PERSON)


def names_of(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Shown names by person, for lists. Whom the viewer may not know is not in it."""
    return {row.id: wording.heading(row)[0] for row in persons(viewer, ids).values()}


def registered_by(viewer: Viewer) -> QuerySet[Person]:
    """The viewer's own registrations, to be paged by number. `open_names` opens what a page shows."""
    rows = Person.objects.filter(registered_by=viewer.member).select_related("subject")
    return policy.known(viewer, rows, Subject.Kind.PERSON)


def open_names(rows: Iterable[Person]) -> None:
    """Fetches the keys of a page's rows with one query."""
    vault.prefetch(rows)


def drafts(viewer: Viewer) -> list[RegistrationDraft]:
    """The viewer's own registrations laid aside, newest first."""
    rows = list(RegistrationDraft.objects.filter(member=viewer.member).order_by("-saved_at", "-id"))
    vault.prefetch(rows)
    return rows


def draft(viewer: Viewer, draft_id: UUID) -> RegistrationDraft:
    """One's own; anyone else's is `NotThere`."""
    found = RegistrationDraft.objects.select_related("subject").filter(member=viewer.member, id=draft_id).first()
    if found is None:
        raise NotThere()
    return found


def find_people(viewer: Viewer, text: str, *, without: Person) -> list[Found]:
    """`find`, people only, without the one whose page it is."""
    return [row for row in found_people(viewer, text) if row.id != without.id]


def needs_open(viewer: Viewer, person: Person) -> bool:
    """Whether the viewer may write what makes the situation harder."""
    return policy.decide(viewer, can.WORK_ON_FILES, subject=person.subject, compartment=GENERAL).allowed


def restricted_open(viewer: Viewer, person: Person) -> bool:
    return policy.decide(viewer, can.WORK_ON_FILES, subject=person.subject, compartment=RESTRICTED).allowed


@dataclass(frozen=True)
class Summary:
    """A person in one line, in the reader's language. Empty texts are things nobody said."""

    id: UUID
    number: str
    name: str
    other_name: str
    origin: str
    born: str
    speaks: str
    lives_with: str
    consent: ConsentBadge
    also: tuple[Record, ...] = ()
    """Other records of the same person that the viewer may know."""

    @property
    def facts(self) -> list[str]:
        return [text for text in (self.origin, self.born, self.speaks, self.lives_with) if text]


def summary(viewer: Viewer, person: Person) -> Summary:
    name, other = wording.heading(person)
    with_them = living_with(viewer, person)
    others = other_records(viewer, person)
    return Summary(
        id=person.id,
        number=person.written_number,
        name=name,
        other_name=other,
        origin=wording.origin(person),
        born=wording.born(person),
        speaks=wording.speaks(person),
        lives_with=gettext("with %(people)s") % {"people": wording.listed(with_them)} if with_them else "",
        consent=consent_badge(viewer, person, others),
        also=tuple(others),
    )


def safe_contact(viewer: Viewer, person: Person) -> parts.Contact:
    """How to reach the person. Part of `identity`, which `person` has already checked for this viewer."""
    policy.require(viewer, can.SIGNED_IN, subject=person.subject)
    return parts.contact(person)


__all__ = [
    "ConsentBadge",
    "HouseholdShown",
    "Likely",
    "NeedShown",
    "PairShown",
    "Record",
    "RelationShown",
    "Sought",
    "Summary",
    "consent",
    "consent_badge",
    "consents",
    "decided",
    "draft",
    "drafts",
    "editable",
    "editing_right",
    "filling_right",
    "find",
    "find_people",
    "found_people",
    "heading",
    "household",
    "household_subject_of",
    "in_force",
    "indexing",
    "likely",
    "living_with",
    "may_edit",
    "names_of",
    "need",
    "needs",
    "needs_open",
    "open_names",
    "open_pairs",
    "other_records",
    "pair_of",
    "pairs_shown",
    "person",
    "persons",
    "registered_by",
    "relation",
    "relations",
    "restricted_open",
    "safe_contact",
    "summary",
]
