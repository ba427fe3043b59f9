"""The scope letter: written, printed or read out, agreed, ended."""

from base64 import b64encode
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.forms.sent import SentForm
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.rights import works_on
from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal import kinds
from jiwar.lines.legal.helping import actions, letters, queries
from jiwar.lines.legal.helping.actions import LETTER_LANGUAGES
from jiwar.lines.legal.helping.forms import AgreedForm, EndForm, ScopeForm
from jiwar.lines.legal.helping.views.helping import address
from jiwar.lines.legal.rights import DECIDE_HELP
from jiwar.lines.legal.views.letters import read_aloud


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
    """What it says; as pages, and kept among the documents of the case, at a press of a button."""
    viewer, row = request.viewer, queries.scope(request.viewer, scope)
    case = look(viewer, row.case_id)
    draft = letters.draft(viewer, row)
    if draft is None:
        raise Http404
    record(viewer, kinds.LETTER_SEEN, subject=case.subject, compartment=GENERAL, row=row)
    drawn = legal.drafted(viewer, case=case, draft=draft)
    form, pictures = SentForm(request.POST or None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "keep":
                made = legal.make_letter(viewer, case=case, draft=draft, token=form.cleaned_data["token"])
                messages.success(request, _("The letter is kept with the documents of the case."))
                return redirect("cases:document", case=case.id, document=made.document_id)
            pictures = [b64encode(page).decode() for page in legal.pages_of(drawn)]
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
    context = {
        "scope": row,
        "case": case,
        "form": form,
        "pictures": pictures,
        "said": [read_aloud(column) for column in drawn.columns],
        "language": endonym(draft.languages[0]),
        "aloud": row.language not in LETTER_LANGUAGES,
        "kept": draft.after,
        "works": works_on(viewer, case) and not case.is_closed,
    }
    return render(request, "legal/scope_letter.html", context, status=422 if form.errors else 200)
