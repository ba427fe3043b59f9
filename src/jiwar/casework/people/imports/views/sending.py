"""The lists one has brought, and sending another in."""

from django.http import HttpResponse
from django.shortcuts import redirect

from jiwar.casework.people.imports import actions, queries
from jiwar.casework.people.imports.forms import SendForm
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.sheets.refusals import SheetRefused
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render
from jiwar.foundation.vault import scanning


@page(can.IMPORT_PEOPLE)
def imports(request: SignedInRequest) -> HttpResponse:
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            token = form.cleaned_data["token"]
            brought = actions.begin(request.viewer, chunks=file.chunks(), name=file.name, token=token)
        except SheetRefused as refused:
            form.add_error("file", refused.sentence)
        except scanning.Refused as refused:
            form.add_error("file", str(refused.words))
        else:
            return redirect("people:import", brought.id)
    listed = page_of(request, queries.imports(request.viewer), by=("-begun_at", "-id"))
    queries.open_abouts(listed.rows)
    return render(request, "people/imports/imports.html", {"form": form, "listed": listed})
