"""Drawing a file, going through it with the checklist, and confirming what was mended."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import FileReview
from jiwar.lines.legal.quality import backs, own_word, pool, queries, reviewing
from jiwar.lines.legal.quality.checklist import items
from jiwar.lines.legal.quality.forms import CLOSED, ConfirmForm, DrawForm, FileReviewForm
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED


@page(DECIDE_HELP)
def reviews(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    choices = [(str(each.id), each.account.name) for each in pool.advisers(viewer)]
    form = DrawForm(request.POST or None, advisers=choices)

    def act(cleaned: dict[str, Any]) -> str:
        whose = UUID(cleaned["adviser"]) if cleaned["adviser"] else None
        closed = cleaned["among"] == CLOSED
        return _address(reviewing.draw(viewer, how=FileReview.How(cleaned["how"]), adviser=whose, closed=closed))

    context = {
        "found": queries.reviews(viewer),
        "backs": backs.all_of(viewer),
        "out_of": len(pool.drawable(viewer)),
        "closed_out_of": len(pool.drawable(viewer, closed=True)),
    }
    return save(request, form, act, template="legal/reviews.html", context=context)


@page(can.WORK_ON_FILES)
def one(request: SignedInRequest, review: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.review(request.viewer, review)
    look(viewer, row.case_id)
    record(viewer, kinds.FILE_REVIEW_SEEN, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    if row.finished_at is None and queries.may_review(viewer, row):
        return _go_through(request, viewer, row)
    context = {"review": row, "case": row.case, "points": queries.points(viewer, row)}
    return render(request, "legal/review.html", {**context, "may_confirm": queries.may_review(viewer, row)})


def _go_through(request: SignedInRequest, viewer: Viewer, row: FileReview) -> HttpResponse:
    form = FileReviewForm(request.POST or None, closed=row.case.is_closed)

    def act(cleaned: dict[str, Any]) -> str:
        return _address(reviewing.finish(viewer, review=row, found=form.found(), word=cleaned["word"]))

    said = own_word.of_case(viewer, row.case)
    context = frame(row.case, _("Look a file through"), _("Finish"), review=row, back=reverse("legal:reviews"))
    asked = [(item, said.get(item.told)) for item in items()]
    return save(request, form, act, template="legal/review_form.html", context={**context, "asked": asked})


@page(DECIDE_HELP)
def confirm(request: SignedInRequest, point: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.point(request.viewer, point)
    of = found.row.review
    reviewing.to_review(viewer, of.case, of.adviser)
    case = look(viewer, of.case_id)
    record(viewer, kinds.FILE_REVIEW_SEEN, subject=of.subject_id, compartment=LEGAL_PRIVILEGED, row=of)
    form = ConfirmForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        mended = cleaned["mended"] == "yes"
        reviewing.confirm(viewer, point=found.row, mended=mended, again_by=cleaned["again_by"])
        return _address(of)

    context = frame(case, found.asks, _("Save"), back=_address(of), point=found)
    return save(request, form, act, template="legal/review_point.html", context=context)


def _address(row: FileReview) -> str:
    return reverse("legal:review", kwargs={"review": row.id})
