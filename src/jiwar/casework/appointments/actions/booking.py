"""Booking and moving."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments import doubts, kinds
from jiwar.casework.appointments.events import AppointmentMoved
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import rights
from jiwar.casework.cases.errors import NotPossible, closed
from jiwar.casework.cases.events import publish
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Office


@transaction.atomic
def book(
    viewer: Viewer,
    *,
    person: Person,
    starts: datetime,
    ends: datetime,
    case: Case | None = None,
    staff: Membership | None = None,
    office: Office | None = None,
    room: str = "",
    interpreter_language: str = "",
    purpose: str = "",
    in_spite: bool = False,
    token: UUID | None = None,
) -> Appointment:
    """Raises `Doubtful` where something speaks against the time, unless it is booked `in_spite` of it."""
    policy.require(viewer, can.BOOK, subject=person.subject)
    if case is not None:
        rights.to_know(viewer, case)
        if case.is_closed:
            raise closed()
    if ends <= starts:
        raise NotPossible(_("It ends before it begins."))

    def make() -> Appointment:
        found = doubts.against(viewer, person=person, staff=staff, office=office, room=room, starts=starts, ends=ends)
        if found and not in_spite:
            raise doubts.Doubtful(found)
        appointment = Appointment.objects.create(
            subject=person.subject,
            compartment=IDENTITY.code,
            person=person,
            case=case,
            staff=staff,
            office=office,
            room=room,
            interpreter_language=interpreter_language,
            starts=starts,
            ends=ends,
            purpose=purpose,
            in_spite=bool(found),
            booked_by=viewer.member,
        )
        about = {"in_spite": [doubt.code for doubt in found]}
        record(viewer, kinds.BOOKED, subject=person.subject, compartment=IDENTITY, row=appointment, about=about)
        return appointment

    return once(viewer, token, Appointment, make)


@transaction.atomic
def move(
    viewer: Viewer,
    *,
    appointment: Appointment,
    starts: datetime,
    ends: datetime,
    in_spite: bool = False,
    seen_version: int,
) -> Appointment:
    """A new appointment in its place; the old one stays and says that it was moved. Raises `Stale`, `Doubtful`."""
    policy.require(viewer, can.BOOK, subject=appointment.person.subject)
    step_on(appointment, seen_version)
    if appointment.state != Appointment.State.BOOKED:
        raise NotPossible(_("This appointment is over: book a new one."))
    appointment.state = Appointment.State.MOVED
    appointment.save(update_fields=["state"])
    new = book(
        viewer,
        person=appointment.person,
        starts=starts,
        ends=ends,
        case=appointment.case,
        staff=appointment.staff,
        office=appointment.office,
        room=appointment.room,
        interpreter_language=appointment.interpreter_language,
        purpose=appointment.purpose,
        in_spite=in_spite,
    )
    appointment.moved_to = new
    appointment.save(update_fields=["moved_to"])
    record(viewer, kinds.MOVED, subject=appointment.subject_id, compartment=IDENTITY, row=appointment)
    if appointment.case is not None:
        publish(AppointmentMoved(viewer, appointment.case, before=appointment, after=new))
    return new
