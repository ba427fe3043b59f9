"""What is still to be asked, and what does not fit yet. Only for whoever takes statements."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.views.opened import frame
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.rights import TAKE_STATEMENTS
from jiwar.lines.legal.statements import actions, queries, wording
from jiwar.lines.legal.statements.forms import AnswerForm, AskForm
from jiwar.lines.legal.statements.views.chronology import short
from jiwar.lines.legal.statements.views.sessions import address, circle, seen


@page(TAKE_STATEMENTS)
def questions(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    all_of_them = queries.questions(viewer, found)
    context = {
        "case": found,
        "open": [(each, wording.question(each)) for each in all_of_them.open],
        "answered": all_of_them.answered,
        **circle(viewer, found),
    }
    return render(request, "legal/statement_questions.html", context)


@page(TAKE_STATEMENTS)
def ask(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    entries = {str(row.id): row for row in queries.chronology(viewer, found).rows}
    papers = {str(paper.id): paper for paper in cases.documents(viewer, found)}
    form = AskForm(
        request.POST or None,
        entries=[(code, short(row)) for code, row in entries.items()],
        documents=[(code, paper.title) for code, paper in papers.items()],
    )

    def act(cleaned: dict[str, Any]) -> str:
        actions.ask_question(
            viewer,
            case=found,
            text=cleaned["text"],
            entries=[entries[code] for code in cleaned.get("entries", [])],
            document=papers.get(cleaned["document"]),
            token=cleaned["token"],
        )
        return address(found, "statement-questions")

    context = frame(found, _("Still to be asked"), _("Keep it"), back=address(found, "statement-questions"))
    return save(request, form, act, context=context)


@page(TAKE_STATEMENTS)
def answer(request: SignedInRequest, case: UUID, question: str) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    asked = queries.questions(viewer, found).by_code(question)
    if asked is None:
        raise Http404
    form = AnswerForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.answer_question(viewer, case=found, code=question, answer=cleaned["answer"])
        return address(found, "statement-questions")

    back = address(found, "statement-questions")
    context = frame(found, _("Close the question"), _("Save"), back=back, asked=asked, words=wording.question(asked))
    return save(request, form, act, template="legal/statement_answer.html", context=context)
