"""The question 'is it one of these?': whom a new registration, or a record, may already be."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext

from jiwar.casework.people import likeness, search
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.likeness import POSSIBLE, Facts, Likeness, assess, same_whole_name
from jiwar.casework.people.models import Person
from jiwar.casework.people.name_index import Candidates
from jiwar.casework.people.normalising import normalised_identifier
from jiwar.casework.people.queries.found import as_found
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import names
from jiwar.knowledge.names import Item

MOST_ALIKE: Final = 12
MOST_WEIGHED: Final = 20
NAME_ALIKE: Final = 0.3
"""A name so alike is shown while somebody registers, whatever else was told: telephones change, ages are guesses."""


@dataclass(frozen=True)
class Sought:
    """What has been typed of a new registration so far. Telephones in E.164. `names`: their own, not their parents'."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    birth: SaidDate | None = None
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    father: str = ""
    mother: str = ""

    def facts(self) -> Facts:
        return Facts(
            names=self.names,
            father=self.father,
            mother=self.mother,
            birth=self.birth,
            sex=self.sex,
            nationalities=self.nationalities,
            phones=frozenset(self.phones),
            identifiers=frozenset(("", normalised_identifier(number)) for number in self.identifiers),
        )


@dataclass(frozen=True)
class Weight:
    """`sure`: an equal name or number, not only something alike."""

    sure: bool
    likeness: Likeness

    @property
    def asks(self) -> bool:
        """Whether somebody must answer before a new person is registered."""
        return self.sure or self.likeness.level in {"likely", "very-likely"}


@dataclass(frozen=True)
class Likely(Weight):
    """An existing person a new registration may be."""

    found: Found
    person: Person


def likely(viewer: Viewer, sought: Sought) -> list[Likely]:
    """Existing people the viewer may know, the likest first, each with its why. Asked before somebody is registered,
    one by one or from a list."""
    policy.require(viewer, can.IMPORT_PEOPLE if viewer.can(can.IMPORT_PEOPLE) else can.REGISTER_PEOPLE)
    named = search.may_be_named(viewer, sought.names)
    ids = _with_numbers(sought.facts())
    rows = [*_numbered(viewer, (0, *named.numbers.tolist())), *_those(viewer, (search.NOBODY, *ids))]
    return weighed(sought.facts(), rows, named)


def weighed(facts: Facts, rows: Iterable[Person], named: Candidates) -> list[Likely]:
    """Those of `rows` that may be the person, with their likeness. Their visibility has been decided by the caller."""
    people = {row.id: row for row in rows}
    of_people = likeness.facts_of(people.values())
    nearest = _nearest(facts, of_people)
    found = []
    for id_, name_score in nearest.items():
        weight = weigh(facts, of_people[id_], name_score, share=named.share)
        if weight is not None:
            like = weight.likeness
            shown_as = as_found(people[id_], _why(facts, of_people[id_], like), like.level or "possible")
            found.append(Likely(weight.sure, like, shown_as, people[id_]))
    found.sort(key=lambda each: (-each.sure, -each.likeness.score, -each.person.number))
    shown = found[:MOST_ALIKE]
    # The page sets what was typed beside each of them.
    prefetch_related_objects([each.person for each in shown], "names", "identifiers", "phones")
    return shown


def weigh(one: Facts, other: Facts, name_score: float, *, share: float | None = None) -> Weight | None:
    """None where they are not alike enough to be shown. `name_score`: of their likest names."""
    like = assess(one, other, share=share)
    sure = _is_sure(one, other, like)
    return Weight(sure, like) if sure or like.score >= POSSIBLE or name_score >= NAME_ALIKE else None


def _why(one: Facts, other: Facts, like: Likeness) -> tuple[str, ...]:
    """What speaks for it, shortly; an equal name is not told part by part."""
    if not same_whole_name(one.names, other.names):
        return tuple(reason.text for reason in like.reasons if reason.speaks == "for")
    told = (reason for reason in like.reasons if reason.speaks == "for" and not reason.of_name)
    return (gettext("the same name"), *(reason.text for reason in told))


def _is_sure(one: Facts, other: Facts, like: Likeness) -> bool:
    return bool({Item.PHONE, Item.IDENTIFIER} & like.found) or same_whole_name(one.names, other.names)


def _nearest(facts: Facts, of_people: dict[UUID, Facts]) -> dict[UUID, float]:
    """Whoever shares a number (1 is added), then those with the likest names: only they are weighed."""
    pairs = [(id_, ours, theirs) for id_, other in of_people.items() for theirs in other.names for ours in facts.names]
    scores = names.compare_many([ours for _, ours, _ in pairs], [theirs for _, _, theirs in pairs]).tolist()
    best = dict.fromkeys(of_people, 0.0)
    for (id_, _ours, _theirs), score in zip(pairs, scores, strict=True):
        best[id_] = max(best[id_], score)
    numbers = {number for _, number in facts.identifiers}
    for id_, other in of_people.items():
        if facts.phones & other.phones or numbers & {number for _, number in other.identifiers}:
            best[id_] += 1
    return dict(sorted(best.items(), key=lambda pair: -pair[1])[:MOST_WEIGHED])


def _with_numbers(facts: Facts) -> list[UUID]:
    phones = [id_ for number in sorted(facts.phones) for id_ in search.ids_with_phone(number)]
    return phones + [id_ for _, number in sorted(facts.identifiers) for id_ in search.ids_with_identifier(number)]


@statement
def _numbered(viewer: Viewer, numbers: tuple[int, ...]) -> QuerySet[Person]:
    return _known(viewer, Person.objects.filter(number__in=numbers))


@statement
def _those(viewer: Viewer, ids: tuple[UUID, ...]) -> QuerySet[Person]:
    return _known(viewer, Person.objects.filter(id__in=ids)).order_by("-number")[: search.MOST_OPENED]


def _known(viewer: Viewer, rows: QuerySet[Person]) -> QuerySet[Person]:
    return policy.known(viewer, rows.select_related("subject"), Subject.Kind.PERSON)
