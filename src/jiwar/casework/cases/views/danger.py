"""The flag that stands above everyone's day."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions
from jiwar.casework.cases.forms import DangerForm, WhyForm
from jiwar.casework.cases.views.opened import address, frame, look
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page


@page(can.SEE_DESK)
def flag(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    form = DangerForm(request.POST or None, initial={"danger": found.danger, "words": found.danger_words})

    def act(cleaned: dict[str, Any]) -> str:
        actions.flag_danger(viewer, case=found, danger=cleaned["danger"], words=cleaned["words"])
        return address(found)

    return save(request, form, act, context=frame(found, _("Danger now"), _("Flag it"), tone="now"))


@page(can.SEE_DESK)
def clear(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    form = WhyForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.clear_danger(viewer, case=found, why=cleaned["why"])
        return address(found)

    if not found.danger:
        return HttpResponseRedirect(address(found))
    return save(request, form, act, context=frame(found, _("The danger is over"), _("Clear the flag")))
