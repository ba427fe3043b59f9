"""Ticking what is prepared, adding to it; and the notes on the way there. All restricted."""

from dataclasses import dataclass, fields
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jiwar.casework.cases import receipts, rights
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access.compartments import RESTRICTED
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import Hearing, Preparation, TravelNotes


@dataclass(frozen=True, slots=True)
class TravelGiven:
    way: str = ""
    who_knows: str = ""
    avoid: str = ""
    childcare: str = ""
    carry: str = ""
    if_held: str = ""


def tick(viewer: Viewer, *, item: Preparation) -> Preparation:
    return _set(viewer, item, done=True)


def untick(viewer: Viewer, *, item: Preparation) -> Preparation:
    return _set(viewer, item, done=False)


def _set(viewer: Viewer, item: Preparation, *, done: bool) -> Preparation:
    rights.to_work_on(viewer, item.hearing.case, RESTRICTED)
    with transaction.atomic():
        row = Preparation.objects.select_for_update().get(id=item.id)
        if (row.done_at is not None) == done:
            return row
        row.done_at, row.done_by = (timezone.now(), viewer.member) if done else (None, None)
        row.save(update_fields=["done_at", "done_by"])
        about = {"done": done}
        record(viewer, kinds.HEARING_PREPARED, subject=row.subject_id, compartment=RESTRICTED, row=row, about=about)
    return row


def add_item(viewer: Viewer, *, hearing: Hearing, text: str, token: UUID | None = None) -> Preparation:
    """One of our own, at the end."""
    rights.to_work_on(viewer, hearing.case, RESTRICTED)

    def make() -> Preparation:
        last = Preparation.objects.filter(hearing=hearing).aggregate(last=Max("position"))["last"]
        row = Preparation.objects.create(
            hearing=hearing,
            subject_id=hearing.subject_id,
            compartment=RESTRICTED.code,
            position=0 if last is None else last + 1,
            text=text,
            added_by=viewer.member,
        )
        record(viewer, kinds.HEARING_PREPARED, subject=row.subject_id, compartment=RESTRICTED, row=row)
        return row

    with transaction.atomic():
        Hearing.objects.select_for_update().get(id=hearing.id)
        return receipts.once(viewer, token, Preparation, make)


def keep_travel(viewer: Viewer, *, hearing: Hearing, given: TravelGiven, seen_version: int) -> TravelNotes:
    """`seen_version` 0: there were none. Raises `Stale`."""
    rights.to_work_on(viewer, hearing.case, RESTRICTED)
    with transaction.atomic():
        Hearing.objects.select_for_update().get(id=hearing.id)
        row = TravelNotes.objects.filter(hearing=hearing).first()
        if row is None:
            row = TravelNotes(hearing=hearing, subject_id=hearing.subject_id, compartment=RESTRICTED.code)
        else:
            step_on(row, seen_version)
        for each in fields(TravelGiven):
            setattr(row, each.name, getattr(given, each.name))
        row.changed_by = viewer.member
        row.save()
        record(viewer, kinds.HEARING_TRAVEL, subject=row.subject_id, compartment=RESTRICTED, row=row)
    return row
