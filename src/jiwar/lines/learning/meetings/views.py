"""One meeting: called off, moved, held after all."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.attending.queries import meeting_of
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.meetings import actions, wording
from jiwar.lines.learning.meetings.forms import MoveForm, ReasonForm
from jiwar.lines.learning.models import TaughtClass
from jiwar.lines.learning.rights import RUN_CLASSES

FORM = "learning/form.html"


@page(RUN_CLASSES)
def call_off(request: SignedInRequest, taught: UUID, day: str, at: str) -> HttpResponse:
    row, meeting = _asked(request, taught, day, at)

    def act(cleaned: dict[str, Any]) -> str:
        actions.call_off(request.viewer, taught=row, meeting=meeting, reason=cleaned["reason"])
        messages.success(request, _("Called off. Whoever teaches the class is told; tell the learners."))
        return _page(row)

    context = _frame(row, meeting, _("Call the meeting off"), _("Call it off"))
    return save(request, ReasonForm(request.POST or None), act, template=FORM, context=context)


@page(RUN_CLASSES)
def move(request: SignedInRequest, taught: UUID, day: str, at: str) -> HttpResponse:
    row, meeting = _asked(request, taught, day, at)
    initial = {"day": meeting.day, "starts": meeting.starts, "ends": meeting.ends}
    form = MoveForm(request.POST or None, initial=initial)

    def act(cleaned: dict[str, Any]) -> str:
        actions.move(request.viewer, taught=row, meeting=meeting, to=form.meeting(), reason=cleaned["reason"])
        messages.success(request, _("Moved. Whoever teaches the class is told; tell the learners."))
        return _page(row)

    context = _frame(row, meeting, _("Move the meeting"), _("Move it"))
    return save(request, form, act, template=FORM, context=context)


@page(RUN_CLASSES)
@require_POST
def hold(request: SignedInRequest, taught: UUID, day: str, at: str) -> HttpResponse:
    row, meeting = _asked(request, taught, day, at)
    return do(request, lambda: actions.hold(request.viewer, taught=row, meeting=meeting), _page(row))


def _asked(request: SignedInRequest, taught: UUID, day: str, at: str) -> tuple[TaughtClass, Meeting]:
    row = courses.taught(request.viewer, taught)
    try:
        return row, meeting_of(row, date.fromisoformat(day), time.fromisoformat(at))[0]
    except ValueError:
        raise Http404 from None


def _frame(row: TaughtClass, meeting: Meeting, title: str, submit: str) -> dict[str, Any]:
    note = f"{row.name}, {wording.when(meeting)}"
    return {"title": title, "note": note, "submit": submit, "back": _page(row)}


def _page(row: TaughtClass) -> str:
    return reverse("learning:class", kwargs={"taught": row.id})
