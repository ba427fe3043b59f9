"""Lists of cases: one's own, the queue, all of them, and who carries how much."""

from datetime import datetime
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpResponse

from jiwar.casework.cases import queries
from jiwar.casework.cases.queries.lists import PAGE, CaseLine
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render

SALT = "jiwar.place-in-queue"


@page(can.WORK_ON_FILES)
def mine(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    found = queries.my_cases(viewer, before=_number(request))
    context = {
        "found": found,
        "burning": queries.burning(viewer),
        "new": queries.new_to(viewer),
        "here": "mine",
        "can": can,
    }
    return render(request, "cases/mine.html", context)


@page(can.TRIAGE)
def queue(request: SignedInRequest) -> HttpResponse:
    lines = queries.intake_queue(request.viewer, after=_place(request))
    further = _further(lines)
    burning = [line for line in lines if line.case.danger]
    calm = [line for line in lines if not line.case.danger][:PAGE]
    context = {"burning": burning, "calm": calm, "further": further, "here": "queue", "can": can}
    return render(request, "cases/queue.html", context)


@page(can.OVERSEE)
def everything(request: SignedInRequest) -> HttpResponse:
    closed = "closed" in request.GET
    found = queries.all_cases(request.viewer, before=_number(request), closed=closed)
    return render(request, "cases/all.html", {"found": found, "closed": closed, "here": "all", "can": can})


@page(can.OVERSEE)
def load(request: SignedInRequest) -> HttpResponse:
    return render(request, "cases/load.html", {"rows": queries.team_load(request.viewer), "here": "load", "can": can})


def _number(request: SignedInRequest) -> int | None:
    typed = request.GET.get("before", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _further(lines: list[CaseLine]) -> str | None:
    calm = [line.case for line in lines if not line.case.danger]
    if len(calm) <= PAGE:
        return None
    last = calm[PAGE - 1]
    return signing.dumps([last.opened_at.isoformat(), str(last.id)], salt=SALT)


def _place(request: SignedInRequest) -> tuple[datetime, UUID] | None:
    if "after" not in request.GET:
        return None
    try:
        at, row_id = signing.loads(request.GET["after"], salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    return datetime.fromisoformat(at), UUID(row_id)
