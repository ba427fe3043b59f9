"""A period of a pack in whole sentences: by when, from which event, and what is not known of it."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jiwar.knowledge.calendars import Direction, Unit
from jiwar.knowledge.procedures import Compute, Kind, Rule
from jiwar.knowledge.procedures.pack import DayType, RecordStatus
from jiwar.lines.legal import words

_AFTER: Final = {
    Kind.LIMIT: gettext_noop("At the latest %(period)s after: %(event)s."),
    Kind.AUTHORITY: gettext_noop("They should act at the latest %(period)s after: %(event)s."),
    Kind.WAIT: gettext_noop("Not possible before %(period)s have passed since: %(event)s."),
    Kind.VALIDITY: gettext_noop("Runs out %(period)s after: %(event)s."),
}
_BEFORE: Final = gettext_noop("At the latest %(period)s before: %(event)s.")
_EFFECT: Final = {
    "yes": gettext_noop("While this is being decided, the decision is not carried out."),
    "no": gettext_noop("The decision may be carried out before an answer comes: ask a lawyer now."),
    "unknown": gettext_noop("Whether the decision may be carried out meanwhile is not verified: ask a lawyer now."),
}


def is_known(rule: Rule) -> bool:
    """Whether how long it is, or that there is no limit, could be verified."""
    return rule.no_limit or (rule.known and rule.value is not None and rule.unit is not None)


def sentences(rule: Rule) -> list[str]:
    return [by_when(rule), *_which_days(rule), *_doubts(rule), *_meanwhile(rule)]


def by_when(rule: Rule) -> str:
    if rule.no_limit:
        return _("The law sets no time limit for this.")
    if not is_known(rule):
        return _("The time limit is not verified: ask a lawyer now.")
    events = sorted(rule.reading.starts_from)
    if not events:
        known = {"period": words.period_of(rule)}
        return _("%(period)s; from which day is not verified: ask a lawyer now.") % known
    named = " / ".join(str(words.EVENTS[event]) for event in events)
    template = _BEFORE if rule.direction is Direction.BEFORE else _AFTER[rule.kind]
    return _(template) % {"period": words.period_of(rule), "event": named}


def _which_days(rule: Rule) -> list[str]:
    if rule.no_limit or not is_known(rule) or rule.unit is not Unit.DAY:
        return []
    if rule.day_type is DayType.WORKING:
        return [_("Only working days count.")]
    if rule.day_type is DayType.CALENDAR:
        return [_("Every day counts, weekends and holidays too.")]
    return [_("Whether weekends and holidays count is not verified: to be safe, count every day.")]


def _doubts(rule: Rule) -> list[str]:
    found = []
    if is_known(rule) and not rule.no_limit and rule.compute is Compute.WARN:
        found.append(_("Compare it with your letter: what the letter says counts."))
    if is_known(rule) and not rule.no_limit and rule.compute is Compute.NO:
        found.append(_("Do not count on this time: ask a lawyer."))
    if rule.status is RecordStatus.UNKNOWN:
        found.append(_("Nobody could verify that there is such a rule."))
    elif rule.status.value in words.RECORD_STATUS:
        found.append(_("This is %(status)s.") % {"status": _(words.RECORD_STATUS[rule.status.value])})
    return found


def _meanwhile(rule: Rule) -> list[str]:
    effect = _EFFECT.get(rule.suspensive_effect) if rule.kind is Kind.LIMIT else None
    return [_(effect)] if effect else []
