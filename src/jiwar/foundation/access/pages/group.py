"""The group's settings, offices and announced days."""

from datetime import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.foundation.access.actions import house
from jiwar.foundation.access.capabilities import MANAGE_GROUP
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.forms.group import GroupForm, LocalDayForm, OfficeForm
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.pages.answering import attempt
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.groups.models import LocalDay, Office


@page(MANAGE_GROUP)
def settings(request: SignedInRequest) -> HttpResponse:
    group = request.viewer.group
    form = GroupForm(request.POST or None, initial=GroupForm.shown(group))
    meanwhile: list[tuple[Any, str, str, bool]] = []
    if request.method == "POST" and form.is_valid():
        try:
            house.change_group(request.viewer, seen_version=form.cleaned_data["seen_version"], **form.settings())
        except house.Moved as moved:
            meanwhile = _differences(form, GroupForm.shown(moved.now))
            typed = request.POST.copy()
            typed["seen_version"] = str(moved.now.version)
            form.data = typed
        if not meanwhile:
            messages.success(request, _("The group's settings are kept."))
            return redirect("access:group")
    offices = list(Office.objects.order_by(F("closed_on").asc(nulls_first=True), "name"))
    context = {"form": form, "offices": offices, "meanwhile": meanwhile}
    return render(request, "access/group.html", context, status=409 if meanwhile else 200)


def _differences(form: GroupForm, now: dict[str, Any]) -> list[tuple[Any, str, str, bool]]:
    """Label, what stands there now, what was typed: of the settings in which the two differ."""
    typed = {**form.settings(), "weekend": [str(day) for day in form.cleaned_data["weekend"]]}
    return [
        (form.fields[name].label, _shown(now[name]), _shown(typed[name]), True)
        for name in typed
        if now[name] != typed[name]
    ]


def _shown(value: Any) -> str:
    return (", ".join(value) if isinstance(value, list) else str(value)) or "–"


@page(MANAGE_GROUP)
def new_office(request: SignedInRequest) -> HttpResponse:
    return _office(request, None)


@page(MANAGE_GROUP)
def office(request: SignedInRequest, office_id: UUID) -> HttpResponse:
    row = Office.objects.filter(id=office_id).prefetch_related("hours").first()
    if row is None:
        raise NotThere
    if request.POST.get("do") == "close":
        today = timezone.localdate()
        attempt(
            request, lambda: house.close_office(request.viewer, office=row, today=today), _("The office is closed.")
        )
        return redirect("access:group")
    return _office(request, row)


def _office(request: SignedInRequest, row: Office | None) -> HttpResponse:
    first = {**OfficeForm.shown(row), "seen_version": house.as_kept(row)} if row else {}
    form = OfficeForm(request.POST or None, initial=first, country=request.viewer.group.country)
    meanwhile: list[tuple[Any, str, str, bool]] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            house.keep_office(
                request.viewer,
                office=row,
                **{name: given[name] for name in ("name", "area", "phone")},
                openings=[house.Opening(*opening) for opening in form.openings()],
                seen=given["seen_version"],
            )
        except house.OfficeMoved:
            meanwhile = _of_office(form, first)
            form.data = {**request.POST.dict(), "seen_version": first["seen_version"]}
        except Impossible as rule:
            form.add_error("name", str(rule.says))
        if not meanwhile and form.is_valid():
            messages.success(request, _("The office is kept."))
            return redirect("access:group")
    context = {"form": form, "office": row, "meanwhile": meanwhile}
    return render(request, "access/office.html", context, status=409 if meanwhile else 200)


def _of_office(form: OfficeForm, now: dict[str, Any]) -> list[tuple[Any, str, str, bool]]:
    """Label, what stands there now, what was typed: every field in which the two differ, hours too."""
    pairs = [(name, now.get(name), form.cleaned_data[name]) for name in form.fields if name != "seen_version"]
    return [
        (form.fields[name].label, _at(stored), _at(typed), True)
        for name, stored, typed in pairs
        if (stored or None) != (typed or None)
    ]


def _at(value: Any) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value or "–")


@page(MANAGE_GROUP)
def days(request: SignedInRequest) -> HttpResponse:
    if request.POST.get("do") == "withdraw":
        row = LocalDay.objects.filter(id=_id(request)).first()
        if row is not None:
            house.withdraw_day(request.viewer, local_day=row)
            messages.success(request, _("The announcement is withdrawn."))
        return redirect("access:days")
    form = LocalDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        house.announce_day(request.viewer, **form.cleaned_data)
        messages.success(request, _("The day is announced. Deadlines count with it from now on."))
        return redirect("access:days")
    return render(request, "access/days.html", {"form": form, "days": LocalDay.objects.order_by("-day")[:200]})


def _id(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("day_id", ""))
    except ValueError:
        raise NotThere from None
