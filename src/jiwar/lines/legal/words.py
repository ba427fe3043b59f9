"""The words the desk uses for codes: events, statuses, periods, how sure a fact is."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.reader import format_number
from jiwar.knowledge.calendars import Unit
from jiwar.knowledge.procedures import (
    Confidence,
    DayType,
    DecisionMaker,
    EventKind,
    HowNotified,
    Kind,
    Party,
    Proof,
    Rule,
    ToWhom,
)

EVENTS: Final[dict[EventKind, str | Promise]] = {
    EventKind.ENTRY: _("Entered the country"),
    EventKind.IRREGULAR_ENTRY: _("Entered the country irregularly"),
    EventKind.REGISTRATION: _("Registered"),
    EventKind.APPLICATION_LODGED: _("Application lodged"),
    EventKind.DOCUMENT_ISSUED: _("Document issued"),
    EventKind.DOCUMENT_EXPIRES: _("Document expires"),
    EventKind.SENT_TO_PROVINCE: _("Sent to another province"),
    EventKind.INTERVIEW_HELD: _("Interview held"),
    EventKind.INTERVIEW_MISSED: _("Interview missed"),
    EventKind.DECISION_ISSUED: _("Decision issued"),
    EventKind.REFUSAL_NOTIFIED: _("Refusal notified"),
    EventKind.INADMISSIBILITY_NOTIFIED: _("Inadmissibility notified"),
    EventKind.WITHDRAWAL_NOTIFIED: _("Told that the application counts as withdrawn"),
    EventKind.RECOGNITION_NOTIFIED: _("Recognition notified"),
    EventKind.CESSATION_NOTIFIED: _("End of protection notified"),
    EventKind.APPEAL_FILED: _("Appeal or objection filed"),
    EventKind.APPEAL_REFUSED_NOTIFIED: _("Refusal of the appeal notified"),
    EventKind.SUIT_FILED: _("Suit filed in court"),
    EventKind.JUDGMENT_NOTIFIED: _("Judgment notified"),
    EventKind.DEPORTATION_DECISION_NOTIFIED: _("Deportation decision notified"),
    EventKind.DETENTION_ORDERED: _("Detention ordered"),
    EventKind.DETENTION_CHALLENGED: _("Detention challenged"),
    EventKind.DEPARTURE: _("Left the country"),
    EventKind.FILE_CLOSED: _("File closed by the authority"),
}
HOW_NOTIFIED: Final[dict[HowNotified, str | Promise]] = {
    HowNotified.IN_PERSON: _("in person, on paper"),
    HowNotified.BY_POST: _("by post"),
    HowNotified.ELECTRONIC: _("electronically"),
    HowNotified.ORALLY: _("by word of mouth"),
    HowNotified.PUBLISHED: _("by publication"),
    HowNotified.LEARNED_OTHERWISE: _("learned of it another way"),
    HowNotified.UNKNOWN: _("not known"),
}
TO_WHOM: Final[dict[ToWhom, str | Promise]] = {
    ToWhom.PERSON: _("the person"),
    ToWhom.REPRESENTATIVE: _("a representative"),
    ToWhom.LAWYER: _("the lawyer"),
    ToWhom.FAMILY: _("someone of the family"),
    ToWhom.OTHER: _("someone else"),
    ToWhom.UNKNOWN: _("not known"),
}
PROOF: Final[dict[Proof, str | Promise]] = {
    Proof.LETTER: _("the letter"),
    Proof.SIGNED_RECEIPT: _("a signed receipt"),
    Proof.ENVELOPE: _("the envelope with its postmark"),
    Proof.MESSAGE: _("a message"),
    Proof.OWN_WORD: _("the person’s word"),
    Proof.NONE: _("none"),
}
KINDS: Final[dict[Kind, str | Promise]] = {
    Kind.LIMIT: _("act by then"),
    Kind.AUTHORITY: _("the other side’s time"),
    Kind.WAIT: _("nothing is possible before"),
    Kind.VALIDITY: _("runs out"),
}
PARTIES: Final[dict[Party, str | Promise]] = {
    Party.APPLICANT: _("the applicant"),
    Party.AUTHORITY: _("the authority"),
    Party.COURT: _("the court"),
}
CONFIDENCE: Final[dict[Confidence, str | Promise]] = {
    Confidence.HIGH: _("well sourced"),
    Confidence.MEDIUM: _("fairly sourced: secondary or older sources"),
    Confidence.LOW: _("weakly sourced: one informal source"),
    Confidence.UNKNOWN: _("no source read"),
}
DECIDES: Final[dict[DecisionMaker, str | Promise]] = {
    DecisionMaker.STATE: _("the state"),
    DecisionMaker.UNHCR: _("UNHCR"),
    DecisionMaker.MIXED: _("the state and UNHCR"),
    DecisionMaker.TRANSITION: _("passing from UNHCR to the state"),
    DecisionMaker.UNKNOWN: _("not known"),
}
CALENDARS: Final[dict[str, str]] = {
    "gregorian": gettext_noop("civil"),
    "hijri": gettext_noop("Hijri"),
    "solar-hijri": gettext_noop("Solar Hijri"),
    "ethiopian": gettext_noop("Ethiopian"),
}
REASONS: Final[dict[str, str]] = {
    "weekend": gettext_noop("weekend"),
    "holiday": gettext_noop("public holiday"),
    "local": gettext_noop("closed as announced"),
}
WHOSE: Final[dict[str, str]] = {
    "group": gettext_noop("our office"),
    "addressee": gettext_noop("the office addressed"),
}
RECORD_STATUS: Final[dict[str, str]] = {
    "transitional": gettext_noop("a transitional rule"),
    "dated": gettext_noop("an old rule that may have changed"),
    "expired": gettext_noop("a rule that is no longer in force"),
}

DAY_TYPES: Final[dict[DayType, str | Promise]] = {
    DayType.CALENDAR: _("calendar days"),
    DayType.WORKING: _("working days"),
    DayType.UNKNOWN: _("not said"),
}
UNITS: Final[dict[Unit, str | Promise]] = {
    Unit.HOUR: _("hours"),
    Unit.DAY: _("days"),
    Unit.WEEK: _("weeks"),
    Unit.MONTH: _("months"),
    Unit.YEAR: _("years"),
}
EFFECTS: Final[dict[str, str | Promise]] = {
    "yes": _("yes"),
    "no": _("no"),
    "unknown": _("not known"),
    "not_applicable": _("does not apply"),
}


def confidence(value: Confidence) -> str:
    return str(CONFIDENCE[value])


def period(value: int, unit: str) -> str:
    """'10 days', in the reader's language and digits."""
    words = {
        Unit.HOUR: ngettext("%(n)s hour", "%(n)s hours", value),
        Unit.DAY: ngettext("%(n)s day", "%(n)s days", value),
        Unit.WEEK: ngettext("%(n)s week", "%(n)s weeks", value),
        Unit.MONTH: ngettext("%(n)s month", "%(n)s months", value),
        Unit.YEAR: ngettext("%(n)s year", "%(n)s years", value),
    }
    return words[Unit(unit)] % {"n": format_number(value)}


def period_of(rule: Rule) -> str:
    """How long a period of a pack is, or why that cannot be said."""
    if rule.no_limit:
        return gettext("no limit set by law")
    return length_of(known=rule.known, value=rule.value, unit=rule.unit)


def length_of(*, known: bool, value: int | None, unit: Unit | None) -> str:
    if not known or value is None or unit is None:
        return gettext("not verified: ask a lawyer")
    return period(value, unit.value)
