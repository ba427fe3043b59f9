"""The timetable as a week: one's own classes, or the group's rooms."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.appointments.doubts import why_closed
from jiwar.casework.cases import clock
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.groups import opening
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.learning.courses import queries, shown
from jiwar.lines.learning.courses.queries import InTimetable
from jiwar.lines.learning.meetings import wording
from jiwar.lines.learning.models import TaughtClass
from jiwar.lines.learning.rights import TEACH

AHEAD = 13


@page(can.SEE_DESK)
def week(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    own = viewer.can(TEACH) and request.GET.get("of") != "all"
    offices = queries.offices()
    chosen = None if own else next((each for each in offices if str(each.id) == request.GET.get("office")), None)
    first = _first(request)
    found = queries.week(viewer, first, own=own, office=chosen)
    context = {"days": _days(first, found, own=own), "own": own, "teaches": viewer.can(TEACH), "first": first}
    context |= {"before": first - timedelta(days=7), "after": first + timedelta(days=7)}
    return render(request, "learning/timetable.html", {**context, "offices": offices, "chosen": chosen})


def _first(request: SignedInRequest) -> date:
    try:
        asked = date.fromisoformat(request.GET["from"])
        asked = asked if date(1990, 1, 1) < asked < date(2200, 1, 1) else clock.today()
    except (KeyError, ValueError):
        asked = clock.today()
    begins = shown.week_order(request.viewer)[0]
    return asked - timedelta(days=(asked.weekday() - begins) % 7)


def _days(first: date, found: list[InTimetable], *, own: bool) -> list[dict[str, Any]]:
    open_on, today = opening.days_off(), clock.today()
    days = []
    for day in (first + timedelta(days=ahead) for ahead in range(7)):
        closure = open_on.closed(day)
        entries = [_entry(each, own=own) for each in found if each.meeting.day == day]
        closed = why_closed(closure) if closure else None
        days.append({"date": day, "is_today": day == today, "closed": closed, "entries": entries})
    return days


def _entry(each: InTimetable, *, own: bool) -> dict[str, Any]:
    notes = shown.where(each.taught) if own else [*shown.where(each.taught), each.taught.teacher.account.name]
    return {
        "tone": "off" if each.changed else "",
        "start": each.meeting.starts,
        "end": each.meeting.ends,
        "title": each.taught.name,
        "href": reverse("learning:class", kwargs={"taught": each.taught.id}),
        "note": _(", ").join([*notes, *_changed(each)]),
    }


def _changed(each: InTimetable) -> list[str]:
    """What became of the meeting, or what it stands instead of; empty where it is as planned."""
    if each.changed is not None:
        return [wording.what_became(each.changed)]
    return [wording.instead_of(each.instead_of)] if each.instead_of is not None else []


def coming(row: TaughtClass, today: date) -> list[dict[str, Any]]:
    """The meetings of the next fortnight, for the page of the class."""
    if row.closed_at is not None:
        return []
    found = queries.on_days([row], today, today + timedelta(days=AHEAD))
    return [
        {"meeting": each.meeting, "off": each.changed is not None, "note": "".join(_changed(each))} for each in found
    ]
