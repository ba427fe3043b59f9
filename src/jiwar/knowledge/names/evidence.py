"""What speaks for and against two records being one person, beside the name: one score, a reason for each item.

Every item adds a weight in natural log odds to the name's. The weights are judgement where marked so: they say how much
oftener the finding is met between two records of one person than between two people of about the same name. A score is
never a decision: it says whom to look at, and a person decides.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jiwar.knowledge.calendars import Calendar, DateError, GivenDate
from jiwar.knowledge.names.comparing import compare
from jiwar.knowledge.names.reasons import Comparison


class Item(StrEnum):
    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    NATIONALITY = "nationality"
    FATHER = "father"
    MOTHER = "mother"
    PHONE = "phone"
    IDENTIFIER = "identifier"


class Finding(StrEnum):
    """What was found about an item; callers put these into the reader's language."""

    ALIKE = "alike"
    COMMON = "common"
    UNLIKE = "unlike"
    SAME_DAY = "same_day"
    SAME_DEFAULT = "same_default"
    POSSIBLE = "possible"
    YEAR_ONLY = "year_only"
    SWAPPED = "swapped"
    ONE_DIGIT = "one_digit"
    OTHER_CALENDAR = "other_calendar"
    CLOSE_YEARS = "close_years"
    FAR_APART = "far_apart"
    SAME = "same"
    DIFFERENT = "different"


# Judgement, from the base rates named. Sex: half of all strangers agree; it is mistyped in one or two of a hundred.
# Birth: two strangers share a day of birth once in some 15,000, a year once in 40; 1 January is entered for every fifth
# to third refugee whose day is not known, so it says little more than the year.
WEIGHTS: dict[tuple[Item, Finding], float] = {
    (Item.BIRTH, Finding.SAME_DAY): 8.0,
    (Item.BIRTH, Finding.SAME_DEFAULT): 3.0,
    (Item.BIRTH, Finding.POSSIBLE): 1.5,
    (Item.BIRTH, Finding.YEAR_ONLY): 1.0,
    (Item.BIRTH, Finding.SWAPPED): 5.0,
    (Item.BIRTH, Finding.ONE_DIGIT): 3.0,
    (Item.BIRTH, Finding.OTHER_CALENDAR): 4.0,
    (Item.BIRTH, Finding.CLOSE_YEARS): -1.0,
    (Item.BIRTH, Finding.FAR_APART): -5.0,
    (Item.SEX, Finding.SAME): 0.6,
    (Item.SEX, Finding.DIFFERENT): -3.5,
    (Item.NATIONALITY, Finding.SAME): 1.5,
    (Item.NATIONALITY, Finding.DIFFERENT): -2.0,
    (Item.FATHER, Finding.ALIKE): 3.5,
    (Item.FATHER, Finding.UNLIKE): -2.5,
    (Item.MOTHER, Finding.ALIKE): 4.5,
    (Item.MOTHER, Finding.UNLIKE): -2.5,
    (Item.PHONE, Finding.SAME): 4.0,
    (Item.PHONE, Finding.DIFFERENT): -0.3,
    (Item.IDENTIFIER, Finding.SAME): 9.0,
    (Item.IDENTIFIER, Finding.DIFFERENT): -1.5,
}
# A name score is moved to the odds of a register: among people who share a key, few are one person (judgement).
PRIOR = -2.0
# The share of bearers at which a name is called common, and says less.
COMMON_SHARE = 0.001
CLOSE_YEARS = 2
_LIMIT = 9.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one record says about a person. Everything may be missing; missing says nothing.

    `phones` in international form; `identifiers` as (kind, normalised number).
    """

    birth: GivenDate | None = None
    sex: str = ""
    nationality: str = ""
    father: str = ""
    mother: str = ""
    phones: frozenset[str] = frozenset()
    identifiers: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """One item of the score."""

    item: Item
    finding: Finding
    weight: float

    def explain(self) -> str:
        return _WORDS[self.finding].format(item=_ITEMS[self.item])


@dataclass(frozen=True, slots=True)
class Combined:
    """One score from all that is known, and what each item added. Only a person decides what follows from it."""

    score: float
    items: tuple[Weighed, ...] = field(default=())

    def explain(self) -> str:
        return "; ".join(f"{item.explain()} ({item.weight:+.1f})" for item in self.items) + "."


def combine(name: Comparison | float, a: Evidence, b: Evidence, *, share: float | None = None) -> Combined:
    """One score from the comparison of names and the evidence of two records. Symmetric.

    `share`: the part of all people in the register whose name has these keys, if known: a common name weighs less.
    """
    items = [*_of_name(name if isinstance(name, float | int) else name.score, share)]
    items += [item for item in _of_others(a, b) if item is not None]
    total = PRIOR + sum(item.weight for item in items)
    return Combined(1 / (1 + math.exp(-total)), tuple(items))


def _of_name(score: float, share: float | None) -> Iterable[Weighed]:
    odds = math.log(max(score, 1e-6) / max(1 - score, 1e-6))
    weight = max(-_LIMIT, min(_LIMIT, odds))
    yield Weighed(Item.NAME, Finding.ALIKE if weight > 0 else Finding.UNLIKE, weight)
    if share is not None and share > COMMON_SHARE and weight > 0:
        yield Weighed(Item.NAME, Finding.COMMON, -min(weight, math.log(share / COMMON_SHARE)))


def _of_others(a: Evidence, b: Evidence) -> Iterable[Weighed | None]:
    yield _births(a.birth, b.birth)
    yield _equal(Item.SEX, a.sex, b.sex)
    yield _equal(Item.NATIONALITY, a.nationality, b.nationality)
    yield _named(Item.FATHER, a.father, b.father)
    yield _named(Item.MOTHER, a.mother, b.mother)
    yield _shared(Item.PHONE, a.phones, b.phones)
    yield _identifiers(a.identifiers, b.identifiers)


def _weighed(item: Item, finding: Finding) -> Weighed:
    return Weighed(item, finding, WEIGHTS[item, finding])


def _equal(item: Item, a: str, b: str) -> Weighed | None:
    if not a or not b:
        return None
    return _weighed(item, Finding.SAME if a == b else Finding.DIFFERENT)


def _named(item: Item, a: str, b: str) -> Weighed | None:
    """Parents' names: between alike and unlike the weight goes in a straight line with the score."""
    if not a.strip() or not b.strip():
        return None
    score = compare(a, b).score
    low, high = WEIGHTS[item, Finding.UNLIKE], WEIGHTS[item, Finding.ALIKE]
    return Weighed(item, Finding.ALIKE if score >= 0.5 else Finding.UNLIKE, low + (high - low) * score)


