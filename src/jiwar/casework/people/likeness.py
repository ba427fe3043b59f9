"""How likely two people are one, and what speaks for and against it, in words for the reader.

The name is compared by `knowledge.names`, everything else that was told is weighed with it. A score is never a
decision: it says whom to look at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.people.models import Identifier, Person, PersonName, Phone
from jiwar.casework.people.normalising import normalised, normalised_identifier
from jiwar.casework.people.reasons import Reason, of_evidence, of_name
from jiwar.casework.people.said_dates import SaidDate, from_data
from jiwar.foundation import vault
from jiwar.foundation.groups.statements import statement
from jiwar.knowledge import names
from jiwar.knowledge.names import Comparison, Evidence, Item

VERY_LIKELY, LIKELY, POSSIBLE = 0.9, 0.5, 0.1


def level(score: float) -> str:
    """'very-likely', 'likely', 'possible' or ''."""
    if score >= VERY_LIKELY:
        return "very-likely"
    if score >= LIKELY:
        return "likely"
    return "possible" if score >= POSSIBLE else ""


@dataclass(frozen=True)
class Facts:
    """What is known of one person, as far as it tells them from others. Identifiers as (kind or '', number)."""

    names: tuple[str, ...] = ()
    father: str = ""
    mother: str = ""
    birth: SaidDate | None = None
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    phones: frozenset[str] = frozenset()
    identifiers: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Likeness:
    score: float
    reasons: tuple[Reason, ...] = ()
    found: frozenset[Item] = field(default_factory=frozenset)
    """Items that speak for it."""

    @property
    def level(self) -> str:
        return level(self.score)


def assess(one: Facts, other: Facts, *, share: float | None = None) -> Likeness:
    """`share`: the part of the register that bears such a name; a common one says less."""
    comparison = best_comparison(one.names, other.names)
    written = [word for name in (*one.names, *other.names) for word in name.split()]
    combined = names.combine(comparison, *_evidence(one, other), share=share)
    reasons = (*of_name(comparison, written), *of_evidence(combined))
    speak_for = frozenset(item.item for item in combined.items if item.weight > 0)
    return Likeness(combined.score, reasons, speak_for)


def best_comparison(ones: Sequence[str], others: Sequence[str]) -> Comparison:
    found = [names.compare(one, other) for one in ones for other in others]
    return max(found, key=lambda each: each.score, default=Comparison(0.0, ()))


def _evidence(one: Facts, other: Facts) -> tuple[Evidence, Evidence]:
    shared = set(one.nationalities) & set(other.nationalities)
    ones, others = _kinds_agreed(one.identifiers, other.identifiers), _kinds_agreed(other.identifiers, one.identifiers)
    return _as_evidence(one, shared, ones), _as_evidence(other, shared, others)


def _as_evidence(facts: Facts, shared: set[str], identifiers: frozenset[tuple[str, str]]) -> Evidence:
    said = facts.birth
    return Evidence(
        birth=said.given if said else None,
        sex=facts.sex,
        nationality=min(shared) if shared else next(iter(facts.nationalities), ""),
        father=facts.father,
        mother=facts.mother,
        phones=facts.phones,
        identifiers=identifiers,
    )


def _kinds_agreed(ones: frozenset[tuple[str, str]], others: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The same number is the same paper, whatever it was called; a number of no kind differs from nothing."""
    theirs = {number for _, number in others}
    return frozenset(
        ("", number) if number in theirs else (kind, number) for kind, number in ones if kind or number in theirs
    )


def of_two(one: Person, other: Person, *, share: float | None = None) -> Likeness:
    facts = facts_of([one, other])
    return assess(facts[one.id], facts[other.id], share=share)


def facts_of(people: Iterable[Person]) -> dict[UUID, Facts]:
    """Opened with four queries however many."""
    people = list(people)
    vault.prefetch(people)
    ids = tuple(person.id for person in people)
    of_names, of_phones, of_papers = _by_person(_names(ids)), _by_person(_phones(ids)), _by_person(_papers(ids))
    return {
        person.id: _facts(
            person, of_names.get(person.id, []), of_phones.get(person.id, []), of_papers.get(person.id, [])
        )
        for person in people
    }


def _facts(person: Person, told: list[PersonName], phones: list[Phone], papers: list[Identifier]) -> Facts:
    parents = {row.kind: row.text for row in reversed(told)}
    return Facts(
        names=tuple(row.text for row in told if row.kind not in PersonName.OF_PARENTS),
        father=parents.get(PersonName.Kind.FATHER.value, ""),
        mother=parents.get(PersonName.Kind.MOTHER.value, ""),
        birth=from_data(person.birth),
        sex=person.sex,
        nationalities=tuple(person.nationalities),
        phones=frozenset(row.number for row in phones),
        identifiers=frozenset((row.kind, normalised_identifier(row.number)) for row in papers),
    )


def _by_person(rows: Iterable[PersonName | Phone | Identifier]) -> Mapping[UUID, list]:  # type: ignore[type-arg]
    found: dict[UUID, list[object]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


@statement
def _names(people: tuple[UUID, ...]) -> QuerySet[PersonName]:
    return PersonName.objects.filter(person__in=people).order_by("position")


@statement
def _phones(people: tuple[UUID, ...]) -> QuerySet[Phone]:
    return Phone.objects.filter(person__in=people)


@statement
def _papers(people: tuple[UUID, ...]) -> QuerySet[Identifier]:
    return Identifier.objects.filter(person__in=people)


def same_whole_name(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whatever the order of its words; a name of one word says too little to be 'the same name' by itself."""
    left, right = ({tuple(sorted(normalised(text).split())) for text in texts} for texts in (ones, others))
    return any(len(text) > 1 for text in left & right)
