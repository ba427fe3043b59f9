"""Everything the page of one procedure shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from jiwar.casework.cases import queries as cases
from jiwar.casework.cases import rights
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import VOCABULARY, CautionCode, EventKind, NextEvent, Standing, Status
from jiwar.lines.legal import changes, headings, kinds, queries, reasons, words
from jiwar.lines.legal.burning import source_line
from jiwar.lines.legal.evidence import panel as evidence
from jiwar.lines.legal.journeys import card_of
from jiwar.lines.legal.models import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import CONFIRM_LETTER_DATES, OPEN_PROCEDURES
from jiwar.lines.legal.shown import ShownDeadline
from jiwar.lines.legal.standings import package_of, standing_of

# Said by the cards themselves, each beside its deadline.
_ON_CARDS = frozenset({CautionCode.CONFIRM_ON_LETTER, CautionCode.RECORD_STATUS, CautionCode.FALLBACK_EVENT})

_LOUD = frozenset(
    {
        CautionCode.MISSED,
        CautionCode.ACT_TODAY,
        CautionCode.NOT_VERIFIED,
        CautionCode.NO_DATE,
        CautionCode.OTHER_TRACK,
        CautionCode.NOTHING_RECORDED,
    }
)


@dataclass(frozen=True)
class ShownEvent:
    row: ProcedureEvent
    title: str
    given: GivenDate
    day: date
    converted: bool
    """Given in another calendar, or not to the day: the civil days are shown too."""
    facts: tuple[tuple[str, str], ...]
    earlier: tuple["ShownEvent", ...]
    remarks: tuple[Remark, ...]
    printed: tuple[tuple[PrintedDate, Any], ...]


@dataclass(frozen=True)
class Next:
    """A button: what may come next, and where it leads."""

    kind: str
    label: str
    leads_to: Markup | str
    meets: bool


def standing_page(viewer: Viewer, procedure: Procedure, today: date) -> dict[str, Any]:
    standing = standing_of(procedure, today)
    rows = queries.deadlines_of(procedure)
    kept = [ShownDeadline(rows[found.key], today) for found in standing.deadlines if found.key in rows]
    cards = [(card, source_line(card)) for card in kept]
    running = [pair for pair in cards if pair[0].row.status == Deadline.Status.OPEN]
    works = rights.works_on(viewer, procedure.case) and not procedure.case.is_closed and procedure.is_open
    record(viewer, kinds.PROCEDURE_SEEN, subject=procedure.subject_id, compartment=GENERAL, row=procedure)
    lines = cases.shown(viewer, [procedure.case])
    return {
        "procedure": procedure,
        "case": procedure.case,
        "names": lines[0].names if lines else (),
        "pack": standing.pack,
        "name": phrase(standing.pack.name),
        "tracks": [phrase(journey.track.label) for journey in standing.journeys],
        "journeys": [card_of(standing, journey, "") for journey in standing.journeys],
        "outcome": words.EVENTS[standing.outcome] if standing.outcome else None,
        "cautions": _cautions(standing),
        "limits": [pair for pair in running if pair[0].remedy and not pair[0].no_limit],
        "no_limits": [pair for pair in running if pair[0].remedy and pair[0].no_limit],
        "watched": [card for card, _line in running if not card.remedy],
        "over": [card for card, _line in cards if card.row.status != Deadline.Status.OPEN],
        "waiting": _waiting(standing),
        "newer": changes.of_procedure(procedure, standing, today),
        "next": _next(standing),
        "others": _others(standing),
        "events": shown_events(viewer, procedure),
        "may": _may(viewer, procedure, works=works),
        "evidence": evidence.of_procedure(viewer, procedure),
        "confidence_words": words.confidence,
        "headings": headings,
        "today": today,
        "viewer": viewer,
    }


def _cautions(standing: Standing) -> list[tuple[str, Markup]]:
    """Warnings above everything: what burns is red, what the pack says of its country comes last."""
    return [
        ("now" if caution.code in _LOUD else "soon", reasons.caution_words(caution))
        for caution in standing.cautions
        if caution.code not in _ON_CARDS
    ]


def _waiting(standing: Standing) -> list[tuple[Markup | str, str, str]]:
    """Deadlines whose event is not recorded: what would start them, and how long they would be."""
    found = []
    for deadline in standing.deadlines:
        if deadline.status is Status.WAITING:
            starts = sorted(deadline.rule.reading.starts_from)
            begin = _(", ").join(str(words.EVENTS[kind]) for kind in starts)
            found.append((phrase(deadline.rule.action), begin, words.period_of(deadline.rule)))
    return found


def _next(standing: Standing) -> list[Next]:
    """What would meet a running deadline first, then what the stages expect, then what can come any day."""
    meets = {kind for deadline in standing.running for kind in deadline.rule.reading.met_by}
    anytime = standing.pack.anytime

    def rank(event: NextEvent) -> int:
        return 0 if event.kind in meets else 2 if event.kind in anytime else 1

    return [
        Next(event.kind.value, str(words.EVENTS[event.kind]), phrase(event.leads_to), event.kind in meets)
        for event in sorted(standing.may_come, key=rank)
    ]


def _others(standing: Standing) -> list[Next]:
    """The rest of the vocabulary: whoever comes with a letter in hand does not tell the story from its beginning."""
    offered = {event.kind for event in standing.may_come}
    return [Next(kind.value, str(words.EVENTS[kind]), "", False) for kind in VOCABULARY if kind not in offered]


def _may(viewer: Viewer, procedure: Procedure, *, works: bool) -> dict[str, bool]:
    subject = procedure.case.subject
    decides = policy.decide(viewer, OPEN_PROCEDURES, subject=subject, compartment=GENERAL).allowed
    confirms = policy.decide(viewer, CONFIRM_LETTER_DATES, subject=subject, compartment=GENERAL).allowed
    return {"record": works, "decide": works and decides, "confirm": works and confirms}


def shown_events(viewer: Viewer, procedure: Procedure) -> list[ShownEvent]:
    """By date, latest first; corrections below what they corrected, withdrawn ones at their place."""
    rows = queries.events_of(procedure)
    printed = queries.printed_of(procedure)
    remarks = queries.remarks_of(viewer, procedure)
    prefetch([*rows, *printed, *(remark for each in remarks.values() for remark in each)])
    threads: dict[Any, list[ProcedureEvent]] = {}
    for row in rows:
        threads.setdefault(row.thread, []).append(row)
    heads = [_shown(thread[0], thread[1:], remarks, printed, procedure) for thread in threads.values()]
    return sorted(heads, key=lambda event: event.day, reverse=True)


def _shown(
    row: ProcedureEvent,
    earlier: list[ProcedureEvent],
    remarks: dict[Any, list[Remark]],
    printed: list[PrintedDate],
    procedure: Procedure,
) -> ShownEvent:
    recorded = Recorded.of(row)
    best = recorded.given.best()
    own = [date for date in printed if date.thread == row.thread] if row.in_force else []
    return ShownEvent(
        row=row,
        title=str(words.EVENTS[EventKind(recorded.kind)]),
        given=recorded.given,
        day=best,
        converted=recorded.given != GivenDate.of_civil(best),
        facts=tuple(_facts(recorded)),
        earlier=tuple(_shown(old, [], {}, [], procedure) for old in earlier),
        remarks=tuple(remarks.get(row.id, ())),
        printed=tuple((date, action_of(procedure, date.rule)) for date in own),
    )


def action_of(procedure: Procedure, rule_id: str) -> Markup | str:
    return phrase(next((rule.action for rule in package_of(procedure).rules if rule.id == rule_id), rule_id))


def _facts(recorded: Recorded) -> list[tuple[str, str]]:
    found = []
    if recorded.how_notified:
        found.append((_("How"), str(words.HOW_NOTIFIED[recorded.how_notified])))
    if recorded.to_whom:
        found.append((_("To whom"), str(words.TO_WHOM[recorded.to_whom])))
    if recorded.proof:
        found.append((_("Proof in the file"), str(words.PROOF[recorded.proof])))
    if not recorded.type_certain:
        found.append((_("Kind of decision"), _("not certain")))
    return found