def _shared(item: Item, a: frozenset[str], b: frozenset[str]) -> Weighed | None:
    if not a or not b:
        return None
    return _weighed(item, Finding.SAME if a & b else Finding.DIFFERENT)


def _identifiers(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> Weighed | None:
    """Numbers of one kind are compared with one another only: a passport says nothing about a ration card."""
    if a & b:
        return _weighed(Item.IDENTIFIER, Finding.SAME)
    if {kind for kind, _ in a} & {kind for kind, _ in b}:
        return _weighed(Item.IDENTIFIER, Finding.DIFFERENT)
    return None


def _births(a: GivenDate | None, b: GivenDate | None) -> Weighed | None:
    if a is None or b is None:
        return None
    first, second = a.interval(), b.interval()
    if a.day and b.day and first.is_one_day and second.is_one_day:
        return _weighed(Item.BIRTH, _days(first.earliest, second.earliest))
    if first.overlaps(second):
        exact_years = not a.about and not b.about
        return _weighed(Item.BIRTH, Finding.POSSIBLE if exact_years else Finding.YEAR_ONLY)
    if _read_in_the_other_calendar(a, b) or _read_in_the_other_calendar(b, a):
        return _weighed(Item.BIRTH, Finding.OTHER_CALENDAR)
    gap = max(first.earliest - second.latest, second.earliest - first.latest).days
    return _weighed(Item.BIRTH, Finding.CLOSE_YEARS if gap <= 366 * CLOSE_YEARS else Finding.FAR_APART)


def _days(a: date, b: date) -> Finding:
    if a == b:
        return Finding.SAME_DEFAULT if _is_default(a) else Finding.SAME_DAY
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return Finding.SWAPPED
    if a.year == b.year and (_is_default(a) or _is_default(b)):
        return Finding.POSSIBLE
    if sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True)) == 1:
        return Finding.ONE_DIGIT
    one, other = GivenDate.of_civil(a), GivenDate.of_civil(b)
    if _read_in_the_other_calendar(one, other) or _read_in_the_other_calendar(other, one):
        return Finding.OTHER_CALENDAR
    return Finding.CLOSE_YEARS if abs((a - b).days) <= 366 * CLOSE_YEARS else Finding.FAR_APART


def _is_default(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _read_in_the_other_calendar(a: GivenDate, b: GivenDate) -> bool:
    """Whether `a`, with its numbers taken as of another calendar, is `b`: an Ethiopian date entered as a civil one."""
    for calendar in Calendar:
        if calendar is a.calendar or a.day is None or a.month is None:
            continue
        try:
            other = GivenDate(calendar, a.year, a.month, a.day)
        except DateError:
            continue
        if other.interval().overlaps(b.interval()):
            return True
    return False


_ITEMS = {
    Item.NAME: "the name",
    Item.BIRTH: "the date of birth",
    Item.SEX: "the sex",
    Item.NATIONALITY: "the nationality",
    Item.FATHER: "the father's name",
    Item.MOTHER: "the mother's name",
    Item.PHONE: "a telephone number",
    Item.IDENTIFIER: "a number of a document",
}
_WORDS = {
    Finding.ALIKE: "{item} is alike",
    Finding.COMMON: "{item} is common here",
    Finding.UNLIKE: "{item} is not alike",
    Finding.SAME_DAY: "{item} is the same day",
    Finding.SAME_DEFAULT: "{item} is 1 January of the same year, which is often entered when the day is not known",
    Finding.POSSIBLE: "{item} can be the same",
    Finding.YEAR_ONLY: "{item} is about the same",
    Finding.SWAPPED: "{item} is the same with day and month swapped",
    Finding.ONE_DIGIT: "{item} differs in one digit",
    Finding.OTHER_CALENDAR: "{item} is the same when one of the two is read in another calendar",
    Finding.CLOSE_YEARS: "{item} differs by less than two years",
    Finding.FAR_APART: "{item} is years apart",
    Finding.SAME: "{item} is the same",
    Finding.DIFFERENT: "{item} is different",
}
