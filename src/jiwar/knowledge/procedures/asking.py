"""Questions in plain values, as the command line asks them, and answers ready for JSON."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from jiwar.knowledge.calendars import Calendar, DateError, GivenDate, OpenDays, fold_digits
from jiwar.knowledge.procedures.editions import load, procedures
from jiwar.knowledge.procedures.errors import UnknownEvent, UnreadableEventDate
from jiwar.knowledge.procedures.events import Event
from jiwar.knowledge.procedures.pack import Pack
from jiwar.knowledge.procedures.replaying import replay
from jiwar.knowledge.procedures.standing import Deadline, Standing
from jiwar.knowledge.procedures.vocabulary import VOCABULARY, EventKind

Json = dict[str, object]
_DATE = re.compile(r"(?:(?P<calendar>[a-z-]+):)?(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_FORMS = "2026-03-02, 2026-03 or 2026, or with a calendar before it, such as hijri:1447-09-13"


def deadlines_for(
    *,
    procedure: str,
    track: str,
    events: Mapping[str, str | Sequence[str]],
    today: date,
    host_country: str = "",
) -> Json:
    """Every deadline of the track, nearest first, as plain values: dates are ISO text or None, sources are ids.

    `events`: event id to date (see `read_date`), or to several. `host_country`: where UNHCR decides, for its days of
    rest. Raises `QuestionError` (unknown procedure, track or event, unreadable date), each one clear sentence.
    """
    pack = load(procedure)
    happened = [
        Event(event_kind(kind), read_date(given, kind), ref=f"{kind}-{number}")
        for kind, dates in events.items()
        for number, given in enumerate([dates] if isinstance(dates, str) else dates, 1)
    ]
    open_days = OpenDays(host_country) if host_country else None
    ask = partial(replay, pack, (track,), happened, today=today, open_days=open_days)
    try:
        return as_json(ask())
    except DateError:
        message = "A date is so far from today that no period can be counted from it."
        raise UnreadableEventDate(message) from None


def as_json(standing: Standing) -> Json:
    """The deadlines of a standing and its warnings."""
    return {
        "deadlines": [_deadline(deadline) for deadline in standing.deadlines],
        "warnings": [caution.text() for caution in standing.cautions],
    }


def listing() -> Json:
    """All procedures with their tracks and the events that matter on each, and the vocabulary."""
    return {
        "procedures": [_procedure(load(procedure_id)) for procedure_id in procedures()],
        "events": [
            {"id": kind.value, "label": event.label, "notification": event.notification}
            for kind, event in VOCABULARY.items()
        ],
    }


def event_kind(text: str) -> EventKind:
    """The event with this id. Raises `UnknownEvent`."""
    try:
        return EventKind(text)
    except ValueError:
        raise UnknownEvent(f'There is no event "{text}"; known events: {", ".join(EventKind)}.') from None


def read_date(text: str, event: str = "the event") -> GivenDate:
    """A date at year, month or day precision, civil unless a calendar stands before it; digits of any script.

    Raises `UnreadableEventDate`.
    """
    found = _DATE.fullmatch(fold_digits(text.strip()))
    if found is None:
        raise UnreadableEventDate(f'The date "{text}" of {event} cannot be read: write it as {_FORMS}.')
    calendar = found["calendar"] or Calendar.GREGORIAN.value
    if calendar not in list(Calendar):
        known = ", ".join(Calendar)
        raise UnreadableEventDate(f'There is no calendar "{calendar}" ({event}={text}); known calendars: {known}.')
    try:
        return GivenDate(Calendar(calendar), int(found["year"]), _number(found["month"]), _number(found["day"]))
    except DateError:
        raise UnreadableEventDate(f'The date "{text}" of {event} does not exist in the {calendar} calendar.') from None


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _deadline(deadline: Deadline) -> Json:
    rule = deadline.rule
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "party": rule.party.value,
        "action": rule.action,
        "known": rule.known,
        "no_limit": rule.no_limit,
        "due": _iso(deadline.due),
        "safe": _iso(deadline.safe),
        "precaution": _iso(deadline.precaution),
        "compute": rule.compute.value,
        "confidence": rule.confidence.value,
        "legal_basis": rule.legal_basis,
        "sources": list(rule.sources),
        "why": [step.text() for step in deadline.why],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _procedure(pack: Pack) -> Json:
    return {
        "id": pack.id,
        "name": pack.name,
        "country": pack.country.iso2,
        "version": pack.version,
        "reviewed_on": pack.reviewed_on.isoformat(),
        "tracks": [
            {"id": track.id, "name": track.label, "events": sorted(_starting(pack, track.id))} for track in pack.tracks
        ],
    }


def _starting(pack: Pack, track_id: str) -> set[str]:
    """The events that start a deadline on the track."""
    rules = pack.rules_on(frozenset({track_id}))
    return {kind.value for rule in rules for kind in rule.reading.starts_from | rule.reading.fallback_from}
