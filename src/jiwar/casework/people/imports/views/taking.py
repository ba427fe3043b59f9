"""What became of a list, taken out as a sheet."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jiwar.casework.people.imports import queries
from jiwar.casework.people.imports.result import taken
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import NotThere, SignedInRequest, page
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.ui.sheets import as_sheet


@page(can.IMPORT_PEOPLE)
def result(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    found = queries.brought(request.viewer, import_id)
    if found.total is None or not found.is_open:
        raise NotThere(found.subject_id)
    name = f"list-{found.begun_at:%Y-%m-%d}-{found.id.hex[:6]}"
    return as_sheet(
        taken(request.viewer, found),
        kind=request.GET.get("as", ""),
        name=name,
        sheet=_("What happened"),
        right_to_left=current_reader().direction == "rtl",
    )
