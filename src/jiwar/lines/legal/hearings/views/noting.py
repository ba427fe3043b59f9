"""What was asked and answered, and the hour as a whole: for those with the privileged part."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.views.opened import Choice, frame, look
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.evidence import queries as evidence
from jiwar.lines.legal.hearings import actions, queries, words
from jiwar.lines.legal.hearings.actions import NotesGiven
from jiwar.lines.legal.hearings.forms import AskedForm, CorrectForm, NotesForm
from jiwar.lines.legal.hearings.views.opened import address, opened
from jiwar.lines.legal.models import AskedQuestion, Hearing, HearingRecord
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

_SIMPLE = ("breaks", "interpretation", "handed_over", "read_back", "note")


@page(can.WORK_ON_FILES)
def noted(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    """All of it, and the next question right below: somebody writes while others speak."""
    viewer = request.viewer
    row, case = opened(request, hearing)
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    form = AskedForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        said = {name: cleaned[name] for name in ("question", "answer", "token")}
        actions.ask_noted(viewer, hearing=row, **said)
        return reverse("legal:hearing-record", args=[row.id]) + "#next"

    record(viewer, kinds.HEARING_SEEN, subject=case.subject, compartment=LEGAL_PRIVILEGED, row=row)
    view = queries.hearing_page(viewer, row)
    context = frame(case, _("What was asked"), _("Note it"), back=address(row.id), view=view, words=words)
    context["works"] = not case.is_closed
    return save(request, form, act, template="legal/hearing_record.html", context=context)


@page(can.WORK_ON_FILES)
def correct(request: SignedInRequest, asked: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.asked(request.viewer, asked)
    case = row.hearing.case = look(viewer, row.hearing.case_id)
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    form = CorrectForm(request.POST or None, initial=_asked(row) | {"seen_version": row.version})
    back = reverse("legal:hearing-record", args=[row.hearing_id])

    def act(cleaned: dict[str, Any]) -> str:
        actions.correct_noted(viewer, asked=row, **cleaned)
        return back

    context = frame(case, _("Correct what was noted"), _("Keep it"), back=back)
    return save(request, form, act, context=context, now=_asked)


def _asked(row: AskedQuestion) -> dict[str, Any]:
    return {"question": row.question, "answer": row.answer}


@page(can.WORK_ON_FILES)
def notes(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    kept = queries.record_of(viewer, row)
    initial = _notes(kept) | {"seen_version": kept.version} if kept else {"seen_version": 0}
    form = NotesForm(request.POST or None, exhibits=_exhibits(request, row), initial=initial)
    back = reverse("legal:hearing-record", args=[row.id])

    def act(cleaned: dict[str, Any]) -> str:
        simple = {name: cleaned[name] for name in _SIMPLE}
        # Those handed over whose part of the file is closed to the viewer stay as they were.
        unseen = [code for code in kept.exhibits if code not in offered] if kept else []
        given = NotesGiven(exhibits=[*cleaned.get("exhibits", []), *unseen], **simple)
        actions.keep_record(viewer, hearing=row, given=given, seen_version=cleaned["seen_version"])
        return back

    offered = {code for code, _label in _exhibits(request, row)}
    context = frame(case, _("The hour as a whole"), _("Keep it"), back=back)
    return save(request, form, act, context=context, now=_notes)


def _exhibits(request: SignedInRequest, row: Hearing) -> list[Choice]:
    return [
        (str(each.row.id), f"{each.label} {each.row.title}") for each in evidence.exhibits(request.viewer, row.case)
    ]


def _notes(row: HearingRecord) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SIMPLE} | {"exhibits": list(row.exhibits)}
