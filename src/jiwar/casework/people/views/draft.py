"""A registration laid aside: gone on with, or thrown away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.people import actions, queries
from jiwar.casework.people.forms import RegisterForm
from jiwar.casework.people.views.register import show
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page


@page(can.REGISTER_PEOPLE)
def go_on(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    draft = queries.draft(request.viewer, draft_id)
    if request.method == "POST":
        actions.discard_draft(request.viewer, draft=draft)
        messages.success(request, _("The draft is gone."))
        return redirect("people:list")
    typed = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        typed.setlist(name, values)
    form = RegisterForm(typed)
    return show(request, form, queries.likely(request.viewer, form.sought()), draft=draft)
