"""Why two names were found alike or not: which part met which, and how. Data first; words in English beside it."""

from dataclasses import dataclass
from enum import StrEnum


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


_WORDS = {
    How.SAME: "{left} is in both",
    How.SPELLING: "{left} and {right} are spellings of one name",
    How.SCRIPT: "{left} is {right} in another script",
    How.EQUIVALENT: "{left} and {right} are forms of one name in two languages",
    How.INITIAL: "{left} and {right} agree by an initial only",
    How.JOINED: "{left} is {right} when written as one",
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
        return "; ".join(reason.explain() for reason in self.why) + "." if self.why else "No part of a name to compare."
