"""A renewal round: first which cases it reaches, then it is on them until somebody says what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.views.opened import address, frame, look
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.languages.countries import country_name
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.models import Renewal, RenewalRound
from jiwar.lines.legal.radar.papers import PAPERS, Paper
from jiwar.lines.legal.radar.rounds import actions, queries
from jiwar.lines.legal.radar.rounds.forms import CorrectForm, EndForm, RoundForm, WithdrawForm
from jiwar.lines.legal.rights import CORRECT_RULES

FORM = "legal/round_form.html"


@page(CORRECT_RULES)
def rounds(request: SignedInRequest) -> HttpResponse:
    """Sent with 'look' it shows whom it would reach and keeps what was typed; with 'keep' it is announced."""
    form = RoundForm(request.POST or None, countries=queries.countries(request.viewer.group.country))
    reached = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == "keep":
                return _keep(request, form)
            actions.check(form.paper, form.cleaned_data["country"], form.told())
            reached = queries.would_reach(request.viewer, form.paper, form.cleaned_data["country"])
        except NotPossible as reason:
            form.add_error(None, str(reason.words))
    context = {
        "form": form,
        "reached": reached,
        "rounds": queries.recorded(),
        "papers": _papers(),
        "country_name": country_name,
        "today": clock.today(),
    }
    failed = request.method == "POST" and reached is None
    return render(request, "legal/rounds.html", context, status=422 if failed else 200)


def _keep(request: SignedInRequest, form: RoundForm) -> HttpResponse:
    actions.announce(request.viewer, kind=form.paper, country=form.cleaned_data["country"], says=form.told())
    words = _("Announced. In a few minutes it stands on every case with such a paper; who looks after one is told.")
    messages.success(request, words)
    return redirect("legal:rounds")


@page(CORRECT_RULES)
def correct(request: SignedInRequest, announced: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.one(announced)
    form = CorrectForm(request.POST or None, initial={**_values(row), "seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        actions.correct(viewer, row=row, says=form.told(), why=cleaned["why"], seen_version=cleaned["seen_version"])
        messages.success(request, _("Corrected. Whoever looks after a case in it is told."))
        return reverse("legal:rounds")

    return save(request, form, act, template=FORM, context=_context(row, _("Correct it")), now=_values)


@page(CORRECT_RULES)
def withdraw(request: SignedInRequest, announced: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.one(announced)
    form = WithdrawForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.withdraw(viewer, row=row, why=cleaned["why"])
        messages.success(request, _("Taken back. Whoever looked after a case in it is told."))
        return reverse("legal:rounds")

    return save(request, form, act, template=FORM, context=_context(row, _("Take it back")))


@page(can.WORK_ON_FILES)
@require_POST
def take_over(request: SignedInRequest, row: UUID) -> HttpResponse:
    found = queries.renewal(request.viewer, row)
    return do(request, lambda: actions.take_over(request.viewer, row=found), address(found.case))


@page(can.WORK_ON_FILES)
def end(request: SignedInRequest, row: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.renewal(request.viewer, row)
    case = look(viewer, found.case_id)
    form = EndForm(request.POST or None, outcomes=list(actions.said_now(found, clock.today())))

    def act(cleaned: dict[str, Any]) -> str:
        outcome = Renewal.Outcome(cleaned["outcome"])
        actions.end(viewer, row=found, outcome=outcome, how=cleaned["how"])
        return address(case)

    title = _("Renewal round: %(paper)s") % {"paper": PAPERS[Paper(found.round.kind)]}
    return save(request, form, act, context=frame(case, title, _("Save")))


def _values(row: RenewalRound) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("first", "last", "todo", "source", "source_date", "note")}


def _context(row: RenewalRound, submit: str) -> dict[str, Any]:
    return {"row": row, "papers": _papers(), "country_name": country_name, "submit": submit}


def _papers() -> dict[str, Any]:
    """By code, as a row keeps it."""
    return {paper.value: label for paper, label in PAPERS.items()}
