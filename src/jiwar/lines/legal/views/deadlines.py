"""What can be done with one deadline: dates of letters, who acts, setting aside."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import actions, queries
from jiwar.lines.legal.forms import PrintedForm, ReasonForm
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.rights import CONFIRM_LETTER_DATES, OPEN_PROCEDURES
from jiwar.lines.legal.views.standing import action_of


@page(can.WORK_ON_FILES)
def printed(request: SignedInRequest, deadline: UUID) -> HttpResponse:
    """The last day the letter prints for this deadline."""
    row = queries.deadline(request.viewer, deadline)
    form = PrintedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_printed_date(
                request.viewer,
                procedure=row.procedure,
                thread=UUID(row.details["started_by"]),
                rule=row.details["rule"],
                day=form.cleaned_data["day"],
            )
            return redirect("legal:procedure", procedure=row.procedure_id)
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
    context = {"row": row, "title": phrase(row.details["action"]), "form": form, "procedure": row.procedure}
    return render(request, "legal/printed.html", context)


@page(CONFIRM_LETTER_DATES)
@require_POST
def confirm(request: SignedInRequest, printed: UUID) -> HttpResponse:
    row = queries.printed_date(request.viewer, printed)
    return _then(request, row.procedure_id, lambda: actions.confirm_printed_date(request.viewer, row=row))


@page(CONFIRM_LETTER_DATES)
def remove(request: SignedInRequest, printed: UUID) -> HttpResponse:
    row = queries.printed_date(request.viewer, printed)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _then(
            request, row.procedure_id, lambda: actions.remove_printed_date(request.viewer, row=row, reason=reason)
        )
    title = action_of(row.procedure, row.rule)
    context = {"row": row, "title": title, "form": form, "procedure": row.procedure}
    return render(request, "legal/remove_printed.html", context)


@page(can.WORK_ON_FILES)
@require_POST
def take_over(request: SignedInRequest, deadline: UUID) -> HttpResponse:
    return _press(request, deadline, actions.take_over)


@page(can.WORK_ON_FILES)
@require_POST
def acknowledge(request: SignedInRequest, deadline: UUID) -> HttpResponse:
    return _press(request, deadline, actions.acknowledge)


@page(OPEN_PROCEDURES)
@require_POST
def take_up(request: SignedInRequest, deadline: UUID) -> HttpResponse:
    return _press(request, deadline, actions.take_up_again)


@page(OPEN_PROCEDURES)
def set_aside(request: SignedInRequest, deadline: UUID) -> HttpResponse:
    row = queries.deadline(request.viewer, deadline)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _then(request, row.procedure_id, lambda: actions.set_aside(request.viewer, deadline=row, reason=reason))
    context = {"row": row, "title": phrase(row.details["action"]), "form": form, "procedure": row.procedure}
    return render(request, "legal/set_aside.html", context)


def _press(request: SignedInRequest, deadline: UUID, action: Callable[..., Any]) -> HttpResponse:
    row = queries.deadline(request.viewer, deadline)
    return _then(request, row.procedure_id, lambda: action(request.viewer, deadline=row))


def _then(request: SignedInRequest, procedure: UUID, act: Callable[[], object]) -> HttpResponse:
    """Does it, or says why not, and goes back to the procedure."""
    try:
        act()
    except NotPossible as refusal:
        messages.error(request, str(refusal.words))
    else:
        messages.success(request, _("Done."))
    return redirect("legal:procedure", procedure=procedure)
