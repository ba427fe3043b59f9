"""Where a case stands: what `replay` answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jiwar.knowledge.calendars import Interval
from jiwar.knowledge.procedures.cautions import Caution
from jiwar.knowledge.procedures.events import PrintedDate
from jiwar.knowledge.procedures.pack import Kind, Pack, RecordStatus, Rule, Stage, Track
from jiwar.knowledge.procedures.steps import Step
from jiwar.knowledge.procedures.vocabulary import EventKind


class Status(StrEnum):
    """WAITING: its event is not recorded. OPEN: it runs. MET, LATE: done in time, or after the last day.

    Past the last day: MISSED (limit), OVERDUE (the other side's time), LAPSED (ran out), REACHED (a wait is over).
    CLOSED: another event ended it. SUPERSEDED: a newer one of its kind took its place.
    """

    WAITING = "waiting"
    OPEN = "open"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    OVERDUE = "overdue"
    LAPSED = "lapsed"
    REACHED = "reached"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


RUNNING = frozenset({Status.OPEN, Status.MISSED, Status.OVERDUE, Status.LAPSED, Status.REACHED})


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a case.

    `pack`: the edition its rule is from. `key`: the rule's id and the `ref` of the event that started it: stable
    while that event stays recorded. `due`: the law's last day (for a wait, the first day on which it is possible).
    `safe`: the day to work towards; None for the other side's time, which has `follow_up` instead. `precaution`,
    `precaution_safe`: the same two days under the shortest known remedy, which is not law. `occurrences`: the next
    days of a deadline that repeats, `due` first. `computed`: what counting alone gives, where a printed date took
    its place.
    """

    key: str
    pack: Pack
    rule: Rule
    status: Status
    due: date | None
    safe: date | None
    precaution: date | None
    precaution_safe: date | None
    follow_up: date | None
    occurrences: tuple[date, ...]
    computed: date | None
    printed: PrintedDate | None
    started_by: str
    started: Interval | None
    ended_by: str
    why: tuple[Step, ...]

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def act_by(self) -> date | None:
        """The day to sort and remind by: the earliest of those that ask for something."""
        days = [day for day in (self.safe, self.precaution_safe, self.follow_up, self.due) if day is not None]
        if self.rule.kind is Kind.WAIT or self.safe is None:
            return days[0] if days else None
        return min(days)

    @property
    def confirm_on_letter(self) -> bool:
        """Whether the date must be headed so."""
        return any(step.code == "confirm-on-letter" for step in self.why)

    @property
    def ask_lawyer(self) -> bool:
        """Whether no date is known although one may run: 'time limit not verified: ask a lawyer now'. Of a rule that is
        no longer in force, which only explains old files, nobody needs to ask."""
        unknown = self.due is None and not self.rule.no_limit and self.rule.kind is Kind.LIMIT
        if self.rule.status is RecordStatus.EXPIRED:
            return False
        return unknown and self.status in RUNNING


class Place(StrEnum):
    """Where a stage lies on the journey."""

    PAST = "past"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StageOnJourney:
    """`entered`: the day it was entered as far as recorded; a past stage without one was not recorded."""

    stage: Stage
    place: Place
    entered: Interval | None


@dataclass(frozen=True, slots=True)
class Journey:
    """One track's stages in order. `here` is None before the first and after the last."""

    track: Track
    stages: tuple[StageOnJourney, ...]
    here: Stage | None


@dataclass(frozen=True, slots=True)
class NextEvent:
    """What may come next. `leads_to`: the label of the stage it enters, or empty. `starts`: deadline ids."""

    kind: EventKind
    label: str
    leads_to: str
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """`deadlines`: those that run (what we must do, then what we watch, each nearest first), those that wait for an
    event, those that are over.
    `outcome`: the event after which the procedure rests, if it does."""

    pack: Pack
    journeys: tuple[Journey, ...]
    outcome: EventKind | None
    may_come: tuple[NextEvent, ...]
    deadlines: tuple[Deadline, ...]
    cautions: tuple[Caution, ...]

    @property
    def stage(self) -> Stage | None:
        """The stage on the first track, which is the leading one."""
        return self.journeys[0].here if self.journeys else None

    @property
    def running(self) -> tuple[Deadline, ...]:
        return tuple(deadline for deadline in self.deadlines if deadline.status in RUNNING)
