"""The search and one's own registrations. What is searched for travels in the request's body, never in an address."""

from django.http import HttpResponse

from jiwar.casework.people import queries
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render


@page(can.FIND_PEOPLE)
def people(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    if request.method == "POST":
        text = request.POST.get("q", "").strip()
        found = queries.find(viewer, text) if text else []
        context = {"text": text, "found": found, "may_register": viewer.can(can.REGISTER_PEOPLE)}
        return render(request, "people/found.html", context, block="results")
    recent = page_of(request, queries.registered_by(viewer), by=("-number",))
    queries.open_names(recent.rows)
    context = {
        "recent": recent,
        "drafts": queries.drafts(viewer),
        "heading": queries.heading,
        "may_register": viewer.can(can.REGISTER_PEOPLE),
        "may_import": viewer.can(can.IMPORT_PEOPLE),
        "may_export": viewer.can(can.EXPORT_PEOPLE) or viewer.can(can.WORK_ON_FILES),
        "exports_all": viewer.can(can.EXPORT_PEOPLE),
    }
    return render(request, "people/people.html", context)
