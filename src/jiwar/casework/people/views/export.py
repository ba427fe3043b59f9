"""Taking out the list of people one may see: by a press, written into the audit with how many it were."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.people import exporting
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit import kinds
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.ui.sheets import as_sheet


@require_POST
@page(can.FIND_PEOPLE)
def export(request: SignedInRequest) -> HttpResponse:
    rows = exporting.table(request.viewer)
    kind = "csv" if request.POST.get("as") == "csv" else "xlsx"
    about = {"what": "people", "rows": len(rows) - 1, "as": kind}
    record(request.viewer, kinds.EXPORTED, about=about)
    return as_sheet(
        rows,
        kind=kind,
        name=f"people-{timezone.localdate():%Y-%m-%d}",
        sheet=_("People"),
        right_to_left=current_reader().direction == "rtl",
    )
