"""Whether somebody came."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments import kinds
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import clock, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

S = Appointment.State


def record_attendance(viewer: Viewer, *, appointment: Appointment, came: bool) -> Appointment:
    """Came or did not come; may be corrected."""
    return _end(viewer, appointment, S.CAME if came else S.NOT_COME)


def cancel(viewer: Viewer, *, appointment: Appointment) -> Appointment:
    return _end(viewer, appointment, S.CANCELLED)


@transaction.atomic
def _end(viewer: Viewer, appointment: Appointment, state: S) -> Appointment:
    policy.require(viewer, can.SIGNED_IN, subject=appointment.person.subject)
    if appointment.staff_id != viewer.member.id:
        policy.require(viewer, can.BOOK, subject=appointment.person.subject)
    if appointment.state in (S.MOVED, S.CANCELLED):
        raise NotPossible(_("This appointment did not take place: book a new one."))
    if state == appointment.state:
        return appointment
    appointment.state = state
    appointment.version += 1
    appointment.save(update_fields=["state", "version"])
    about = {"state": str(state)}
    record(viewer, kinds.ENDED, subject=appointment.subject_id, compartment=IDENTITY, row=appointment, about=about)
    if appointment.case is not None:
        facts = {"starts": appointment.starts.isoformat(), "state": str(state)}
        timeline.write(
            viewer,
            case=appointment.case,
            kind="appointment-ended",
            facts=facts,
            happened_on=timezone.localtime(appointment.starts, clock.zone()).date(),
            row=appointment.id,
        )
    return appointment
