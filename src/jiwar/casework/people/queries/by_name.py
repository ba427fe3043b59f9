"""People by a name as it was heard: fetched by sealed keys, opened, compared, the likeliest first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import search
from jiwar.casework.people.likeness import level
from jiwar.casework.people.models import Person, PersonName
from jiwar.casework.people.name_index import mark
from jiwar.casework.people.reasons import met_in_words
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import names

WORTH_SHOWING: Final = 0.3
_ALL_OF_THE_TYPED, _ONE_PART = 0.9, 0.6
"""What a full agreement of what was typed is worth where more is written down than was typed."""


@dataclass(frozen=True)
class Hit:
    """`exact`: every typed word stands in the name as it was typed."""

    score: float
    exact: bool
    why: str | Promise

    @property
    def level(self) -> str:
        return level(self.score)


@dataclass(frozen=True)
class _Name:
    person: UUID
    number: int
    text: str
    part: str
    """Those of its words that met something typed, as they are written."""
    exact: bool


def by_name(viewer: Viewer, text: str, *, most: int) -> dict[UUID, Hit]:
    """By person, the likeliest first. As many queries whether somebody is found or not."""
    found = search.may_be_named(viewer, [text])
    ids = dict(_known(viewer, (0, *found.numbers.tolist())))
    rows = _names((search.NOBODY, *ids))
    vault.prefetch(rows)
    typed = set(search.words(text))
    heard = [_heard(row, ids[row.person_id], found.met.get(ids[row.person_id], frozenset()), typed) for row in rows]
    ranked = _ranked(text, [each for each in heard if each.part])[:most]
    return {name.person: Hit(score, name.exact, _why(text, name)) for score, name in ranked}


@statement
def _known(viewer: Viewer, numbers: tuple[int, ...]) -> QuerySet[Person, tuple[UUID, int]]:
    rows = policy.known(viewer, Person.objects.filter(number__in=numbers), Subject.Kind.PERSON)
    return rows.values_list("id", "number")


@statement
def _names(people: tuple[UUID, ...]) -> QuerySet[PersonName]:
    return PersonName.objects.filter(person__in=people).order_by("position")


def _heard(row: PersonName, number: int, met: frozenset[int], typed: set[str]) -> _Name:
    of_name = {word: search.words(word) for word in row.text.split()}
    part = [word for word, spelt in of_name.items() if any(mark(each) in met for each in spelt)]
    joined = 0 in met
    exact = bool(typed) and typed <= set(search.words(row.text))
    return _Name(row.person_id, number, row.text, row.text if joined else " ".join(part), exact)


def _ranked(text: str, heard: list[_Name]) -> list[tuple[float, _Name]]:
    """One name a person: the best; of equals the one with the typed words, then the newest."""
    typed = [text] * len(heard)
    whole = names.compare_many(typed, [name.text for name in heard])
    # Often what met is the whole name: it is not compared twice.
    partly = [at for at, name in enumerate(heard) if name.part != name.text]
    parts = whole.copy()
    parts[partly] = names.compare_many(typed[: len(partly)], [heard[at].part for at in partly])
    best: dict[UUID, tuple[float, _Name]] = {}
    for name, of_whole, of_part in zip(heard, whole.tolist(), parts.tolist(), strict=True):
        worth = _ALL_OF_THE_TYPED if len(name.part.split()) > 1 else _ONE_PART
        score = max(of_whole, of_part * worth, worth if name.exact else 0.0)
        known = best.get(name.person)
        if score >= WORTH_SHOWING and (known is None or (known[1].exact, known[0]) < (name.exact, score)):
            best[name.person] = (score, name)
    return sorted(best.values(), key=lambda each: (-each[1].exact, -each[0], -each[1].number))


def _why(text: str, name: _Name) -> str | Promise:
    return _("by name") if name.exact else met_in_words(names.compare(text, name.text)) or _("by name")
