"""Records that are of one person, and pairs that may be.

A person is all records that decisions hold together. Each keeps its own policy: whom the viewer may not know is in no
answer here, and no way leads through a record the viewer may not know.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.urls import reverse

from jiwar.casework.people import parts, wording
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.likeness import Likeness, assess, facts_of
from jiwar.casework.people.models import Pair, Person
from jiwar.casework.people.queries.found import as_found
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject

MOST_RECORDS = 40
"""Of one person. Beyond it something has gone wrong with the decisions; the page stays a page."""


@dataclass(frozen=True)
class Record:
    """Another record of the same person, with what is taken from it. `direct`: decided about exactly these two."""

    person: Person
    direct: bool
    names: tuple[parts.NameGiven, ...]
    papers: tuple[parts.IdentifierGiven, ...]
    phones: tuple[parts.PhoneGiven, ...]

    @property
    def number(self) -> str:
        return self.person.written_number

    @property
    def url(self) -> str:
        return reverse("people:person", args=[self.person.id])

    @property
    def name(self) -> str:
        return wording.heading(self.person)[0]


def other_records(viewer: Viewer, person: Person) -> list[Record]:
    """The other records of this person that the viewer may know, by number."""
    direct: set[UUID] = set()
    found: dict[UUID, Person] = {}
    edge = {person.id}
    while edge and len(found) < MOST_RECORDS:
        rows = [row for pair in _linked(viewer, tuple(edge)) for row in (pair.first, pair.second)]
        fresh = {row.id: row for row in rows if row.id != person.id and row.id not in found}
        direct = direct or set(fresh)
        found |= fresh
        edge = set(fresh)
    return _opened(sorted(found.values(), key=lambda row: row.number), direct)


def _opened(people: list[Person], direct: set[UUID]) -> list[Record]:
    """A few queries however many; none for a person with one record, as nearly everybody has."""
    vault.prefetch(people)
    prefetch_related_objects(people, "names", "identifiers", "phones")
    return [
        Record(row, row.id in direct, parts.who(row).names, parts.identifiers(row).given, parts.phones_beside(row))
        for row in people
    ]


def _known_pairs(viewer: Viewer, rows: QuerySet[Pair]) -> QuerySet[Pair]:
    """Only pairs both records of which the viewer may know."""
    for end in ("first__subject", "second__subject"):
        rows = policy.known(viewer, rows, Subject.Kind.PERSON, end)
    return rows.select_related("first__subject", "second__subject")


@statement
def _linked(viewer: Viewer, people: tuple[UUID, ...]) -> QuerySet[Pair]:
    same = Pair.objects.filter(Q(first__in=people) | Q(second__in=people), state=Pair.State.SAME)
    return _known_pairs(viewer, same)


def open_pairs(viewer: Viewer) -> QuerySet[Pair]:
    """The queue: pairs nobody has decided, both records of which the viewer may know. To be paged."""
    policy.require(viewer, can.MATCH_PEOPLE)
    return _known_pairs(viewer, Pair.objects.filter(state=Pair.State.OPEN))


def pair_of(viewer: Viewer, one: Person, other: Person) -> Pair | None:
    """What is recorded about two people whom the caller has fetched for this viewer."""
    first, second = in_order(one, other)
    return _known_pairs(viewer, Pair.objects.filter(first=first, second=second)).first()


def in_order(one: Person, other: Person) -> tuple[Person, Person]:
    return (one, other) if one.number < other.number else (other, one)


def declared_different(viewer: Viewer, one: Iterable[Person], other: Iterable[Person]) -> Pair | None:
    """A decision 'not the same person' that stands between two persons, each all its records."""
    ones, others = [row.id for row in one], [row.id for row in other]
    between = Q(first__in=ones, second__in=others) | Q(first__in=others, second__in=ones)
    return _known_pairs(viewer, Pair.objects.filter(between, state=Pair.State.DIFFERENT)).first()


@dataclass(frozen=True)
class Decided:
    """The last decision about a pair, for the page."""

    state: str
    by: str
    at: datetime | None


def decided(pair: Pair | None) -> Decided | None:
    if pair is None or pair.decided_by is None:
        return None
    return Decided(pair.state, pair.decided_by.account.name, pair.decided_at)


@dataclass(frozen=True)
class PairShown:
    first: Found
    second: Found
    likeness: Likeness


def pairs_shown(pairs: Sequence[Pair]) -> list[PairShown]:
    """Rows of `open_pairs` with their people opened and compared: a few queries however many."""
    people = {row.id: row for pair in pairs for row in (pair.first, pair.second)}
    facts = facts_of(people.values())
    return [
        PairShown(as_found(pair.first), as_found(pair.second), assess(facts[pair.first_id], facts[pair.second_id]))
        for pair in pairs
    ]
