"""What must be seen beside a standing: codes with parameters, as `steps` are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jiwar.knowledge.procedures.wording import Param, sentence


class CautionCode(StrEnum):
    """Braces in the templates below name the parameters."""

    MISSED = "missed"
    ACT_TODAY = "act-today"
    NOT_VERIFIED = "not-verified"
    NO_DATE = "no-date"
    TYPE_UNCERTAIN = "type-uncertain"
    CONFIRM_ON_LETTER = "confirm-on-letter"
    PRINTED_DIFFERS = "printed-differs"
    SEVERAL_REMEDIES = "several-remedies"
    SAY_WHICH = "say-which"
    FALLBACK_EVENT = "fallback-event"
    FRESH_CHECK = "fresh-check"
    BEFORE_EFFECTIVE = "before-effective"
    AFTER_EFFECTIVE = "after-effective"
    RECORD_STATUS = "record-status"
    WEEKEND_UNKNOWN = "weekend-unknown"
    EVENT_AHEAD = "event-ahead"
    EVENT_WITHOUT_EFFECT = "event-without-effect"
    NO_PROOF = "no-proof"
    NOT_IN_WRITING = "not-in-writing"
    UNKNOWN_DEADLINE = "unknown-deadline"
    OTHER_TRACK = "other-track"
    NOTHING_RECORDED = "nothing-recorded"
    COUNTRY = "country"


CAUTION_TEMPLATES: dict[CautionCode, str] = {
    CautionCode.MISSED: "The last day has passed: {action}, {day}. Ask a lawyer at once.",
    CautionCode.ACT_TODAY: "Act today: {action}, last day {day}.",
    CautionCode.NOT_VERIFIED: "Time limit not verified: ask a lawyer now ({action}).",
    CautionCode.NO_DATE: "No date may be computed: ask a lawyer now ({action}).",
    CautionCode.TYPE_UNCERTAIN: "{event}: it is not certain which kind of decision it is. The precaution counts.",
    CautionCode.CONFIRM_ON_LETTER: "Confirm on the decision letter: {action}.",
    CautionCode.PRINTED_DIFFERS: "{action}: the paper says {printed}, counting gives {computed}. A lawyer must decide.",
    CautionCode.SEVERAL_REMEDIES: "Several remedies are open; the nearest comes first: {action}, {day}.",
    CautionCode.SAY_WHICH: "{event} could answer several decisions: say which. Until then it stays open: {action}.",
    CautionCode.FALLBACK_EVENT: "{action}: counted from a later event, because the first is not recorded ({events}).",
    CautionCode.FRESH_CHECK: "{event} lies after the day the facts were last checked, {day}: check them again.",
    CautionCode.BEFORE_EFFECTIVE: "{event} lies before {day}, when these rules took effect: {text}.",
    CautionCode.AFTER_EFFECTIVE: "{event} lies after {day}, when these rules ended: {text}.",
    CautionCode.RECORD_STATUS: "{action}: {status}. Check that it still holds.",
    CautionCode.WEEKEND_UNKNOWN: "The office's days of rest are not known: Friday to Sunday are taken as closed.",
    CautionCode.EVENT_AHEAD: "{event} is dated after today: {day}.",
    CautionCode.EVENT_WITHOUT_EFFECT: "{event} starts and ends no deadline here.",
    CautionCode.NO_PROOF: "{event}: no proof of the date is in the file.",
    CautionCode.NOT_IN_WRITING: "{event}: not served in writing. Counted all the same; ask a lawyer.",
    CautionCode.UNKNOWN_DEADLINE: "{event} names a deadline this procedure does not have: {text}.",
    CautionCode.OTHER_TRACK: (
        "{event} starts no time limit on this track, but does on: {tracks}. Open the right one. Until then the "
        "precaution, which is not law, is {day}: act by {safe}."
    ),
    CautionCode.NOTHING_RECORDED: (
        "{event}: no time limit against it is recorded here, which does not mean that there is none. Ask a lawyer now."
    ),
    CautionCode.COUNTRY: "{text}.",
}


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning. `deadline`: the key of the deadline it belongs to, or empty."""

    code: CautionCode
    params: Mapping[str, Param]
    deadline: str = ""

    def text(self) -> str:
        """The warning in English."""
        return sentence(CAUTION_TEMPLATES[self.code], self.params)


def caution(code: CautionCode, deadline: str = "", **params: Param) -> Caution:
    return Caution(code, params, deadline)
