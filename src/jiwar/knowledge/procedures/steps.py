"""Why a date is what it is: one step after the other, each a code with parameters and an English sentence.

Parameters named `day`, `earliest`, `latest`, `until`, `computed`, `printed`, `safe` are dates; `event` is an id of
the vocabulary, `events` several; `value` and `unit` make a period. Texts of the record (`text`, `action`, `note`)
are English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jiwar.knowledge.procedures.wording import Param, sentence


class StepCode(StrEnum):
    """The comment at each template below names its parameters in braces; `period` stands for `value` and `unit`,
    `closed` for `reason`, `name`, `estimated` and `whose`."""

    CONFIRM_ON_LETTER = "confirm-on-letter"
    WAITING = "waiting"
    STARTED = "started"
    GIVEN_AS = "given-as"
    COUNTED_FROM_EARLIEST = "counted-from-earliest"
    COUNTED_FROM_LATEST = "counted-from-latest"
    FALLBACK_EVENT = "fallback-event"
    PERIOD_AFTER = "period-after"
    PERIOD_BEFORE = "period-before"
    PERIOD_REPEATS = "period-repeats"
    HOURS = "hours"
    DAY_TYPE_CALENDAR = "day-type-calendar"
    DAY_TYPE_WORKING = "day-type-working"
    DAY_TYPE_UNKNOWN = "day-type-unknown"
    LAST_DAY = "last-day"
    EARLIEST_POSSIBLE = "earliest-possible"
    ROLLED_OVER = "rolled-over"
    NOT_ROLLED_OVER = "not-rolled-over"
    RECESS_NOT_APPLIED = "recess-not-applied"
    ONE_DAY_EARLIER = "one-day-earlier"
    CLOSED_DAY = "closed-day"
    WORK_TOWARDS = "work-towards"
    NO_OPEN_DAY = "no-open-day"
    FOLLOW_UP = "follow-up"
    NO_LIMIT = "no-limit"
    NOT_VERIFIED = "not-verified"
    NO_DATE = "no-date"
    TYPE_UNCERTAIN = "type-uncertain"
    PRECAUTION = "precaution"
    PRINTED_ONLY = "printed-only"
    PRINTED_SAME = "printed-same"
    PRINTED_EARLIER_KEPT = "printed-earlier-kept"
    PRINTED_LATER_KEPT = "printed-later-kept"
    PRINTED_CONFIRMED = "printed-confirmed"
    OTHER_REMEDY = "other-remedy"
    MET = "met"
    MET_UNCERTAIN = "met-uncertain"
    LATE = "late"
    SAY_WHICH = "say-which"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    APPLIES_TO = "applies-to"
    IS_MINIMUM = "is-minimum"
    RECORD_STATUS = "record-status"
    CONFLICT = "conflict"
    NOTE = "note"
    OUR_READING = "our-reading"
    OLDER_RULES = "older-rules"
    OTHER_RULES = "other-rules"
    PACKAGE_SAYS = "package-says"
    LEGAL_BASIS = "legal-basis"
    CONFIDENCE = "confidence"
    SOURCE = "source"
    CONFLICTING_SOURCE = "conflicting-source"
    CHECKED = "checked"


STEP_TEMPLATES: dict[StepCode, str] = {
    StepCode.CONFIRM_ON_LETTER: "Confirm on the decision letter.",
    StepCode.WAITING: "Begins with: {events}. Not recorded yet.",
    StepCode.STARTED: "{event}: {day}.",
    StepCode.GIVEN_AS: "The date was given as {given} ({calendar} calendar).",
    StepCode.COUNTED_FROM_EARLIEST: "It may have been any day from {earliest} to {latest}; we count from the earliest.",
    StepCode.COUNTED_FROM_LATEST: "It may have been any day from {earliest} to {latest}; we count from the latest.",
    StepCode.FALLBACK_EVENT: "The event it should be counted from is not recorded ({events}); it may end sooner.",
    StepCode.PERIOD_AFTER: "{period} from then; the day itself is not counted.",
    StepCode.PERIOD_BEFORE: "{period} before then.",
    StepCode.PERIOD_REPEATS: "Every {period} from then.",
    StepCode.HOURS: "{period} from then. The hour is not recorded: counted to the earliest day on which they can end.",
    StepCode.DAY_TYPE_CALENDAR: "Calendar days: {text}.",
    StepCode.DAY_TYPE_WORKING: "Working days: {text}.",
    StepCode.DAY_TYPE_UNKNOWN: "No source says whether calendar or working days: calendar days, the shorter reading.",
    StepCode.LAST_DAY: "Last day: {day}.",
    StepCode.EARLIEST_POSSIBLE: "Possible from {day}, under the later reading.",
    StepCode.ROLLED_OVER: "That day is closed ({closed}), so the last day moves to {until}.",
    StepCode.NOT_ROLLED_OVER: "That day is closed ({closed}); no rule read moves the last day forward, so it stays.",
    StepCode.RECESS_NOT_APPLIED: "It ends in the court recess; it is not extended for that.",
    StepCode.ONE_DAY_EARLIER: "Whether the first day counts is not certain: we work at least one day earlier, {day}.",
    StepCode.CLOSED_DAY: "{day} is passed over: {closed}.",
    StepCode.WORK_TOWARDS: "Act by {day}.",
    StepCode.NO_OPEN_DAY: "No open day is left in between: act on {day}, or at once.",
    StepCode.FOLLOW_UP: "Their time, not ours: ask what became of it on {day}.",
    StepCode.NO_LIMIT: "The law sets no time limit.",
    StepCode.NOT_VERIFIED: "Time limit not verified: ask a lawyer now.",
    StepCode.NO_DATE: "A period is reported, but not surely enough to compute a date from it.",
    StepCode.TYPE_UNCERTAIN: "Which kind of decision it is, is not certain.",
    StepCode.PRECAUTION: (
        "Precaution, not law: the shortest known remedy here has {period} ({action}). It would end on {day}; "
        "act by {safe}."
    ),
    StepCode.PRINTED_ONLY: "The paper says {printed}; no date was computed.",
    StepCode.PRINTED_SAME: "The paper says the same: {printed}.",
    StepCode.PRINTED_EARLIER_KEPT: (
        "The paper says {printed}, counting gives {computed}: the earlier, {day}, is kept until a lawyer confirms."
    ),
    StepCode.PRINTED_LATER_KEPT: (
        "The paper says {printed}, counting gives {computed}: the later, {day}, is kept until a lawyer confirms."
    ),
    StepCode.PRINTED_CONFIRMED: "The paper says {printed}, and a lawyer has confirmed it.",
    StepCode.OTHER_REMEDY: "Another way is open too: {action}, until {day}.",
    StepCode.MET: "Done: {event}, {day}.",
    StepCode.MET_UNCERTAIN: "Done, but perhaps after the last day: {event}, between {earliest} and {latest}.",
    StepCode.LATE: "Done after the last day: {event}, {day}.",
    StepCode.SAY_WHICH: "{event} ({day}) could answer several decisions: say which. Until then this stays open.",
    StepCode.CLOSED: "No longer runs: {event}, {day}.",
    StepCode.SUPERSEDED: "Replaced by a newer one of {day}.",
    StepCode.APPLIES_TO: "Applies to: {text}.",
    StepCode.IS_MINIMUM: "This is the least; the letter may give more.",
    StepCode.RECORD_STATUS: "This is {status}: check that it still holds.",
    StepCode.CONFLICT: "Sources differ: {text}.",
    StepCode.NOTE: "{text}.",
    StepCode.OUR_READING: "Our reading: {text}.",
    StepCode.OLDER_RULES: "Counted by the rules in force until {until}; newer ones hold since {day}.",
    StepCode.OTHER_RULES: (
        "Precaution, not law: the rules of another time have {period}. Under them it would end on {day}; act by {safe}."
    ),
    StepCode.PACKAGE_SAYS: (
        "Precaution, not law: this group has a value of its own here, and the package says {period}. By that it would "
        "end on {day}; act by {safe}."
    ),
    StepCode.LEGAL_BASIS: "Legal basis: {text}.",
    StepCode.CONFIDENCE: "Confidence: {text}.",
    StepCode.SOURCE: "Source: {citation}",
    StepCode.CONFLICTING_SOURCE: "A source that says otherwise: {citation}",
    StepCode.CHECKED: "Facts checked on {day}.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning."""

    code: StepCode
    params: Mapping[str, Param]

    def text(self) -> str:
        """The step in English."""
        return sentence(STEP_TEMPLATES[self.code], self.params)


def step(code: StepCode, **params: Param) -> Step:
    return Step(code, params)
