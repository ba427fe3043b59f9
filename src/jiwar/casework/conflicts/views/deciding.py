"""For whoever decides: what may be a conflict, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.views.saving import save
from jiwar.casework.conflicts import actions, kinds, queries
from jiwar.casework.conflicts.forms import DecideForm
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import COMPARTMENT, record
from jiwar.foundation.ui.shortcuts import render


@page(can.DECIDE_CONFLICTS)
def listed(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    waiting = queries.shown(viewer, queries.waiting(viewer))
    decided = queries.shown(viewer, queries.decided(viewer))
    named = [str(each.row.id) for each in (*waiting, *decided) if each.names or each.other_name]
    # Of no one file, as every list: a look at a file counts as one that was opened.
    record(viewer, kinds.LIST_SEEN, about={"matches": len(waiting) + len(decided), "named": named})
    context = {"waiting": waiting, "decided": decided}
    return render(request, "conflicts/list.html", context)


@page(can.DECIDE_CONFLICTS)
def match(request: SignedInRequest, match: UUID) -> HttpResponse:
    viewer = request.viewer
    row = queries.match(viewer, match)
    record(viewer, kinds.MATCH_SEEN, subject=row.opposed.case.subject, compartment=COMPARTMENT, row=row)
    [shown] = queries.shown(viewer, [row])
    initial = {"seen": row.state, "state": "" if shown.waits else row.state}
    form = DecideForm(request.POST or None, silent=shown.silent, initial=initial)

    def act(cleaned: dict[str, Any]) -> str:
        actions.decide(viewer, match=row, **cleaned)
        return reverse("conflicts:list")

    context = {"each": shown, "title": _("May this be a conflict?")}
    return save(request, form, act, template="conflicts/match.html", context=context)
