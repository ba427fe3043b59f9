"""Recording what happened, correcting it, withdrawing it. Nothing recorded is ever lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiwar.casework.cases import clock, receipts, timeline
from jiwar.casework.cases.errors import Stale
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds, projection
from jiwar.lines.legal.actions.permission import to_record
from jiwar.lines.legal.actions.printed import put_printed_date
from jiwar.lines.legal.models import Deadline, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.quality import unseen
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED


def record_event(
    viewer: Viewer,
    *,
    procedure: Procedure,
    recorded: Recorded,
    printed: Mapping[str, date] | None = None,
    note: str = "",
    remark: str = "",
    why_unseen: str = "",
    token: UUID | None = None,
) -> ProcedureEvent:
    """What happened, with any dates its paper prints, by deadline id. `remark` is for the legal team alone;
    `why_unseen` says why something was filed without a second look."""
    to_record(viewer, procedure)

    def make() -> ProcedureEvent:
        row = _record(viewer, procedure, recorded, printed or {}, note, remark)
        unseen.filed(viewer, row=row, kind=recorded.kind, day=recorded.given.interval().latest, why=why_unseen)
        return row

    with transaction.atomic():
        return receipts.once(viewer, token, ProcedureEvent, make)


def _record(
    viewer: Viewer, procedure: Procedure, recorded: Recorded, printed: Mapping[str, date], note: str, remark: str
) -> ProcedureEvent:
    row = ProcedureEvent.objects.create(**_kept(viewer, procedure, recorded), note=note)
    for rule, day in printed.items():
        put_printed_date(viewer, procedure=procedure, thread=row.thread, rule=rule, day=day)
    _remark(viewer, row, remark)
    before = _open_limits(procedure)
    projection.refresh(procedure, clock.today(), viewer=viewer)
    follows = len(_open_limits(procedure) - before)
    _tell(viewer, row, "legal-event-recorded", kinds.EVENT_RECORDED, {"follows": follows})
    return row


def correct_event(
    viewer: Viewer, *, row: ProcedureEvent, recorded: Recorded, note: str | None = None, remark: str = ""
) -> ProcedureEvent:
    """A new version in its place; the earlier stays readable. `note` None keeps the note. Raises `Stale`."""
    to_record(viewer, row.procedure)
    with transaction.atomic():
        _require_in_force(row)
        kept = _kept(viewer, row.procedure, recorded)
        new = ProcedureEvent.objects.create(**kept, thread=row.thread, note=row.note if note is None else note)
        Remark.objects.filter(event=row).update(event=new)
        ProcedureEvent.objects.filter(id=row.id).update(superseded_by=new)
        _remark(viewer, new, remark)
        projection.refresh(row.procedure, clock.today(), viewer=viewer)
        facts = {"before": row.details["given"]}
        _tell(viewer, new, "legal-event-corrected", kinds.EVENT_CORRECTED, facts)
    return new


def withdraw_event(viewer: Viewer, *, row: ProcedureEvent, reason: str) -> ProcedureEvent:
    """It was recorded by mistake: it has no effect any more, and stays readable with the reason. Raises `Stale`."""
    to_record(viewer, row.procedure)
    with transaction.atomic():
        _require_in_force(row)
        row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason = viewer.member, timezone.now(), reason
        row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
        projection.refresh(row.procedure, clock.today(), viewer=viewer)
        _tell(viewer, row, "legal-event-withdrawn", kinds.EVENT_WITHDRAWN, {}, reason=reason)
    return row


def _kept(viewer: Viewer, procedure: Procedure, recorded: Recorded) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "subject_id": procedure.subject_id,
        "compartment": procedure.compartment,
        "details": recorded.kept(),
        "recorded_by": viewer.member,
    }


def _remark(viewer: Viewer, row: ProcedureEvent, text: str) -> None:
    if not text:
        return
    subject = row.procedure.case.subject
    policy.require(viewer, can.WORK_ON_FILES, subject=subject, compartment=LEGAL_PRIVILEGED)
    Remark.objects.create(
        event=row,
        subject_id=row.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        text=text,
        written_by=viewer.member,
    )


def _require_in_force(row: ProcedureEvent) -> None:
    current = ProcedureEvent.objects.select_for_update().get(id=row.id)
    if not current.in_force:
        latest = ProcedureEvent.objects.filter(thread=row.thread).order_by("-recorded_at").first()
        raise Stale(latest or current)


def _open_limits(procedure: Procedure) -> set[UUID]:
    rows = Deadline.objects.filter(procedure=procedure, status=Deadline.Status.OPEN, kind=Deadline.Kind.LIMIT)
    return set(rows.values_list("id", flat=True))


def _tell(
    viewer: Viewer, row: ProcedureEvent, told: str, kind: Kind, facts: Mapping[str, Any], *, reason: str = ""
) -> None:
    procedure = row.procedure
    about = {"kind": row.details["kind"], "given": row.details["given"], "pack": procedure.pack, **facts}
    timeline.write(viewer, case=procedure.case, kind=told, facts=about, row=procedure.id)
    record(viewer, kind, subject=procedure.subject_id, compartment=GENERAL, row=row, reason=reason)
