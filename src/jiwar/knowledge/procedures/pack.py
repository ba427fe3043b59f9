"""What a pack says, as loaded: every fact with its sources. See `packs/*.toml`; `loading` refuses what does not fit.

Texts are English, as recorded. Empty text means that the record says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from jiwar.knowledge.calendars import Direction, Interval, Unit
from jiwar.knowledge.procedures.vocabulary import EventKind

EVERY_TRACK = "all"


class Kind(StrEnum):
    """LIMIT: act by then. AUTHORITY: the other side's time. WAIT: nothing before. VALIDITY: runs out."""

    LIMIT = "limit"
    AUTHORITY = "authority"
    WAIT = "wait"
    VALIDITY = "validity"


class Party(StrEnum):
    """Who must act."""

    APPLICANT = "applicant"
    AUTHORITY = "authority"
    COURT = "court"


class DayType(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"
    UNKNOWN = "unknown"


class Compute(StrEnum):
    """YES: a date is computed. WARN: it is, and always headed 'confirm on the decision letter'. NO: no date."""

    YES = "yes"
    WARN = "warn"
    NO = "no"


class Confidence(StrEnum):
    """HIGH: legal text, authority, UNHCR or specialised report, unopposed. MEDIUM: secondary sources agree, or one
    good but old source. LOW: one informal source. UNKNOWN: nothing read."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class RecordStatus(StrEnum):
    """UNKNOWN: nobody could verify that there is such a rule; only for a period nobody verified either."""

    IN_FORCE = "in_force"
    TRANSITIONAL = "transitional"
    DATED = "dated"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class ConventionStatus(StrEnum):
    PARTY = "party"
    NOT_PARTY = "not_party"
    SIGNED_NOT_RATIFIED = "signed_not_ratified"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class DecisionMaker(StrEnum):
    """Who decides on individual claims."""

    STATE = "state"
    UNHCR = "unhcr"
    MIXED = "mixed"
    TRANSITION = "transition_from_unhcr_to_state"
    UNKNOWN = "unknown"


class Rollover(StrEnum):
    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `read`: how far ('excerpt')."""

    id: str
    title: str
    publisher: str
    url: str
    date: str
    kind: str
    language: str
    read: str
    note: str

    def citation(self) -> str:
        return f"{self.title}. {self.publisher}, {self.date}. {self.url}"


@dataclass(frozen=True, slots=True)
class Law:
    """`status`: what was read of whether it is in force, in words."""

    id: str
    name_en: str
    name_local: str
    number: str
    date: str
    gazette: str
    articles_read: str
    status: str
    note: str
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Convention:
    """Whether the country is bound by it. `reservations`, `geographic_limitation`: None where nothing was read."""

    id: str
    status: ConventionStatus
    date: str
    note: str
    reservations: bool | None
    geographic_limitation: bool | None
    geographic_limitation_note: str
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides and who hears appeals: names by what they are of, in English and, under `…_local`, as there."""

    facts: Mapping[str, str]
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Country:
    """`iso2` is empty where the procedure belongs to no country. `warnings` must be shown with every standing."""

    iso2: str
    iso3: str
    name_en: str
    name_local: tuple[str, ...]
    region: str
    decision_maker: DecisionMaker
    summary: str
    warnings: tuple[str, ...]
    conventions: tuple[Convention, ...]
    authority: Authority


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """How periods are counted. `rolls_over`: ids of the deadlines whose last day moves to the next working day; for
    all others it never moves. `recess`: first and last day of the court recess as (month, day); never applied.
    `remarks`: the record's other words on counting, by name. `weekend`: as the record has it; days are taken from
    `knowledge.calendars`, which a test keeps in step."""

    weekend: tuple[str, ...]
    rollover: Rollover
    rolls_over: frozenset[str]
    recess: tuple[tuple[int, int], tuple[int, int]] | None
    remarks: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A kind of procedure. `stages`: ids in the order of its journey."""

    id: str
    label: str
    stages: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Stage:
    """`actor` and `summary` are empty where nobody could verify them. `entered_by`, `left_by`: events that lead in and
    out; `within`: events that may come while it lasts."""

    id: str
    order: int
    name: str
    label: str
    track: str
    actor: str
    summary: str
    documents: tuple[str, ...]
    legal_basis: str
    sources: tuple[str, ...]
    confidence: Confidence
    entered_by: frozenset[EventKind]
    within: frozenset[EventKind]
    left_by: frozenset[EventKind]


@dataclass(frozen=True, slots=True)
class Reading:
    """Our own reading, not the record's: which events start, meet and close a deadline.

    `fallback_from` starts it only where none of `starts_from` is recorded. `latest_only`: a newer start replaces the
    older (a renewed card)."""

    starts_from: frozenset[EventKind]
    fallback_from: frozenset[EventKind]
    met_by: frozenset[EventKind]
    closed_by: frozenset[EventKind]
    latest_only: bool
    note: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One period of the record. `value` and `unit` are None when it is not known, or when the law sets no limit
    (`no_limit`), which is not the same. `suspensive_effect`: yes, no, unknown, not_applicable."""

    id: str
    stage: str
    track: str
    party: Party
    kind: Kind
    direction: Direction
    repeats: bool
    no_limit: bool
    action: str
    known: bool
    value: int | None
    unit: Unit | None
    day_type: DayType
    day_type_basis: str
    is_minimum: bool
    start_event: str
    to_whom: str
    suspensive_effect: str
    legal_basis: str
    sources: tuple[str, ...]
    conflicting_sources: tuple[str, ...]
    conflict: str
    confidence: Confidence
    status: RecordStatus
    compute: Compute
    applicability: str
    extension: str
    consequence: str
    note: str
    second_read: str
    reading: Reading

    @property
    def gives_date(self) -> bool:
        return self.known and self.compute is not Compute.NO


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When an application counts as withdrawn, or protection as ended."""

    id: str
    rule: str
    sources: tuple[str, ...]
    confidence: Confidence
    legal_basis: str
    note: str


@dataclass(frozen=True, slots=True)
class Right:
    """`value` is empty where nobody could verify it."""

    id: str
    value: str
    legal_basis: str
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class LegalAid:
    available: str
    summary: str
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Contact:
    type: str
    name: str
    detail: str
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Unknown:
    """What could not be verified, and why."""

    id: str
    question: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A procedure under one state of its law. `reviewed_on`: when its facts were last checked; events after it need a
    fresh check. `effective_from`, `effective_until`: its first and last day, None where no such day was read; events
    outside fall under other rules. `earlier`: what held before, oldest first. `reading_by`: whose reading
    `Rule.reading` is. `instead_of`: the edition as the package has it, where a group's own values lie over it
    (`overlay`). Two are the same only where they are one object: they are read once and compared often.
    """

    id: str
    name: str
    version: str
    reviewed_on: date
    effective_from: date | None
    effective_until: date | None
    effective_note: str
    reading_by: str
    anytime: frozenset[EventKind]
    country: Country
    calendar: CalendarRules
    tracks: tuple[Track, ...]
    laws: tuple[Law, ...]
    sources: Mapping[str, Source]
    stages: Mapping[str, Stage]
    rules: tuple[Rule, ...]
    withdrawal: tuple[Withdrawal, ...]
    rights: tuple[Right, ...]
    legal_aid: LegalAid
    contacts: tuple[Contact, ...]
    unknowns: tuple[Unknown, ...]
    earlier: tuple["Pack", ...] = ()
    instead_of: "Pack | None" = None

    @property
    def checked_on(self) -> date:
        """When all of its facts were last checked: one value laid over them makes the others no fresher."""
        return self.instead_of.reviewed_on if self.instead_of else self.reviewed_on

    @property
    def editions(self) -> tuple["Pack", ...]:
        """All of them, the oldest first, this one last."""
        return (*self.earlier, self)

    def in_force(self, day: date) -> "Pack":
        """The edition an event of that day falls under; before all of them, the oldest."""
        if not self.earlier:
            return self
        begun = (one for one in reversed(self.editions) if one.effective_from is None or one.effective_from <= day)
        return next(begun, self.editions[0])

    def may_govern(self, days: Interval) -> tuple["Pack", ...]:
        """Every edition that was in force on one of these days, the oldest first."""
        if not self.earlier:
            return (self,)
        first, last = (self.editions.index(self.in_force(day)) for day in (days.earliest, days.latest))
        return self.editions[first : last + 1]

    def alone(self) -> "Pack":
        """As if it had always been so: to see what it would change."""
        return replace(self, earlier=())

    def rule(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def track(self, track_id: str) -> Track | None:
        return next((track for track in self.tracks if track.id == track_id), None)

    def rules_on(self, tracks: frozenset[str]) -> tuple[Rule, ...]:
        """The rules of these tracks and those of every track."""
        return _rules_on(self, tracks)

    def choices(self, track_id: str, kind: EventKind) -> tuple[Rule, ...]:
        """The deadlines of the track an event would start: what `Event.about` may name, when only some are meant."""
        return tuple(rule for rule in self.rules_on(frozenset({track_id})) if kind in rule.reading.starts_from)

    def answered_by(self, track_id: str, kind: EventKind) -> tuple[Rule, ...]:
        """The deadlines of the track an event would meet: what `Event.about` should name, when there are several."""
        return tuple(rule for rule in self.rules_on(frozenset({track_id})) if kind in rule.reading.met_by)


@lru_cache(maxsize=4096)
def _rules_on(pack: Pack, tracks: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in pack.rules if rule.track == EVERY_TRACK or rule.track in tracks)
