"""Why a date is what it is, sentence by sentence in the reader's language, from the codes of the knowledge.

A code that has no sentence here is shown in the English of the knowledge, marked as English.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop
from markupsafe import Markup, escape

from jiwar.foundation.languages.reader import current_reader, format_given
from jiwar.foundation.ui import filters
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.procedures import (
    Caution,
    CautionCode,
    EventKind,
    Step,
    StepCode,
)
from jiwar.lines.legal import words
from jiwar.lines.legal.phrases import foreign, phrase

# Told beside the steps, not among them.
APART: Final = frozenset(
    {
        StepCode.CONFIRM_ON_LETTER,
        StepCode.LEGAL_BASIS,
        StepCode.CONFIDENCE,
        StepCode.SOURCE,
        StepCode.CONFLICTING_SOURCE,
        StepCode.CHECKED,
        StepCode.CONFLICT,
        StepCode.NOTE,
    }
)

STEPS: Final[dict[StepCode, str]] = {
    StepCode.CONFIRM_ON_LETTER: gettext_noop("Confirm on the decision letter."),
    StepCode.WAITING: gettext_noop("Begins with: %(events)s. Not recorded yet."),
    StepCode.STARTED: gettext_noop("%(event)s: %(day)s."),
    StepCode.GIVEN_AS: gettext_noop("The date was given as %(given)s (%(calendar)s calendar)."),
    StepCode.COUNTED_FROM_EARLIEST: gettext_noop(
        "It may have been any day from %(earliest)s to %(latest)s; we count from the earliest."
    ),
    StepCode.COUNTED_FROM_LATEST: gettext_noop(
        "It may have been any day from %(earliest)s to %(latest)s; we count from the latest."
    ),
    StepCode.FALLBACK_EVENT: gettext_noop(
        "The event it should be counted from is not recorded (%(events)s); it may end sooner."
    ),
    StepCode.PERIOD_AFTER: gettext_noop("%(period)s from then; the day itself is not counted."),
    StepCode.PERIOD_BEFORE: gettext_noop("%(period)s before then."),
    StepCode.PERIOD_REPEATS: gettext_noop("Every %(period)s from then."),
    StepCode.HOURS: gettext_noop("The hour is not recorded; this is the earliest day on which %(period)s can end."),
    StepCode.DAY_TYPE_CALENDAR: gettext_noop("Calendar days: %(text)s."),
    StepCode.DAY_TYPE_WORKING: gettext_noop("Working days: %(text)s."),
    StepCode.DAY_TYPE_UNKNOWN: gettext_noop(
        "No source says whether calendar or working days: calendar days, the shorter reading."
    ),
    StepCode.LAST_DAY: gettext_noop("Last day: %(day)s."),
    StepCode.EARLIEST_POSSIBLE: gettext_noop("Possible from %(day)s, under the later reading."),
    StepCode.ROLLED_OVER: gettext_noop("That day is closed (%(closed)s), so the last day moves to %(until)s."),
    StepCode.NOT_ROLLED_OVER: gettext_noop(
        "That day is closed (%(closed)s); no rule read moves the last day forward, so it stays."
    ),
    StepCode.RECESS_NOT_APPLIED: gettext_noop("It ends in the court recess; it is not extended for that."),
    StepCode.ONE_DAY_EARLIER: gettext_noop(
        "Whether the first day counts is not certain, so we work at least one day earlier: %(day)s."
    ),
    StepCode.CLOSED_DAY: gettext_noop("%(day)s is passed over: %(closed)s."),
    StepCode.WORK_TOWARDS: gettext_noop("Act by %(day)s."),
    StepCode.NO_OPEN_DAY: gettext_noop("No open day is left in between: act on %(day)s, or at once."),
    StepCode.FOLLOW_UP: gettext_noop("Their time, not ours: ask what became of it on %(day)s."),
    StepCode.NO_LIMIT: gettext_noop("The law sets no time limit."),
    StepCode.NOT_VERIFIED: gettext_noop("Time limit not verified: ask a lawyer now."),
    StepCode.NO_DATE: gettext_noop("A period is reported, but not surely enough to compute a date: ask a lawyer now."),
    StepCode.TYPE_UNCERTAIN: gettext_noop("Which kind of decision it is, is not certain."),
    StepCode.PRECAUTION: gettext_noop(
        "Precaution, not law: the shortest known remedy here has %(period)s (%(action)s). It would end on %(day)s; act "
        "by %(safe)s."
    ),
    StepCode.PRINTED_ONLY: gettext_noop("The paper says %(printed)s; no date was computed."),
    StepCode.PRINTED_SAME: gettext_noop("The paper says the same: %(printed)s."),
    StepCode.PRINTED_EARLIER_KEPT: gettext_noop(
        "The paper says %(printed)s, counting gives %(computed)s: the earlier, %(day)s, is kept until a lawyer "
        "confirms."
    ),
    StepCode.PRINTED_LATER_KEPT: gettext_noop(
        "The paper says %(printed)s, counting gives %(computed)s: the later, %(day)s, is kept until a lawyer confirms."
    ),
    StepCode.PRINTED_CONFIRMED: gettext_noop("The paper says %(printed)s, and a lawyer has confirmed it."),
    StepCode.OTHER_REMEDY: gettext_noop("Another way is open too: %(action)s, until %(day)s."),
    StepCode.MET: gettext_noop("Done: %(event)s, %(day)s."),
    StepCode.MET_UNCERTAIN: gettext_noop(
        "Done, but perhaps after the last day: %(event)s, between %(earliest)s and %(latest)s."
    ),
    StepCode.LATE: gettext_noop("Done after the last day: %(event)s, %(day)s."),
    StepCode.SAY_WHICH: gettext_noop(
        "%(event)s (%(day)s) could answer several decisions: say which. Until then this stays open."
    ),
    StepCode.CLOSED: gettext_noop("No longer runs: %(event)s, %(day)s."),
    StepCode.SUPERSEDED: gettext_noop("Replaced by a newer one of %(day)s."),
    StepCode.APPLIES_TO: gettext_noop("Applies to: %(text)s."),
    StepCode.IS_MINIMUM: gettext_noop("This is the least; the letter may give more."),
    StepCode.RECORD_STATUS: gettext_noop("This is %(status)s: check that it still holds."),
    StepCode.OLDER_RULES: gettext_noop("Counted by the rules in force until %(until)s; newer ones hold since %(day)s."),
    StepCode.OTHER_RULES: gettext_noop(
        "Precaution, not law: the rules of another time have %(period)s. Under them it would end on %(day)s; act by "
        "%(safe)s."
    ),
    StepCode.PACKAGE_SAYS: gettext_noop(
        "Precaution, not law: our group has a value of its own here, and Jiwar says %(period)s. By that it would "
        "end on %(day)s; act by %(safe)s."
    ),
    StepCode.OUR_READING: gettext_noop("Our reading: %(text)s."),
}

CAUTIONS: Final[dict[CautionCode, str]] = {
    CautionCode.MISSED: gettext_noop("The last day has passed: %(action)s, %(day)s. Ask a lawyer at once."),
    CautionCode.ACT_TODAY: gettext_noop("Act today: %(action)s, last day %(day)s."),
    CautionCode.NOT_VERIFIED: gettext_noop("Time limit not verified: ask a lawyer now (%(action)s)."),
    CautionCode.NO_DATE: gettext_noop("No date may be computed: ask a lawyer now (%(action)s)."),
    CautionCode.TYPE_UNCERTAIN: gettext_noop(
        "%(event)s: it is not certain which kind of decision it is. The precaution counts."
    ),
    CautionCode.CONFIRM_ON_LETTER: gettext_noop("Confirm on the decision letter: %(action)s."),
    CautionCode.PRINTED_DIFFERS: gettext_noop(
        "The paper says %(printed)s, counting gives %(computed)s (%(action)s): a lawyer must confirm."
    ),
    CautionCode.SEVERAL_REMEDIES: gettext_noop(
        "Several remedies are open; the nearest comes first: %(action)s, %(day)s."
    ),
    CautionCode.SAY_WHICH: gettext_noop(
        "%(event)s could answer several decisions: say which. Until then it stays open: %(action)s."
    ),
    CautionCode.FALLBACK_EVENT: gettext_noop(
        "%(action)s: counted from a later event, because the first is not recorded (%(events)s)."
    ),
    CautionCode.FRESH_CHECK: gettext_noop(
        "%(event)s lies after the day the facts were last checked, %(day)s: check them again."
    ),
    CautionCode.BEFORE_EFFECTIVE: gettext_noop(
        "%(event)s lies before %(day)s, when these rules took effect: %(text)s."
    ),
    CautionCode.AFTER_EFFECTIVE: gettext_noop("%(event)s lies after %(day)s, when these rules ended: %(text)s."),
    CautionCode.NOTHING_RECORDED: gettext_noop(
        "%(event)s: no time limit against it is recorded here, which does not mean that there is none. Ask a lawyer "
        "now."
    ),
    CautionCode.RECORD_STATUS: gettext_noop("%(action)s: %(status)s. Check that it still holds."),
    CautionCode.WEEKEND_UNKNOWN: gettext_noop(
        "The office’s days of rest are not known: Friday to Sunday are taken as closed."
    ),
    CautionCode.EVENT_AHEAD: gettext_noop("%(event)s is dated after today: %(day)s."),
    CautionCode.EVENT_WITHOUT_EFFECT: gettext_noop("%(event)s starts and ends no deadline here."),
    CautionCode.NO_PROOF: gettext_noop("%(event)s: no proof of the date is in the file."),
    CautionCode.NOT_IN_WRITING: gettext_noop("%(event)s: not served in writing. Counted all the same; ask a lawyer."),
    CautionCode.OTHER_TRACK: gettext_noop(
        "%(event)s starts no time limit on this track, but does on: %(tracks)s. Open the right one. Until then the "
        "precaution, which is not law, is %(day)s: act by %(safe)s."
    ),
    CautionCode.UNKNOWN_DEADLINE: gettext_noop("%(event)s names a deadline this procedure does not have: %(text)s."),
}


def sentences(steps: Iterable[Step]) -> list[Markup]:
    """The reasoning in order, without what is told beside it."""
    return [step_words(step) for step in steps if step.code not in APART]


def step_words(step: Step) -> Markup:
    template = STEPS.get(step.code)
    return _filled(template, step.params) if template else foreign(step.text())


def caution_words(caution: Caution) -> Markup:
    template = CAUTIONS.get(caution.code)
    return _filled(template, caution.params) if template else foreign(caution.text())


def spoken_of(steps: Iterable[Step], code: StepCode) -> list[str]:
    """The recorded texts under one code: notes, conflicts."""
    return [str(step.params["text"]) for step in steps if step.code is code and "text" in step.params]


def _filled(template: str, params: Mapping[str, Any]) -> Markup:
    spoken: dict[str, object] = {name: _word(name, value) for name, value in params.items()}
    if "given" in params and "calendar" in params:
        spoken["given"] = _as_given(str(params["given"]), str(params["calendar"]))
    if "value" in params and "unit" in params:
        spoken["period"] = words.period(int(params["value"]), str(params["unit"]))
    if "reason" in params:
        spoken["closed"] = _closed(params)
    # The parameters are escaped by Markup as they are filled in.
    return _sentence(template, current_reader().language) % spoken


@lru_cache(maxsize=1024)
def _sentence(template: str, _language: str) -> Markup:
    """In the language at hand, which is the reader's."""
    return Markup(gettext(template))  # noqa: S704  # the sentence is ours (a catalogue's)


