"""Dates printed on letters: they replace the computed ones, the earlier being kept until a legal adviser confirms."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds, projection
from jiwar.lines.legal.actions.permission import to_decide, to_record
from jiwar.lines.legal.models import PrintedDate, Procedure
from jiwar.lines.legal.rights import CONFIRM_LETTER_DATES
from jiwar.lines.legal.standings import pack_of


def record_printed_date(viewer: Viewer, *, procedure: Procedure, thread: UUID, rule: str, day: date) -> PrintedDate:
    """The last day the paper of an event (`thread`) prints for a deadline (`rule`)."""
    to_record(viewer, procedure)
    with transaction.atomic():
        Procedure.objects.select_for_update().get(id=procedure.id)
        known = [row for row in _in_force(procedure, thread) if (row.rule, row.day) == (rule, day.isoformat())]
        if known:
            return known[0]  # sent twice
        row = put_printed_date(viewer, procedure=procedure, thread=thread, rule=rule, day=day)
        facts = {"rule": rule, "pack": procedure.pack, "day": day.isoformat()}
        timeline.write(viewer, case=procedure.case, kind="legal-printed-recorded", facts=facts, row=procedure.id)
        projection.refresh(procedure, clock.today(), viewer=viewer)
    return row


def put_printed_date(viewer: Viewer, *, procedure: Procedure, thread: UUID, rule: str, day: date) -> PrintedDate:
    """Inside the transaction of what it came with; an earlier reading of the same paper is kept as replaced."""
    if all(known.id != rule for known in pack_of(procedure).rules):
        raise NotPossible(_("This procedure has no such deadline."))
    for earlier in _in_force(procedure, thread):
        if earlier.rule == rule:
            PrintedDate.objects.filter(id=earlier.id).update(replaced_at=timezone.now())
    row = PrintedDate.objects.create(
        procedure=procedure,
        subject_id=procedure.subject_id,
        compartment=procedure.compartment,
        thread=thread,
        rule=rule,
        day=day.isoformat(),
        recorded_by=viewer.member,
    )
    record(viewer, kinds.PRINTED_RECORDED, subject=procedure.subject_id, compartment=GENERAL, row=row)
    return row


def confirm_printed_date(viewer: Viewer, *, row: PrintedDate) -> PrintedDate:
    """A legal adviser has read the letter: its date counts from now on."""
    to_decide(viewer, row.procedure.case, CONFIRM_LETTER_DATES)
    with transaction.atomic():
        if PrintedDate.objects.select_for_update().get(id=row.id).confirmed_at is not None:
            return row  # sent twice
        row.confirmed_by, row.confirmed_at = viewer.member, timezone.now()
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        facts = {"rule": row.rule, "pack": row.procedure.pack, "day": row.day}
        case = row.procedure.case
        timeline.write(viewer, case=case, kind="legal-printed-confirmed", facts=facts, row=row.procedure_id)
        record(viewer, kinds.PRINTED_CONFIRMED, subject=row.subject_id, compartment=GENERAL, row=row)
        projection.refresh(row.procedure, clock.today(), viewer=viewer)
    return row


def remove_printed_date(viewer: Viewer, *, row: PrintedDate, reason: str) -> PrintedDate:
    """It was misread: the computed date counts again. Only a legal adviser, with a reason."""
    to_decide(viewer, row.procedure.case, CONFIRM_LETTER_DATES)
    with transaction.atomic():
        row.replaced_at = timezone.now()
        row.save(update_fields=["replaced_at"])
        record(viewer, kinds.PRINTED_REMOVED, subject=row.subject_id, compartment=GENERAL, row=row, reason=reason)
        projection.refresh(row.procedure, clock.today(), viewer=viewer)
    return row


def _in_force(procedure: Procedure, thread: UUID) -> list[PrintedDate]:
    return list(PrintedDate.objects.filter(procedure=procedure, thread=thread, replaced_at__isnull=True))
