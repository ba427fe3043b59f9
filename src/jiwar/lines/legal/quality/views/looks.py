"""Asking for a second look before something is filed; its page, with the answer of whoever was asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.views.opened import frame, look, look_to_work
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds, queries
from jiwar.lines.legal.models import FilingLook
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.quality import looking, looks
from jiwar.lines.legal.quality.forms import AskLookForm, LookForm
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED
from jiwar.lines.legal.standings import package_of


@page(DECIDE_HELP)
def ask(request: SignedInRequest, procedure: UUID) -> HttpResponse:
    viewer, of = request.viewer, queries.procedure(request.viewer, procedure)
    case = look_to_work(viewer, of.case_id)
    of.case = case
    offered = {f"{kind}:{row}:{name}": (kind, row, name) for kind, row, name in looks.papers(viewer, case)}
    colleagues = {str(member.id): member for member in looking.colleagues(viewer, case)}
    form = AskLookForm(
        request.POST or None,
        colleagues=[(code, member.account.name) for code, member in colleagues.items()],
        papers=[(code, paper[2]) for code, paper in offered.items()],
    )

    def act(cleaned: dict[str, Any]) -> str:
        row = looking.ask(
            viewer,
            procedure=of,
            of=colleagues[cleaned["whom"]],
            papers=[offered[code] for code in cleaned.get("papers", [])],
            until=cleaned["until"],
            question=cleaned["question"],
            token=cleaned["token"],
        )
        messages.success(request, _("Asked. They see it on their day until they answer."))
        return _address(row)

    back = reverse("legal:procedure", kwargs={"procedure": of.id})
    context = frame(case, _("Ask for a second look before filing"), _("Ask"), back=back)
    more = {"name": phrase(package_of(of).name), "nobody": not colleagues}
    return save(request, form, act, template="legal/look_ask.html", context={**context, **more})


@page(can.WORK_ON_FILES)
def one(request: SignedInRequest, look_id: UUID) -> HttpResponse:
    viewer, row = request.viewer, looks.look(request.viewer, look_id)
    case = look(viewer, row.case_id)
    record(viewer, kinds.LOOK_SEEN, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    context = {
        **frame(case, _("Second look before filing"), _("Say it")),
        "look": row,
        "name": phrase(package_of(row.procedure).name),
        "papers": looks.shown(row),
        "may_ask": row.answered_at is not None and not row.go and looks.may_ask(viewer, row.procedure),
    }
    if not looks.may_answer(viewer, row):
        return render(request, "legal/look.html", {**context, "form": None})
    return _answer(request, viewer, row, context)


def _answer(request: SignedInRequest, viewer: Viewer, row: FilingLook, context: dict[str, Any]) -> HttpResponse:
    form = LookForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        return _address(looking.answer(viewer, look=row, go=cleaned["go"] == "go", word=cleaned["word"]))

    return save(request, form, act, template="legal/look.html", context=context)


def _address(row: FilingLook) -> str:
    return reverse("legal:look", kwargs={"look_id": row.id})