def _word(name: str, value: Any) -> object:
    if isinstance(value, date):
        return filters.day_with_other_calendar(value) if name == "safe" else filters.day(value)
    if isinstance(value, tuple | list):
        return _listed(_word("event" if name == "events" else name, item) for item in value)
    if name == "event":
        return words.EVENTS[EventKind(value)]
    if name == "status":
        return gettext(words.RECORD_STATUS.get(str(value), str(value)))
    if name == "calendar":
        return gettext(words.CALENDARS.get(str(value), str(value)))
    if name in {"action", "tracks"}:
        return phrase(str(value))
    if name in {"text", "citation", "note"}:
        return foreign(str(value).rstrip("."))
    return str(value)


def _as_given(text: str, calendar: str) -> str:
    """The knowledge gives year, month and day as far as known: '1447-09-13', 'about 1410'."""
    year, month, day = (*(int(part) for part in text.removeprefix("about ").split("-")), None, None)[:3]
    return format_given(GivenDate(Calendar(calendar), year or 0, month, day, text.startswith("about ")))


def _listed(parts: Iterable[object]) -> Markup:
    return escape(gettext(", ")).join(escape(str(part)) if not isinstance(part, Markup) else part for part in parts)


def _closed(params: Mapping[str, Any]) -> Markup:
    parts: list[object] = [foreign(str(params["name"]))] if params.get("name") else []
    parts.append(gettext(words.REASONS[str(params["reason"])]))
    if params.get("estimated"):
        parts.append(gettext("not certain"))
    if params.get("whose"):
        parts.append(gettext(words.WHOSE.get(str(params["whose"]), str(params["whose"]))))
    return _listed(parts)
