"""Looking back on a closed case: its adviser writes, whoever supervises them says that they read it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import Argument, LookingBack
from jiwar.lines.legal.quality import backs, looking_back
from jiwar.lines.legal.quality.forms import LookingBackForm
from jiwar.lines.legal.quality.looking_back import Again
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED


@page(can.WORK_ON_FILES)
def one(request: SignedInRequest, back: UUID) -> HttpResponse:
    viewer, row = request.viewer, backs.one(request.viewer, back)
    row.case = look(viewer, row.case_id)
    record(viewer, kinds.LOOKING_BACK_SEEN, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    if backs.may_write(viewer, row):
        return _write(request, viewer, row)
    may_read = backs.may_read(viewer, row)
    if request.method == "POST" and may_read:
        return do(request, lambda: looking_back.read(viewer, row=row), _address(row))
    context = {
        "case": row.case,
        "row": row,
        "again": backs.again_said(row),
        "claim": backs.claim_said(row),
        "arguments": backs.worked_of(row),
        "may_read": may_read,
    }
    return render(request, "legal/looking_back.html", context)


def _write(request: SignedInRequest, viewer: Viewer, row: LookingBack) -> HttpResponse:
    used = [(str(each.id), each.title) for each in backs.arguments_of(viewer, row.case)]
    initial = {"outcome": backs.recorded_outcome(viewer, row.case)}
    form = LookingBackForm(request.POST or None, arguments=used, initial=initial)

    def act(cleaned: dict[str, Any]) -> str:
        looking_back.write(
            viewer,
            row=row,
            claim=Argument.Claim(cleaned["claim"]),
            outcome=cleaned["outcome"],
            worked=cleaned["worked"],
            did_not=cleaned["did_not"],
            again=Again(cleaned["again"]),
            arguments=cleaned.get("arguments", []),
        )
        return _address(row)

    context = frame(row.case, _("Look back on the closed case"), _("Keep it"))
    return save(request, form, act, template="legal/looking_back_form.html", context=context)


def _address(row: LookingBack) -> str:
    return reverse("legal:looking-back", kwargs={"back": row.id})
