"""One legal service: how far it is; answering the screen, deciding, looking as the second."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.models import Service
from jiwar.casework.cases.told import service_name
from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.instruments import Help
from jiwar.lines.legal import kinds
from jiwar.lines.legal.helping import actions, criteria, queries
from jiwar.lines.legal.helping.forms import DecisionForm, ScreenForm, SecondForm
from jiwar.lines.legal.kinds_of_help import help_in_words
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED


def address(service: Service) -> str:
    return reverse("legal:help", kwargs={"service": service.id})


WORDS: Final = {"questions": criteria.QUESTIONS, "answers": criteria.ANSWERS, "help": help_in_words}


@page(can.SEE_DESK)
def one(request: SignedInRequest, service: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.service(request.viewer, service)
    case = look(viewer, row.case_id)
    view = queries.page(viewer, row)
    if view.privileged:
        record(viewer, kinds.HELP_SEEN, subject=case.subject, compartment=LEGAL_PRIVILEGED, row=row)
    context = {
        "case": case,
        "view": view,
        "title": service_name(row.line, row.kind),
        "state": Service.State(row.state).label,
        "words": WORDS,
        "letters": actions.LETTER_LANGUAGES,
    }
    return render(request, "legal/help.html", context)


@page(DECIDE_HELP)
def screen(request: SignedInRequest, service: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.service(request.viewer, service)
    case = look(viewer, row.case_id)
    asked = criteria.asked()
    form = ScreenForm(request.POST or None, criteria=asked, before=queries.last_answers(viewer, row))

    def act(cleaned: dict[str, Any]) -> str:
        actions.screen(viewer, service=row, answers=form.answers(), token=cleaned["token"])
        return address(row)

    parts = [
        (name, [each.criterion.id for each in asked if each.criterion.part == code])
        for code, name in criteria.PARTS.items()
    ]
    context = frame(case, _("Can we help, and how?"), _("Keep the answers"), parts=parts, back=address(row))
    return save(request, form, act, template="legal/screen.html", context=context)


@page(DECIDE_HELP)
def decide(request: SignedInRequest, service: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.service(request.viewer, service)
    case = look(viewer, row.case_id)
    queries.last_answers(viewer, row)
    view = queries.page(viewer, row)
    suggested = view.screens[0] if view.screens else None
    seen = view.decisions[0].row.number if view.decisions else 0
    initial = {"seen": seen, "outcome": suggested.row.suggested if suggested else ""}
    form = DecisionForm(request.POST or None, initial=initial)

    def act(cleaned: dict[str, Any]) -> str:
        actions.decide(
            viewer,
            service=row,
            outcome=Help(cleaned["outcome"]),
            reasons=cleaned["reasons"],
            told=form.told(),
            override=cleaned["override"],
            seen=cleaned["seen"],
            token=cleaned["token"],
        )
        return address(row)

    context = frame(case, _("Decide about legal help"), _("Decide"), screen=suggested, words=WORDS, back=address(row))
    return save(request, form, act, template="legal/decide.html", context=context)


@page(DECIDE_HELP)
def second(request: SignedInRequest, decision: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.decision(request.viewer, decision)
    case = look(viewer, row.case_id)
    queries.last_answers(viewer, row.service)
    form = SecondForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.look_second(viewer, decision=row, word=cleaned["word"])
        return address(row.service)

    context = frame(case, _("A second look at the decision"), _("I have seen it"), back=address(row.service))
    return save(request, form, act, context=context)
