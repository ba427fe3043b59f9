"""Events: written down as they were said, changed, taken out."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access.compartments import RESTRICTED
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import ChronologyEntry, StatementSession
from jiwar.lines.legal.statements import days, rights
from jiwar.lines.legal.statements.narrowing import narrow_in_case
from jiwar.lines.legal.statements.paragraphs import root_of


@dataclass(frozen=True)
class Event:
    """As it was told. `said`: the date in their words; `earliest` and `latest` where the adviser sets them by hand.
    `calendar`: of the years in `said`, empty where the words say it. `other`: the event `said` counts from."""

    what: str
    said: str
    place: str = ""
    calendar: str = ""
    earliest: date | None = None
    latest: date | None = None
    other: ChronologyEntry | None = None
    session: StatementSession | None = None
    stage: str = ""
    step: str = ""
    narrow: bool = False


def write_event(viewer: Viewer, *, case: Case, event: Event, token: UUID | None = None) -> ChronologyEntry:
    rights.to_take(viewer, case, narrow=event.narrow)
    rights.of_one_case(case, event.other, event.session)
    kept = _kept(event)
    with transaction.atomic():
        return receipts.once(viewer, token, ChronologyEntry, lambda: _write(viewer, case, event, kept))


def _write(viewer: Viewer, case: Case, event: Event, kept: dict[str, Any]) -> ChronologyEntry:
    compartment = rights.circle(narrow=event.narrow)
    row = ChronologyEntry.objects.create(
        case=case, subject_id=case.subject_id, compartment=compartment.code, written_by=viewer.member, **kept
    )
    record(viewer, kinds.CHRONOLOGY_WRITTEN, subject=case.subject, compartment=compartment, row=row)
    return row


@transaction.atomic
def change_event(viewer: Viewer, *, entry: ChronologyEntry, event: Event, seen_version: int) -> ChronologyEntry:
    """What moves into another circle is written anew there, and what counts from it goes on with the new row; the words
    of before leave the wider circle."""
    compartment = compartment_of(entry.compartment)
    was_narrow = compartment is RESTRICTED
    rights.to_take(viewer, entry.case, narrow=was_narrow or event.narrow)
    rights.of_one_case(entry.case, event.other, event.session)
    if event.other is not None and event.other.id == entry.id:
        raise NotPossible(_("An event cannot count from itself."))
    kept = _kept(event)
    step_on(entry, seen_version)
    if was_narrow == event.narrow:
        for name, value in kept.items():
            setattr(entry, name, value)
        entry.save(update_fields=list(kept))
        record(viewer, kinds.CHRONOLOGY_CHANGED, subject=entry.case.subject, compartment=compartment, row=entry)
        return entry
    moved = _write(viewer, entry.case, event, kept)
    ChronologyEntry.objects.filter(other=entry).update(other=moved)
    if event.narrow:
        _empty(entry)
        narrow_in_case(entry.case, root_of(entry.id))
    _take_out(viewer, entry)
    return moved


def _empty(entry: ChronologyEntry) -> None:
    entry.what = entry.place = entry.said = entry.calendar = entry.stage = entry.step = ""
    entry.days, entry.link, entry.other = {}, {}, None
    entry.save(update_fields=["what", "place", "said", "calendar", "stage", "step", "days", "link", "other"])


@transaction.atomic
def take_out_event(viewer: Viewer, *, entry: ChronologyEntry, seen_version: int) -> None:
    """Written down by mistake; it stays in the database and is shown no more."""
    rights.to_take(viewer, entry.case, narrow=entry.compartment == RESTRICTED.code)
    step_on(entry, seen_version)
    _take_out(viewer, entry)


def _take_out(viewer: Viewer, entry: ChronologyEntry) -> None:
    entry.taken_out_by, entry.taken_out_at = viewer.member, timezone.now()
    entry.save(update_fields=["taken_out_by", "taken_out_at"])
    compartment = compartment_of(entry.compartment)
    record(viewer, kinds.CHRONOLOGY_TAKEN_OUT, subject=entry.case.subject, compartment=compartment, row=entry)


def _kept(event: Event) -> dict[str, Any]:
    """The columns of the row. What was set by hand stands above what was read."""
    if event.earliest and event.latest and event.latest < event.earliest:
        raise NotPossible(_("The latest day is before the earliest."))
    span, read = days.by_hand(event.earliest, event.latest), days.read(event.said, event.calendar)
    kept: dict[str, Any] = {}
    if span is not None:
        kept = days.days_kept(span, by_hand=True)
    elif read is not None and read.span is not None:
        kept = days.days_kept(read.span, by_hand=False, estimated=read.estimated)
    link = read.link if read is not None else None
    return {
        "what": event.what,
        "place": event.place,
        "said": event.said,
        "calendar": event.calendar,
        "days": kept,
        "link": days.link_kept(link) if link else {},
        "other": event.other if link else None,
        "session": event.session,
        "stage": event.stage,
        "step": event.step,
    }
