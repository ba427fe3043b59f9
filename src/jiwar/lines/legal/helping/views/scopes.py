"""The scope letter: written, printed or read out, agreed, ended."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal.helping import actions, letters, queries
from jiwar.lines.legal.helping.forms import AgreedForm, EndForm, ScopeForm
from jiwar.lines.legal.helping.views.helping import address
from jiwar.lines.legal.rights import DECIDE_HELP


@page(DECIDE_HELP)
def write(request: SignedInRequest, service: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.service(request.viewer, service)
    case = look(viewer, row.case_id)
    last = next(iter(queries.page(viewer, row).scopes), None)
    before = {"language": last.language, "does": last.does, "does_not": last.does_not} if last else {}
    form = ScopeForm(request.POST or None, initial=before)

    def act(cleaned: dict[str, Any]) -> str:
        actions.write_scope(viewer, service=row, **cleaned)
        return address(row)

    context = frame(case, _("What we do, and what we do not"), _("Write the letter"), back=address(row))
    return save(request, form, act, context=context)


@page(DECIDE_HELP)
def agree(request: SignedInRequest, scope: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.scope(request.viewer, scope)
    case = look(viewer, row.case_id)
    papers = _papers(viewer, case)
    choices = [(code, paper.title) for code, paper in papers.items()]
    form = AgreedForm(request.POST or None, documents=choices, initial={"agreed_on": clock.today()})

    def act(cleaned: dict[str, Any]) -> str:
        document = papers.get(cleaned.pop("document"))
        actions.agree_scope(viewer, scope=row, document=document, **cleaned)
        return address(row.service)

    context = frame(case, _("Explained and agreed"), _("Save"), back=address(row.service))
    return save(request, form, act, context=context)


def _papers(viewer: Viewer, case: Case) -> dict[str, Document]:
    return {str(paper.id): paper for paper in cases.documents(viewer, case) if paper.compartment == GENERAL.code}


@page(DECIDE_HELP)
def end(request: SignedInRequest, scope: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.scope(request.viewer, scope)
    case = look(viewer, row.case_id)
    form = EndForm(request.POST or None, initial={"ended_on": clock.today()})

    def act(cleaned: dict[str, Any]) -> str:
        actions.end_scope(viewer, scope=row, **cleaned)
        return address(row.service)

    context = frame(case, _("The agreed help ends"), _("Save"), back=address(row.service))
    return save(request, form, act, context=context)


@page(can.SEE_DESK)
def letter(request: SignedInRequest, scope: UUID) -> HttpResponse:
    """On paper, in the person's language; in the reader's own where we have none in theirs."""
    viewer, row = request.viewer, queries.scope(request.viewer, scope)
    case = look(viewer, row.case_id)
    record(viewer, kinds.LETTER_SEEN, subject=case.subject, compartment=GENERAL, row=row)
    written = letters.scope_letter(row, group=viewer.group, case=case, usual=viewer.group.default_language)
    return render(request, "legal/scope_letter.html", {"letter": written, "scope": row, "case": case})
