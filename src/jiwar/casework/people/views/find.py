"""The search and one's own registrations. What is searched for travels in the request's body, never in an address."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from jiwar.casework.people import queries
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render

AS_TYPED = 8


@require_POST
@page(can.FIND_PEOPLE)
def as_typed(request: SignedInRequest) -> HttpResponse:
    """The list under the search box, while somebody types. Without script the same form opens the whole page."""
    text = request.POST.get("q", "").strip()
    found = queries.find(request.viewer, text, most=AS_TYPED) if len(text) > 1 else []
    return render(request, "people/typed.html", {"text": text, "found": found})


@page(can.FIND_PEOPLE)
def people(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    if request.method == "POST":
        text = request.POST.get("q", "").strip()
        found = queries.find(viewer, text) if text else []
        context = {"text": text, "found": found, "may_register": viewer.can(can.REGISTER_PEOPLE)}
        context["indexing"] = queries.indexing()
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
