"""What makes a person's situation harder: only for those who hold the general or the restricted part."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.people import actions, queries
from jiwar.casework.people.forms import NeedForm
from jiwar.casework.people.views.opened import look
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.policy import require
from jiwar.foundation.ui.shortcuts import render


@page(can.SIGNED_IN)
def needs(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = look(request.viewer, person_id, page="needs")
    require(request.viewer, can.WORK_ON_FILES, subject=person.subject, compartment=GENERAL)
    restricted = queries.restricted_open(request.viewer, person)
    form = NeedForm(request.POST if request.method == "POST" else None, restricted=restricted)
    if request.method == "POST" and form.is_valid():
        actions.record_need(request.viewer, person=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:needs", person.id)
    context = {"person": person, "needs": queries.needs(request.viewer, person, ended=True), "form": form}
    return render(request, "people/needs.html", context)


@require_POST
@page(can.SIGNED_IN)
def end(request: SignedInRequest, person_id: UUID, need_id: UUID) -> HttpResponse:
    person = look(request.viewer, person_id, page="needs")
    actions.end_need(request.viewer, need=queries.need(request.viewer, person, need_id))
    messages.success(request, _("Saved. That it was so stays on record."))
    return redirect("people:needs", person.id)
