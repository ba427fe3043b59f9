"""The administrator's page about backups: parse, call, render."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.foundation.access.capabilities import MANAGE_GROUP
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.site.backups import actions, queries


@page(MANAGE_GROUP)
def backups(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        if actions.ask_for_rehearsal(request.viewer):
            messages.success(request, _("The rehearsal is asked for. It runs in the background."))
        else:
            messages.info(request, _("A rehearsal is asked for already. It runs in the background."))
        return redirect("backups:backups")
    return render(request, "backups/backups.html", {"now": queries.standing_for(request.viewer)})
