"""A week as a grid: one's own, or the office's."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jiwar.casework.appointments import queries
from jiwar.casework.appointments.doubts import why_closed
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.appointments.queries import Shown
from jiwar.casework.cases import clock
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.groups.opening import days_off
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.calendars import weekend

_TONES: dict[str, str] = {Appointment.State.CAME: "ok", Appointment.State.NOT_COME: "now"}


@page(can.SEE_DESK)
def week(request: SignedInRequest) -> HttpResponse:
    first = _first(request)
    context = {"days": _days(first, queries.week_of(request.viewer, first), whose=False), "own": True, "can": can}
    return render(request, "appointments/week.html", context | _around(first))


@page(can.BOOK)
def office(request: SignedInRequest) -> HttpResponse:
    first = _first(request)
    offices = queries.offices()
    chosen = next((each for each in offices if str(each.id) == request.GET.get("office")), None)
    rows = queries.week_of_office(request.viewer, first, chosen)
    context = {"days": _days(first, rows, whose=True), "own": False, "offices": offices, "chosen": chosen, "can": can}
    return render(request, "appointments/week.html", context | _around(first))


def _first(request: SignedInRequest) -> date:
    """The first day of the asked week: the day after the weekend, as the group works."""
    try:
        asked = date.fromisoformat(request.GET["from"])
        asked = asked if date(1990, 1, 1) < asked < date(2200, 1, 1) else clock.today()
    except (KeyError, ValueError):
        asked = clock.today()
    group = request.viewer.group
    known = weekend(group.country, asked)
    rest = {int(day) for day in group.weekend} or (set(known.days) if known else {5, 6})
    begin = next((day for day in range(7) if day not in rest and (day - 1) % 7 in rest), 0)
    return asked - timedelta(days=(asked.weekday() - begin) % 7)


def _around(first: date) -> dict[str, Any]:
    return {"first": first, "before": first - timedelta(days=7), "after": first + timedelta(days=7)}


def _days(first: date, rows: list[Shown], *, whose: bool) -> list[dict[str, Any]]:
    open_on = days_off()
    today = clock.today()
    days = []
    for day in (first + timedelta(days=ahead) for ahead in range(7)):
        closure = open_on.closed(day)
        days.append(
            {
                "date": day,
                "is_today": day == today,
                "closed": why_closed(closure) if closure else None,
                "entries": [_entry(each, whose=whose) for each in rows if each.day == day],
            }
        )
    return days


def _entry(each: Shown, *, whose: bool) -> dict[str, Any]:
    row = each.row
    notes: list[str | Promise] = [row.room] if row.room else []
    if whose and row.staff:
        notes.append(row.staff.account.name)
    if row.state != Appointment.State.BOOKED:
        notes.append(Appointment.State(row.state).label)
    return {
        "start": each.starts,
        "end": each.ends,
        "title": each.name,
        "href": reverse("appointments:appointment", args=[row.id]),
        "tone": _TONES.get(row.state, ""),
        "note": _(", ").join(str(note) for note in notes),
    }
