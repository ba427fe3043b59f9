"""The data guardian afterwards: emergencies to review, alarms about reading, decoys; and the administrator's limits."""

from datetime import time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiwar.foundation.access import audit_kinds
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import reading as counting
from jiwar.foundation.access.actions import alarms, decoys, lending
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.forms.lending import ReviewForm
from jiwar.foundation.access.forms.reading import DecoyForm, LimitsForm
from jiwar.foundation.access.models import Lending
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.pages.answering import attempt, same_person
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.queries import lendings
from jiwar.foundation.access.queries import reading as asked
from jiwar.foundation.audit.record import record


@page(can.GUARD_DATA)
def emergencies(request: SignedInRequest) -> HttpResponse:
    waiting, reviewed = lendings.emergencies(request.viewer)
    return render(request, "access/emergencies.html", {"waiting": waiting, "reviewed": reviewed})


@page(can.GUARD_DATA)
@same_person()
def review(request: SignedInRequest, lending_id: UUID) -> HttpResponse:
    found = lendings.emergency(request.viewer, lending_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome, said = Lending.Outcome(form.cleaned_data["outcome"]), form.cleaned_data["said"]
        try:
            lending.review(request.viewer, lending=found.row, outcome=outcome, said=said)
        except Impossible as rule:
            form.add_error(None, str(rule.says))
        else:
            messages.success(request, _("Reviewed. Those concerned are told."))
            return redirect("access:emergencies")
    looks = lendings.looks_in(request.viewer, found.row)
    record(request.viewer, audit_kinds.WHO_LOOKED, subject=found.row.subject)
    return render(request, "access/review.html", {"form": form, "each": found, "looks": looks})


@page(can.GUARD_DATA)
@same_person()
def reading(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    if request.method == "POST":
        alarm = asked.alarm(viewer, _what(request))
        if alarm is not None:
            attempt(request, lambda: alarms.settle(viewer, alarm=alarm), _("Settled."))
        return redirect("access:reading")
    waiting, settled = asked.alarms(viewer)
    limit = counting.limits()
    context = {
        "waiting": waiting,
        "settled": settled,
        "busiest": asked.busiest(viewer),
        "limits": limit,
        "night": (time(limit.night_from), time(limit.night_until)) if limit.night_from != limit.night_until else None,
    }
    return render(request, "access/reading.html", context)


@page(can.GUARD_DATA)
@same_person(reading=True)
def decoy(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    if request.POST.get("do") == "take-away":
        row = next((row for row, _name in asked.decoys(viewer) if row.id == _what(request)), None)
        if row is not None:
            attempt(request, lambda: decoys.take_away(viewer, decoy=row), _("It is hidden and raises no alarm."))
        return redirect("access:decoys")
    form = DecoyForm(request.POST or None, registrars=asked.registrars(viewer), country=viewer.group.country)
    if request.method == "POST" and form.is_valid():
        invented = form.invented()
        if attempt(
            request,
            lambda: decoys.make(viewer, invented=invented),
            _("It lies among the others. Tell nobody."),
        ):
            return redirect("access:decoys")
    return render(request, "access/decoys.html", {"form": form, "decoys": asked.decoys(viewer)})


@page(can.MANAGE_GROUP)
@same_person(reading=True)
def limits(request: SignedInRequest) -> HttpResponse:
    now = counting.limits()
    first = {name: getattr(now, name) for name in LimitsForm.base_fields}
    form = LimitsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        numbers = form.cleaned_data
        if attempt(
            request,
            lambda: alarms.set_limits(request.viewer, **numbers),
            _("Kept. The data guardian is told."),
        ):
            return redirect("access:limits")
    return render(request, "access/limits.html", {"form": form})


def _what(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("what", ""))
    except ValueError:
        raise NotThere from None
