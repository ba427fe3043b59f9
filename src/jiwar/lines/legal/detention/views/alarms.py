"""An alarm: whom to call now, taking it in hand, closing it with what was found."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import kinds
from jiwar.lines.legal.detention import actions, agreed, queries
from jiwar.lines.legal.detention.forms import CloseForm


def _address(alarm: UUID) -> str:
    return reverse("legal:alarm", kwargs={"alarm": alarm})


@page(can.WORK_ON_FILES)
def one(request: SignedInRequest, alarm: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.alarm(request.viewer, alarm)
    case = look(viewer, row.case_id)
    view = queries.alarm_page(viewer, row)
    record(viewer, kinds.PLAN_SEEN, subject=case.subject, compartment=GENERAL, row=row)
    context = {
        "case": case,
        "view": view,
        "found": agreed.found_in_words(row.found),
        "since": GivenDate.of_plain(row.since["given"]) if row.since else None,
        "event": EventKind.DETENTION_ORDERED.value,
    }
    return render(request, "legal/alarm.html", context)


@page(can.WORK_ON_FILES)
@require_POST
def take(request: SignedInRequest, alarm: UUID) -> HttpResponse:
    row = queries.alarm(request.viewer, alarm)
    return do(request, lambda: actions.take_alarm(request.viewer, alarm=row), _address(row.id))


@page(can.WORK_ON_FILES)
def close(request: SignedInRequest, alarm: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.alarm(request.viewer, alarm)
    case = look(viewer, row.case_id)
    form = CloseForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.close_alarm(viewer, alarm=row, **cleaned)
        return _address(row.id)

    context = frame(case, _("Close the alarm"), _("Close it"), back=_address(row.id))
    return save(request, form, act, context=context)
