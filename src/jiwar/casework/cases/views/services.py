"""Help by the lines."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework import service_lines
from jiwar.casework.cases import actions, queries
from jiwar.casework.cases.actions.services import NEXT
from jiwar.casework.cases.forms import ProgressForm, ServiceForm
from jiwar.casework.cases.models import Service
from jiwar.casework.cases.sectors import word
from jiwar.casework.cases.told import service_name
from jiwar.casework.cases.views.opened import address, frame, look, look_to_work, people_choices
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page


def _own_page(row: Service) -> str:
    """Where the line says more of it; empty where there is no such page, or the line is not installed any more."""
    pages = [line.service_page for line in service_lines.installed() if line.code == row.line and line.service_page]
    return reverse(pages[0], args=[row.id]) if pages else ""


@page(can.WORK_ON_FILES)
def new(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    choices, rows = people_choices(viewer, found)
    form = ServiceForm(request.POST or None, people=choices)

    def act(cleaned: dict[str, Any]) -> str:
        line, kind = form.line_and_kind()
        person = rows.get(cleaned["person"])
        actions.request_service(
            viewer, case=found, line=line, kind=kind, person=person, asked=cleaned["asked"], token=cleaned["token"]
        )
        return address(found)

    return save(request, form, act, context=frame(found, _("Ask for help"), _("Ask for it")))


@page(can.SIGNED_IN)
def service(request: SignedInRequest, case: UUID, service: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    row = queries.service(viewer, found, service)
    form = ProgressForm(request.POST or None, state=row.state, initial={"seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        actions.progress_service(viewer, service=row, **cleaned)
        return address(found)

    names = dict(people_choices(viewer, found)[0])
    context = frame(
        found,
        service_name(row.line, row.kind),
        _("Save"),
        service=row,
        state=word(Service.State, row.state),
        person=names.get(str(row.person_id), ""),
        own_page=_own_page(row),
        may_move=bool(NEXT[row.state]) and viewer.can(can.WORK_ON_FILES) and not found.is_closed,
    )
    now = lambda service: {"state": service.state, "outcome": service.outcome}  # noqa: E731
    return save(request, form, act, template="cases/service.html", context=context, now=now)
