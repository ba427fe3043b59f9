"""Proposing a value of one's own for a limit, and the second person's word."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge import procedures
from jiwar.lines.legal import previewed, words
from jiwar.lines.legal.models import RuleOverride
from jiwar.lines.legal.overriding import actions, packs, queries
from jiwar.lines.legal.overriding.forms import EndForm, ValueForm
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.rights import CORRECT_RULES
from jiwar.lines.legal.standings import Trial


@page(CORRECT_RULES)
def propose(request: SignedInRequest, pack: str, rule: str) -> HttpResponse:
    known = _load(pack)
    said = next((each for each in queries.limits(known) if each.id == rule), None)
    if said is None:
        raise Http404
    form = ValueForm(request.POST or None, rule=said)

    def act(_cleaned: dict[str, Any]) -> str:
        data = form.cleaned_data
        try:
            row = actions.propose(
                request.viewer,
                pack=pack,
                rule=rule,
                value=form.told(),
                knows_it_is_later=data["knows_it_is_later"],
                token=data["token"],
            )
        except actions.MayBeLater as reason:
            form.add_error("knows_it_is_later", str(reason.words))
            raise NotPossible(_("Less safe than what Jiwar says: see the tick at the end.")) from None
        return reverse("legal:override", kwargs={"override": row.id})

    context = {
        "pack": known,
        "name": phrase(known.name),
        "action": phrase(said.action),
        "period": words.period_of(said),
    }
    return save(request, form, act, template="legal/override_propose.html", context=context)


def _load(pack: str) -> procedures.Pack:
    try:
        return packs.load(pack)
    except procedures.UnknownProcedure:
        raise Http404 from None


@page(can.SEE_DESK)
def one(request: SignedInRequest, override: UUID) -> HttpResponse:
    """The value, who said what of it, and, for those who decide, which deadlines it would move."""
    row = queries.one(override)
    package = procedures.load(row.pack)
    decides = request.viewer.can(CORRECT_RULES)
    preview = None
    if decides and row.state == RuleOverride.State.PROPOSED:
        trial = Trial(overrides=(row.override,))
        preview = previewed.would_move(request.viewer, trial, clock.today(), packs=[row.pack])
    context = {
        "each": queries.shown(row, package, packs.laid(row.pack)[1]),
        "row": row,
        "name": phrase(package.name),
        "decides": decides,
        "mine": _mine(request, row),
        "preview": preview,
    }
    return render(request, "legal/override.html", context)


def _mine(request: SignedInRequest, row: RuleOverride) -> bool:
    """Whether it waits for somebody other than the viewer."""
    first = row.end_asked_by_id if row.state == RuleOverride.State.ENDING else row.proposed_by_id
    return first == request.viewer.member.id


@page(CORRECT_RULES)
@require_POST
def decide(request: SignedInRequest, override: UUID) -> HttpResponse:
    """`agreed` is 'yes' or 'no', on a proposal or on ending it."""
    row, agreed = queries.one(override), request.POST.get("agreed") == "yes"

    def act() -> None:
        if row.state == RuleOverride.State.ENDING:
            actions.decide_end(request.viewer, override=row, agreed=agreed)
        else:
            actions.decide(request.viewer, override=row, agreed=agreed)
        messages.success(request, _said(agreed))

    return do(request, act, reverse("legal:override", kwargs={"override": row.id}))


def _said(agreed: bool) -> str:
    if agreed:
        return _("Done. The deadlines are counted anew; whoever looks after one that moves is told.")
    return _("Done. Nothing changes.")


@page(CORRECT_RULES)
def end(request: SignedInRequest, override: UUID) -> HttpResponse:
    row = queries.one(override)
    if row.state != RuleOverride.State.IN_FORCE:
        return redirect("legal:override", override=row.id)
    form = EndForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.ask_to_end(request.viewer, override=row, reason=cleaned["reason"])
        return reverse("legal:override", kwargs={"override": row.id})

    context = {"row": row, "each": queries.shown(row, procedures.load(row.pack))}
    return save(request, form, act, template="legal/override_end.html", context=context)


@page(CORRECT_RULES)
def fragment(request: SignedInRequest, override: UUID) -> HttpResponse:
    """The value as a file for the package."""
    row = queries.one(override)
    answer = HttpResponse(
        actions.take_out(request.viewer, override=row), content_type="application/toml; charset=utf-8"
    )
    name = f"{row.pack}-{row.rule.removeprefix(row.pack + '-')}-{row.since.isoformat()}.toml"
    to_be_saved(answer, disposition=f'attachment; filename="{name}"')
    return answer
