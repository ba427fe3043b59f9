"""Writing down what runs out, taking it over, and saying what was done."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock, receipts, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.knowledge.calendars import GivenDate
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import RunsOut
from jiwar.lines.legal.owners import owner_of
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.rounds import reach
from jiwar.lines.legal.radar.taking import take


def write_down(
    viewer: Viewer, *, case: Case, kind: Paper, given: GivenDate, note: str = "", token: UUID | None = None
) -> RunsOut:
    """Whoever works on the case writes it down; it belongs to whom the deadlines of the case belong."""
    rights.to_work_on(viewer, case)
    with transaction.atomic():
        return receipts.once(viewer, token, RunsOut, lambda: _write_down(viewer, case, kind, given, note))


def _write_down(viewer: Viewer, case: Case, kind: Paper, given: GivenDate, note: str) -> RunsOut:
    days = given.interval()
    row = RunsOut.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=GENERAL.code,
        kind=kind.value,
        note=note,
        given=given.as_plain(),
        safe=days.earliest,
        due=days.latest,
        owner=owner_of(case),
        recorded_by=viewer.member,
        ended_how="",
    )
    _tell(viewer, row, "legal-runs-out", kinds.RUNS_OUT_RECORDED)
    reach.of_case(case)
    return row


def take_over(viewer: Viewer, *, row: RunsOut) -> RunsOut:
    """It is the viewer's, who is on it today: nobody else is called until tomorrow."""
    rights.to_work_on(viewer, row.case)
    with transaction.atomic():
        now = _running(row)
        take(viewer, now, kinds.RUNS_OUT_TAKEN_OVER)
    return now


def end(viewer: Viewer, *, row: RunsOut, how: str) -> RunsOut:
    """It was renewed, or is not needed any more: kept with what was done."""
    rights.to_work_on(viewer, row.case)
    with transaction.atomic():
        now = _running(row)
        now.ended_on, now.ended_how = clock.today(), how
        now.save(update_fields=["ended_on", "ended_how"])
        _tell(viewer, now, "legal-runs-out-ended", kinds.RUNS_OUT_ENDED)
    return now


def _running(row: RunsOut) -> RunsOut:
    now = RunsOut.objects.select_for_update().get(id=row.id)
    if now.ended_on is not None:
        raise NotPossible(_("A colleague has ended this already."))
    return now


def _tell(viewer: Viewer, row: RunsOut, told: str, kind: Kind) -> None:
    facts = {"kind": row.kind, "given": row.given}
    timeline.write(viewer, case=row.case, kind=told, facts=facts, row=row.id)
    record(viewer, kind, subject=row.subject_id, compartment=GENERAL, row=row)
