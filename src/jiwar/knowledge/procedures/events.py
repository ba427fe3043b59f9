"""What happened in one case, as the desk stores it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jiwar.knowledge.calendars import GivenDate, Interval
from jiwar.knowledge.procedures.vocabulary import EventKind


class HowNotified(StrEnum):
    """How a decision reached the person."""

    IN_PERSON = "in-person"
    BY_POST = "by-post"
    ELECTRONIC = "electronic"
    ORALLY = "orally"
    PUBLISHED = "published"
    LEARNED_OTHERWISE = "learned-otherwise"
    UNKNOWN = "unknown"


class ToWhom(StrEnum):
    """Who was notified."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    LAWYER = "lawyer"
    FAMILY = "family"
    OTHER = "other"
    UNKNOWN = "unknown"


class Proof(StrEnum):
    """What proof of the date is in the file."""

    LETTER = "letter"
    SIGNED_RECEIPT = "signed-receipt"
    ENVELOPE = "envelope"
    MESSAGE = "message"
    OWN_WORD = "own-word"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A last day printed on a letter or card. `confirmed`: a lawyer has confirmed that it holds."""

    day: date
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a case.

    `ref`: the caller's own id, comes back in each deadline. `about`: ids of the deadlines it concerns, when it
    concerns only some (which card was issued, which decision is sued against); empty: all it can concern, but an
    act that could answer several decisions then answers none.
    `printed`: last days printed on the paper, by deadline id. `type_certain`: False when it is not certain which
    kind of decision was notified. `withdrawn`: recorded by mistake, has no effect.
    """

    kind: EventKind
    given: GivenDate
    ref: str = ""
    how_notified: HowNotified | None = None
    to_whom: ToWhom | None = None
    proof: Proof | None = None
    about: tuple[str, ...] = ()
    printed: Mapping[str, PrintedDate] = field(default_factory=dict)
    type_certain: bool = True
    withdrawn: bool = False
    when: Interval = field(init=False, repr=False, compare=False)
    """The civil days it can have happened."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "when", self.given.interval())
