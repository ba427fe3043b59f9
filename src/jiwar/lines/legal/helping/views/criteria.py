"""By what the group decides whom its legal desk helps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.helping import actions
from jiwar.lines.legal.helping.criteria import PARTS, all_criteria
from jiwar.lines.legal.helping.forms import CriteriaForm


@page(can.MANAGE_GROUP)
def choose(request: SignedInRequest) -> HttpResponse:
    known = all_criteria()
    form = CriteriaForm(request.POST or None, criteria=known)
    if request.method == "POST" and form.is_valid():
        actions.choose_criteria(request.viewer, chosen=form.chosen())
        messages.success(request, _("Kept. Screens answered from now on ask these."))
        return redirect("legal:criteria")
    parts = [
        (name, [each.criterion.id for each in known if each.criterion.part == code]) for code, name in PARTS.items()
    ]
    return render(request, "legal/criteria.html", {"form": form, "parts": parts})
