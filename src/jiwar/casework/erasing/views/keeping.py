"""What has come due, keeping one file longer, and for how many years files are kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.erasing import audit_kinds, keeping, keeping_actions, queries
from jiwar.casework.erasing.forms import KeepForm, YearsForm
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.pages.answering import attempt, same_person
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render


@page(can.GUARD_DATA)
def review(request: SignedInRequest) -> HttpResponse:
    shown = page_of(request, queries.due(request.viewer), by=("since", "id"))
    context = {
        "page": shown,
        "due": queries.shown(shown.rows),
        "kept": queries.kept(request.viewer),
        "rules": keeping.rules(),
        "years": keeping.years(),
    }
    return render(request, "erasing/review.html", context)


@page(can.GUARD_DATA)
@same_person()
def keep(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    person = queries.person(viewer, person_id)
    if request.POST.get("do") == "let-go":
        said = _("It is kept no longer than the rules say.")
        attempt(request, lambda: keeping_actions.let_go(viewer, person=person), said)
        return redirect("erasing:review")
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until, words = form.cleaned_data["until"], form.cleaned_data["words"]
        try:
            keeping_actions.keep(viewer, person=person, until=until, said=words)
        except Impossible as rule:
            form.add_error("until", str(rule.says))
        else:
            messages.success(request, _("Kept. It comes back to the list when that day is over."))
            return redirect("erasing:review")
    record(viewer, audit_kinds.LOOKED, subject=person.subject, row=person)
    return render(request, "erasing/keep.html", {"person": person, "form": form})


@page(can.GUARD_DATA)
@same_person()
def years(request: SignedInRequest) -> HttpResponse:
    given = keeping.years()
    form = YearsForm(request.POST or None, rules=keeping.rules(), initial=given)
    if request.method == "POST" and form.is_valid():
        said = _("Kept. What is due by it now stands on the list.")
        if attempt(request, lambda: keeping_actions.set_years(request.viewer, years=form.years()), said):
            return redirect("erasing:review")
    return render(request, "erasing/years.html", {"form": form})
