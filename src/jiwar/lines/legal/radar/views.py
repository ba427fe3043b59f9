"""The radar, and writing down what runs out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.radar import actions, queries
from jiwar.lines.legal.radar.forms import EndedForm, RunsOutForm
from jiwar.lines.legal.radar.papers import PAPERS, Paper
from jiwar.lines.legal.radar.queries import SOURCES, WINDOWS, Source, Window
from jiwar.lines.legal.rights import CORRECT_RULES


@page(can.SEE_DESK)
def radar(request: SignedInRequest) -> HttpResponse:
    asked = request.GET
    window = Window(asked["window"]) if asked.get("window") in set(Window) else Window.WEEK
    source = Source(asked["source"]) if asked.get("source") in set(Source) else Source.ALL
    mine = asked.get("whose") == "mine"
    here, whose = reverse("legal:radar"), "mine" if mine else "all"

    def to(window: Window, source: Source, whose: str) -> str:
        return f"{here}?window={window}&source={source}&whose={whose}"

    context = {
        "radar": queries.radar(request.viewer, window, source, clock.today(), mine=mine),
        "windows": [(to(each, source, whose), label, each is window) for each, label in WINDOWS.items()],
        "sources": [(to(window, each, whose), label, each is source) for each, label in SOURCES.items()],
        "whose": [(to(window, source, "all"), _("All"), not mine), (to(window, source, "mine"), _("Mine"), mine)],
        "may_work": request.viewer.can(can.WORK_ON_FILES),
        "may_announce": request.viewer.can(CORRECT_RULES),
    }
    return render(request, "legal/radar.html", context)


@page(can.WORK_ON_FILES)
def write_down(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, of = request.viewer, cases.workable(request.viewer, case)
    form = RunsOutForm(request.POST or None)
    back = reverse("cases:case", kwargs={"case": of.id})

    def act(cleaned: dict[str, Any]) -> str:
        actions.write_down(viewer, case=of, **{**cleaned, "kind": Paper(cleaned["kind"])})
        return back

    return save(request, form, act, context=frame(of, _("Something runs out"), _("Save"), back=back))


@page(can.WORK_ON_FILES)
@require_POST
def take_over(request: SignedInRequest, row: UUID) -> HttpResponse:
    found = queries.one(request.viewer, row)
    return do(request, lambda: actions.take_over(request.viewer, row=found), reverse("legal:radar"))


@page(can.WORK_ON_FILES)
def end(request: SignedInRequest, row: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.one(request.viewer, row)
    case = look(viewer, found.case_id)
    form = EndedForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.end(viewer, row=found, how=cleaned["how"])
        return reverse("legal:radar")

    title = str(PAPERS[Paper(found.kind)])
    return save(request, form, act, context=frame(case, title, _("Done"), back=reverse("legal:radar")))
