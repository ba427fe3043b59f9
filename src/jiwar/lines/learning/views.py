"""The learners one teaches or works for, and one learner's page."""

from uuid import UUID

from django.http import HttpResponse

from jiwar.casework.cases import clock
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.learning import actions, queries
from jiwar.lines.learning.panels import PANELS


@page(can.SEE_DESK)
def learners(request: SignedInRequest) -> HttpResponse:
    found = page_of(request, queries.learners(request.viewer), by=("-number",))
    return render(request, "learning/learners.html", {"learners": queries.shown(found.rows), "page": found})


@page(can.SEE_DESK)
def learner(request: SignedInRequest, learner: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.learner(request.viewer, learner)
    actions.looked_at(viewer, learner=found)
    drawn = [(panel.template, panel.context(viewer, found, clock.today())) for panel in PANELS]
    context = {"shown": queries.shown([found])[0], "panels": [(name, each) for name, each in drawn if each is not None]}
    return render(request, "learning/learner.html", context)
