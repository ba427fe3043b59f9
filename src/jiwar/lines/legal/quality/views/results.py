"""Results of a year, without anybody in them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.disclosure import LEAST
from jiwar.lines.legal.quality import results as found


@page(can.OVERSEE)
def results(request: SignedInRequest) -> HttpResponse:
    offered = found.years(clock.today())
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, offered) else offered[0]
    here = reverse("legal:results")
    context = {
        "tables": [
            (_("By procedure"), _("Procedure"), found.results(request.viewer, year)),
            (_("By ground"), _("Ground"), found.by_ground(request.viewer, year)),
        ],
        "years": [(f"{here}?year={each}", str(each), each == year) for each in offered],
        "least": LEAST,
    }
    return render(request, "legal/results.html", context)
