"""People by a name as it was heard: fetched by sealed keys, opened, compared, the likeliest first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import search
from jiwar.casework.people.models import Person, PersonName
from jiwar.casework.people.name_index import mark
from jiwar.casework.people.reasons import part_in_words
from jiwar.casework.people.wording import script
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import names
from jiwar.knowledge.names import How, Reason

VERY_LIKELY, LIKELY, WORTH_SHOWING = 0.6, 0.3, 0.1
"""Scores of the typed name with what it met. Common parts score low among a million; the search asks about names."""


@dataclass(frozen=True)
class Hit:
    """`exact`: every typed word stands in the name as it was typed."""

    score: float
    exact: bool
    level: str
    why: str | Promise


@dataclass(frozen=True)
class _Name:
    """A name of somebody or of a parent of theirs, with the pairs of a typed word and a word of the name that met."""

    person: UUID
    number: int
    kind: str
    text: str
    met: tuple[tuple[str, str], ...]
    joined: bool
    exact: bool

    @property
    def part(self) -> str:
        """Those of its words that met something; all of it where words were read as one."""
        heard = {word for _, word in self.met}
        return self.text if self.joined else " ".join(word for word in self.text.split() if word in heard)

    def in_order(self, text: str) -> str:
        """The typed words in the order of those they met, then the others."""
        places = {word: at for at, word in reversed(list(enumerate(self.text.split())))}
        met = {typed: places[word] for typed, word in reversed(self.met)}
        return text if self.joined else " ".join(sorted(text.split(), key=lambda word: met.get(word, len(places))))

    @property
    def whole(self) -> bool:
        return self.part == self.text

    @property
    def of_parent(self) -> bool:
        return self.kind in PersonName.OF_PARENTS

    def place(self, score: float) -> tuple[int, float, bool, int]:
        """In the list: the typed words as typed first; whoever is called so before whose parent is; then the newest."""
        order = 2 if self.of_parent else 0 if self.exact else 1 if score >= LIKELY else 3
        return (order, -score, not self.whole, -self.number)


def by_name(viewer: Viewer, text: str, *, most: int) -> dict[UUID, Hit]:
    """By person, the likeliest first. As many queries whether somebody is found or not."""
    found = search.may_be_named(viewer, [text])
    numbers = dict(_known(viewer, (0, *found.numbers.tolist())))
    rows = _names((search.NOBODY, *numbers))
    vault.prefetch(rows)
    typed = search.words(text)
    written = _as_typed(text)
    # Those found bear the same words again and again; what is remembered of them is forgotten with the question.
    spelling = cache(search.words)
    heard = [
        _heard(
            row, found.met.get(numbers[row.person_id], frozenset()), numbers[row.person_id], typed, written, spelling
        )
        for row in rows
    ]
    ranked = _ranked(text, [each for each in heard if each.part])[:most]
    return {name.person: Hit(score, name.exact, _level(score, name), _why(text, name)) for score, name in ranked}


@statement
def _known(viewer: Viewer, numbers: tuple[int, ...]) -> QuerySet[Person, tuple[UUID, int]]:
    rows = policy.known(viewer, Person.objects.filter(number__in=numbers), Subject.Kind.PERSON)
    return rows.values_list("id", "number")


@statement
def _names(people: tuple[UUID, ...]) -> QuerySet[PersonName]:
    return PersonName.objects.filter(person__in=people).order_by("position")


def _as_typed(text: str) -> dict[str, str]:
    """How each normalised word was written."""
    return {spelt: word for word in text.split() for spelt in search.words(word)}


def _heard(
    row: PersonName,
    met: frozenset[tuple[int, int]],
    number: int,
    typed: list[str],
    written: dict[str, str],
    spelling: Callable[[str], list[str]],
) -> _Name:
    words = [(spelt, word) for word in row.text.split() for spelt in spelling(word)]
    of_mark = {mark(spelt): word for spelt, word in words}
    pairs = sorted((place, of_mark[of_word]) for place, of_word in met if place >= 0 and of_word in of_mark)
    said = dict.fromkeys((written.get(typed[place], typed[place]), word) for place, word in pairs)
    joined = any(place < 0 or of_word == 0 for place, of_word in met)
    exact = bool(typed) and set(typed) <= {spelt for spelt, _ in words}
    return _Name(row.person_id, number, row.kind, row.text, tuple(said), joined, exact)


def _ranked(text: str, heard: list[_Name]) -> list[tuple[float, _Name]]:
    """One name a person: the one of the first place."""
    # What was typed is compared with what it met, in the order of the name: people say their names in any order.
    typed = [name.in_order(text) for name in heard]
    backwards = " ".join(reversed(text.split()))
    turned = [backwards if name.joined else said for name, said in zip(heard, typed, strict=True)]
    parts = [name.part for name in heard]
    scores = _compared([*zip(typed, parts, strict=True)], [*zip(turned, parts, strict=True)])
    best: dict[UUID, tuple[float, _Name]] = {}
    for name, score in zip(heard, scores, strict=True):
        known = best.get(name.person)
        worth = name.exact or score >= WORTH_SHOWING
        if worth and (known is None or name.place(score) < known[1].place(known[0])):
            best[name.person] = (score, name)
    return sorted(best.values(), key=lambda each: each[1].place(each[0]))


def _compared(said: list[tuple[str, str]], turned: list[tuple[str, str]]) -> list[float]:
    """The better score of each two pairs. Many of those found bear one name: each pair is compared once, in one go."""
    pairs = list(dict.fromkeys([*said, *turned]))
    found = names.compare_many([one for one, _ in pairs], [other for _, other in pairs]).tolist()
    scores = dict(zip(pairs, found, strict=True))
    return [max(scores[one], scores[other]) for one, other in zip(said, turned, strict=True)]


def _level(score: float, name: _Name) -> str:
    """'very likely' only where all that is written down met something typed, and more than one word of it. A parent's
    name is one level less: whoever typed it may mean the parent.
    """
    levels = ("possible", "possible", "likely") if name.of_parent else ("possible", "likely", "very-likely")
    if name.whole and (score >= VERY_LIKELY or name.exact) and len(name.text.split()) > 1:
        return levels[2]
    return levels[1] if name.exact or score >= LIKELY else levels[0]


def _why(text: str, name: _Name) -> str | Promise:
    whose = _WHOSE.get(name.kind, "")
    if name.exact:
        return whose or _("by name")
    reasons = names.compare(text, name.text).why if name.joined else [_reason(*pair) for pair in name.met]
    told = [part_in_words(why) for why in reasons if why.how not in _UNMET]
    return gettext("; ").join([str(whose), *told] if whose else told) or _("by name")


_WHOSE: Final = {
    PersonName.Kind.FATHER.value: _("by the name of their father"),
    PersonName.Kind.MOTHER.value: _("by the name of their mother"),
}
_UNMET: Final = frozenset({How.EXTRA, How.MISSING, How.DIFFERENT, How.ORDER})


def _reason(typed: str, word: str) -> Reason:
    if search.normalised(typed) == search.normalised(word):
        return Reason(How.SAME, typed, word, 1.0)
    return Reason(How.SPELLING if script(typed) == script(word) else How.SCRIPT, typed, word, 1.0)
