"""The group's deadlines by safe date, on the screen and for the wall."""

from django.http import HttpResponse
from django.urls import reverse

from jiwar.casework.cases import clock
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import queries
from jiwar.lines.legal.queries import Show
from jiwar.lines.legal.shown import board_lines


@page(can.SEE_DESK)
def board(request: SignedInRequest) -> HttpResponse:
    viewer, today = request.viewer, clock.today()
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.ALL
    found = page_of(
        request,
        lambda: queries.board(viewer, show, today),
        by=queries.BOARD_ORDER,
        first=lambda: queries.board_begins(viewer, show, today),
    )
    here = reverse("legal:board")
    context = {
        "lines": board_lines(found.rows, queries.opened(viewer, found.rows), today),
        "show": show,
        "shows": [(f"{here}?show={each}", each) for each in Show],
        "today": today,
        "page": found,
    }
    return render(request, "legal/board.html", context)


@page(can.SEE_DESK)
def wall(request: SignedInRequest) -> HttpResponse:
    """Number and date only: what hangs on a wall names nobody and nothing."""
    rows = queries.wall(request.viewer)
    return render(request, "legal/wall.html", {"rows": rows, "today": clock.today()})
