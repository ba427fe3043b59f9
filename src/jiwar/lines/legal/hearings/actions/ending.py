"""How it ended."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import clock, rights, timeline
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.hearings.words import ATTENDED
from jiwar.lines.legal.models import Hearing


def end_hearing(
    viewer: Viewer, *, hearing: Hearing, outcome: str, next_day: date | None = None, seen_version: int
) -> Hearing:
    """May be corrected. The appointment says the same: came, did not come, cancelled. Raises `Stale`."""
    rights.to_work_on(viewer, hearing.case)
    state = Hearing.State(outcome)
    with transaction.atomic():
        step_on(hearing, seen_version)
        hearing.state = state
        hearing.next_day = {"day": next_day.isoformat()} if next_day else {}
        hearing.ended_at, hearing.ended_by = timezone.now(), viewer.member
        hearing.save()
        _attended(viewer, hearing.appointment, state)
        facts = {"kind": hearing.kind, "state": state.value, "next": next_day.isoformat() if next_day else ""}
        timeline.write(
            viewer,
            case=hearing.case,
            kind="legal-hearing-ended",
            facts=facts,
            happened_on=min(timezone.localtime(hearing.appointment.starts, clock.zone()).date(), clock.today()),
            row=hearing.id,
        )
        about = {"state": state.value}
        record(viewer, kinds.HEARING_ENDED, subject=hearing.subject_id, compartment=GENERAL, row=hearing, about=about)
    return hearing


def _attended(viewer: Viewer, appointment: Appointment, state: Hearing.State) -> None:
    if appointment.state in (Appointment.State.CANCELLED, Appointment.State.MOVED):
        return
    if state == Hearing.State.POSTPONED:
        appointments.cancel(viewer, appointment=appointment)
    else:
        appointments.record_attendance(viewer, appointment=appointment, came=state in ATTENDED)
