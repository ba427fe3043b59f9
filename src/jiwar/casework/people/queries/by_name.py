"""People by a name as it was heard: fetched by sealed keys, opened, compared, the likeliest first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import search
from jiwar.casework.people.models import Person, PersonName
from jiwar.casework.people.name_index import mark
from jiwar.casework.people.queries.found import READ
from jiwar.casework.people.reasons import part_in_words
from jiwar.casework.people.wording import script
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import names
from jiwar.knowledge.names import Comparisons, How, Reason

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

    @cached_property
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

    def place(self, score: float) -> tuple[int, bool, float, bool, int]:
        """In the list: who bears the whole of what was typed, in any script, before who bears more than that; the typed
        words as typed before likely ones; whoever is called so before whose parent is; then the newest."""
        all_of_it = self.whole and (self.exact or score >= VERY_LIKELY)
        order = 3 if self.of_parent else 0 if all_of_it else 1 if self.exact else 2 if score >= LIKELY else 4
        return (order, not self.exact, -score, not self.whole, -self.number)


def by_name(viewer: Viewer, text: str, *, most: int) -> dict[Person, Hit]:
    """People whom the viewer may know, the likeliest first, with what an answer shows of them still to be opened. As
    many queries whether somebody is found or not."""
    found = search.may_be_named(viewer, [text])
    people = {row.id: row for row in _numbered(viewer, (0, *found.numbers.tolist()))}
    rows = vault.opened(_names((search.NOBODY, *people)), "kind", "text")
    question = _Question.of(text)
    numbered = [(row, people[row.person_id].number) for row in rows]
    heard = [question.heard(row, number, found.met.get(number, frozenset())) for row, number in numbered]
    ranked, compared = _ranked(text, [each for each in heard if each.part])
    return {
        people[name.person]: Hit(score, name.exact, _level(score, name), _why(text, name, compared))
        for score, name in ranked[:most]
    }


@statement
def _numbered(viewer: Viewer, numbers: tuple[int, ...]) -> QuerySet[Person]:
    return policy.known(viewer, Person.objects.filter(number__in=numbers).only(*READ), Subject.Kind.PERSON)


@statement
def _names(people: tuple[UUID, ...]) -> QuerySet[PersonName]:
    rows = vault.keyed(PersonName.objects.filter(person__in=people)).order_by("position")
    return rows.only("person", "subject", "compartment", "kind", "text")


@dataclass(frozen=True)
class _Question:
    """What was typed: its words, and how each was written. What is remembered of those found is forgotten with it."""

    words: tuple[str, ...]
    written: Mapping[str, str]
    spelling: Callable[[str], list[str]]

    @classmethod
    def of(cls, text: str) -> "_Question":
        spelling = cache(search.words)
        written = {spelt: word for word in text.split() for spelt in spelling(word)}
        return cls(tuple(search.words(text)), written, spelling)

    def heard(self, row: PersonName, number: int, met: frozenset[tuple[int, int]]) -> "_Name":
        words = [(spelt, word) for word in row.text.split() for spelt in self.spelling(word)]
        of_mark = {mark(spelt): word for spelt, word in words}
        pairs = sorted((place, of_mark[of_word]) for place, of_word in met if place >= 0 and of_word in of_mark)
        typed = ((self.words[place], word) for place, word in pairs)
        said = tuple(dict.fromkeys((self.written.get(spelt, spelt), word) for spelt, word in typed))
        joined = any(place < 0 or of_word == 0 for place, of_word in met)
        exact = bool(self.words) and set(self.words) <= {spelt for spelt, _ in words}
        return _Name(row.person_id, number, row.kind, row.text, said, joined, exact)


@dataclass(frozen=True)
class _Compared:
    """What was typed with what it met. Many of those found bear one name: each pair is compared once, all in one go."""

    rows: Mapping[tuple[str, str], int]
    comparisons: Comparisons

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "_Compared":
        rows = {pair: row for row, pair in enumerate(dict.fromkeys(pairs))}
        return cls(rows, names.compare_all([typed for typed, _ in rows], [met for _, met in rows]))

    def score(self, *pairs: tuple[str, str]) -> float:
        return max(float(self.comparisons.scores[self.rows[pair]]) for pair in pairs)

    def why(self, pair: tuple[str, str]) -> tuple[Reason, ...]:
        return self.comparisons.why(self.rows[pair])


def _ranked(text: str, heard: list[_Name]) -> tuple[list[tuple[float, _Name]], _Compared]:
    """One name a person: the one of the first place."""
    # What was typed is compared with what it met, in the order of the name: people say their names in any order.
    backwards = " ".join(reversed(text.split()))
    said = [[(name.in_order(text), name.part)] + [(backwards, name.part)] * name.joined for name in heard]
    compared = _Compared.of(pair for pairs in said for pair in pairs)
    best: dict[UUID, tuple[float, _Name]] = {}
    for name, pairs in zip(heard, said, strict=True):
        score = compared.score(*pairs)
        known = best.get(name.person)
        worth = name.exact or score >= WORTH_SHOWING
        if worth and (known is None or name.place(score) < known[1].place(known[0])):
            best[name.person] = (score, name)
    return sorted(best.values(), key=lambda each: each[1].place(each[0])), compared


def _level(score: float, name: _Name) -> str:
    """'very likely' only where all that is written down met something typed, and more than one word of it. A parent's
    name is one level less: whoever typed it may mean the parent.
    """
    levels = ("possible", "possible", "likely") if name.of_parent else ("possible", "likely", "very-likely")
    if name.whole and (score >= VERY_LIKELY or name.exact) and len(name.text.split()) > 1:
        return levels[2]
    return levels[1] if name.exact or score >= LIKELY else levels[0]


def _why(text: str, name: _Name, compared: _Compared) -> str | Promise:
    whose = _WHOSE.get(name.kind, "")
    if name.exact:
        return whose or _("by name")
    reasons = compared.why((text, name.text)) if name.joined else [_reason(*pair) for pair in name.met]
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
