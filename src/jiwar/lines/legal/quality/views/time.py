"""Writing down time, mending it, taking it out as a table; and who carries how much."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.views.opened import frame
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.ui.sheets import as_sheet
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import TimeEntry
from jiwar.lines.legal.quality import load, timekeeping
from jiwar.lines.legal.quality.forms import MendTimeForm, TimeForm


@page(can.SEE_DESK)
def mine(request: SignedInRequest) -> HttpResponse:
    viewer, today = request.viewer, clock.today()
    form = TimeForm(request.POST or None, initial={"day": today})

    def act(cleaned: dict[str, Any]) -> str:
        timekeeping.write(viewer, **{**cleaned, "kind": TimeEntry.Kind(cleaned["kind"])})
        return reverse("legal:time")

    context = {"entries": load.entries(viewer, today), "months": load.months(viewer, today), "kinds": TimeEntry.Kind}
    return save(request, form, act, template="legal/time.html", context=context)


@page(can.WORK_ON_FILES)
def on_case(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, of = request.viewer, cases.workable(request.viewer, case)
    form = TimeForm(request.POST or None, initial={"day": clock.today()})

    def act(cleaned: dict[str, Any]) -> str:
        timekeeping.write(viewer, case=of, **{**cleaned, "kind": TimeEntry.Kind(cleaned["kind"])})
        return reverse("cases:case", kwargs={"case": of.id})

    return save(request, form, act, context=frame(of, _("Write down time"), _("Save")))


@page(can.SEE_DESK)
def mend(request: SignedInRequest, entry: UUID) -> HttpResponse:
    viewer, row = request.viewer, load.entry(request.viewer, entry)
    kept = {"day": row.day, "minutes": row.minutes, "kind": row.kind, "seen_version": row.version}
    form = MendTimeForm(request.POST or None, initial=kept)

    def act(cleaned: dict[str, Any]) -> str:
        timekeeping.mend(viewer, entry=row, **{**cleaned, "kind": TimeEntry.Kind(cleaned["kind"])})
        return reverse("legal:time")

    def now(current: TimeEntry) -> dict[str, Any]:
        return {"day": current.day, "minutes": current.minutes, "kind": current.kind}

    return save(request, form, act, template="legal/time_mend.html", context={"entry": row}, now=now)


@page(can.SEE_DESK)
@require_POST
def sheet(request: SignedInRequest) -> HttpResponse:
    viewer, today = request.viewer, clock.today()
    rows = load.sheet(viewer, today)
    kind = "csv" if request.POST.get("as") == "csv" else "xlsx"
    record(viewer, kinds.TIME_TAKEN, about={"rows": len(rows), "as": kind})
    head = (_("Day"), _("Who"), _("Case"), _("What for?"), _("Minutes"))
    body = [
        (row.day.isoformat(), row.member.account.name, _number(row), str(row.get_kind_display()), row.minutes)
        for row in rows
    ]
    return as_sheet(
        [head, *body],
        kind=kind,
        name=f"time-{today:%Y-%m-%d}",
        sheet=_("Time"),
        right_to_left=current_reader().direction == "rtl",
    )


def _number(row: TimeEntry) -> str:
    return row.case.written_number if row.case else ""


@page(can.SEE_DESK)
def workload(request: SignedInRequest) -> HttpResponse:
    rows = load.loads(request.viewer, clock.today())
    return render(request, "legal/workload.html", {"rows": rows, "ahead": load.AHEAD, "back": load.BACK})
