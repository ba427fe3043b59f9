"""One appointment, and whether the person came."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jiwar.casework.appointments import actions, kinds, queries
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.sectors import word
from jiwar.casework.people import queries as people
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render


@page(can.SEE_DESK)
def appointment(request: SignedInRequest, appointment: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.appointment(request.viewer, appointment)
    record(viewer, kinds.SEEN, subject=row.subject_id, row=row)
    knows_case = row.case is not None and policy.decide(viewer, can.SIGNED_IN, subject=row.case.subject).allowed
    context = {
        "row": row,
        "name": people.names_of(viewer, [row.person_id])[row.person_id],
        "case": row.case if knows_case else None,
        "contact": people.safe_contact(viewer, row.person),
        "starts": timezone.localtime(row.starts, clock.zone()),
        "ends": timezone.localtime(row.ends, clock.zone()),
        "state": word(Appointment.State, row.state),
        "may_end": viewer.can(can.BOOK) or row.staff_id == viewer.id,
        "may_move": viewer.can(can.BOOK) and row.state == Appointment.State.BOOKED,
    }
    return render(request, "appointments/appointment.html", context)


@page(can.SEE_DESK)
@require_POST
def came(request: SignedInRequest, appointment: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.appointment(request.viewer, appointment)
    try:
        actions.record_attendance(viewer, appointment=row, came=request.POST.get("came") == "yes")
    except NotPossible as reason:
        messages.warning(request, str(reason.words))
    return HttpResponseRedirect(reverse("appointments:appointment", args=[row.id]))


@page(can.SEE_DESK)
@require_POST
def cancel(request: SignedInRequest, appointment: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.appointment(request.viewer, appointment)
    try:
        actions.cancel(viewer, appointment=row)
    except NotPossible as reason:
        messages.warning(request, str(reason.words))
    return HttpResponseRedirect(reverse("appointments:appointment", args=[row.id]))
