"""Why two names were found alike or not: which part met which, and how. Data first; words in English beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from jiwar.knowledge.names.meeting import Meetings
from jiwar.knowledge.names.reading import Name, Part
from jiwar.knowledge.names.skeleton import nearby, part_keys


class How(StrEnum):
    """How a part of one name met a part of the other. Callers put these into the reader's language."""

    SAME = "same"
    SPELLING = "spelling"
    SCRIPT = "script"
    EQUIVALENT = "equivalent"
    INITIAL = "initial"
    JOINED = "joined"
    PARTICLE = "particle"
    TITLE = "title"
    DIFFERENT = "different"
    EXTRA = "extra"
    MISSING = "missing"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding. `left` and `right` are parts as written (one is empty for a part that met none).

    `weight` is in natural log odds: above 0 speaks for the same name, below 0 against it.
    """

    how: How
    left: str
    right: str
    weight: float

    def explain(self) -> str:
        """The finding as an English sentence without a full stop."""
        return _WORDS[self.how].format(left=self.left, right=self.right)


# What parts that met none and another order take from the odds. For the explanation only: the score is learned.
WEIGHT_OF_EXTRA = -1.0
WEIGHT_OF_TITLE = -0.1
WEIGHT_OF_DIFFERENT = -4.0
WEIGHT_OF_ORDER = -0.8
_EXCHANGED = {How.EXTRA: How.MISSING, How.MISSING: How.EXTRA}
_WORDS = {
    How.SAME: "{left} is in both",
    How.SPELLING: "{left} and {right} are spellings of one name",
    How.SCRIPT: "{left} is {right} in another script",
    How.EQUIVALENT: "{left} and {right} are forms of one name in two languages",
    How.INITIAL: "{left} and {right} agree by an initial only",
    How.JOINED: "{left} and {right} are the same when written together",
    How.PARTICLE: "{left} and {right} differ by an article, a link or an ending only",
    How.TITLE: "{left}{right} is a title and weighs little",
    How.DIFFERENT: "{left} and {right} stand in each other's place and differ",
    How.EXTRA: "{left} is in the first name only",
    How.MISSING: "{right} is in the second name only",
    How.ORDER: "the parts stand in another order: {left} / {right}",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are. `score` is read as the chance that they are spellings of one full name."""

    score: float
    why: tuple[Reason, ...]

    def explain(self) -> str:
        """The reasons as one English sentence."""
        found = "; ".join(reason.explain() for reason in self.why)
        return f"{found}." if found else "No part of a name to compare."

    def exchanged(self) -> "Comparison":
        """The same for the two names the other way round."""
        why = tuple(
            replace(reason, how=_EXCHANGED.get(reason.how, reason.how), left=reason.right, right=reason.left)
            for reason in self.why
        )
        return Comparison(self.score, why)


def reasons(left: Name, right: Name, written: tuple[Name, Name], meetings: Meetings) -> tuple[Reason, ...]:
    """The findings, met parts first. `written`: the names before a part was cut or two were joined."""
    pairs = [(place, int(partner)) for place, partner in enumerate(meetings.partner) if partner >= 0]
    known = {(side, part.written) for side, name in enumerate(written) for part in name.parts}
    found = [
        Reason(
            _how(left.parts[i], right.parts[j], known),
            left.parts[i].written,
            right.parts[j].written,
            round(float(meetings.odds[i]), 1),
        )
        for i, j in pairs
    ]
    found += _alone(left, right, {i for i, _ in pairs}, {j for _, j in pairs})
    if any(a[1] > b[1] for a, b in pairwise(pairs)):
        found.append(Reason(How.ORDER, _in_order(left), _in_order(right), WEIGHT_OF_ORDER))
    return tuple(found)


def _how(one: Part, other: Part, known: set[tuple[int, str]]) -> How:
    if one.is_initial != other.is_initial:
        return How.INITIAL
    if (0, one.written) not in known or (1, other.written) not in known:
        return How.JOINED
    if one.letters == other.letters and one.script is other.script:
        return How.SAME
    if not _sound_alike(one, other):
        return How.EQUIVALENT
    if one.script is not other.script:
        return How.SCRIPT
    if (one.root or one.letters) == (other.root or other.letters):
        return How.PARTICLE
    return How.SPELLING


def _sound_alike(one: Part, other: Part) -> bool:
    """Whether the two could be heard as one; else only what was seen written as what joins them."""
    near = {key for own in part_keys(one) for key in nearby(own)}
    return any(key in near for own in part_keys(other) for key in nearby(own))


def _alone(left: Name, right: Name, met_left: set[int], met_right: set[int]) -> Iterator[Reason]:
    """Parts that met none: two in the same place of the row differ, others are extra or missing."""
    lefts = [part for place, part in enumerate(left.parts) if place not in met_left]
    rights = [part for place, part in enumerate(right.parts) if place not in met_right]
    for part in [part for part in lefts if part.title]:
        yield Reason(How.TITLE, part.written, "", WEIGHT_OF_TITLE)
    for part in [part for part in rights if part.title]:
        yield Reason(How.TITLE, "", part.written, WEIGHT_OF_TITLE)
    lefts = [part for part in lefts if not part.title]
    rights = [part for part in rights if not part.title]
    for one, other in zip(lefts, rights, strict=False):
        yield Reason(How.DIFFERENT, one.written, other.written, WEIGHT_OF_DIFFERENT)
    for part in lefts[len(rights) :]:
        yield Reason(How.EXTRA, part.written, "", WEIGHT_OF_EXTRA)
    for part in rights[len(lefts) :]:
        yield Reason(How.MISSING, "", part.written, WEIGHT_OF_EXTRA)


def _in_order(name: Name) -> str:
    return " ".join(part.written for part in name.parts)
