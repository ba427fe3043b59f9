"""The pages of the desk: parse, call, render."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiwar.faces.desk import queries
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.actions import own
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render


@page(can.SEE_DESK)
def day(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    return render(request, "desk/day.html", {"day": queries.day_of(viewer), "may_book": viewer.can(can.BOOK)})


@page(can.SEE_DESK)
@require_POST
def read_words(request: SignedInRequest) -> HttpResponse:
    """All words of the house count as read."""
    own.words_were_read(request.viewer)
    return redirect("desk:day")


@page(can.BOOK)
def day_sheet(request: SignedInRequest) -> HttpResponse:
    """Today's appointments for paper: number, time and room, nothing else."""
    return render(request, "desk/day_sheet.html", {"sheet": queries.sheet_of(request.viewer)})
