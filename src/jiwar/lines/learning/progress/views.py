"""Writing down what a learner can do, a test they took, another level."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.knowledge.levels import Level
from jiwar.lines.learning import actions as on_learners
from jiwar.lines.learning import queries
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.progress import actions
from jiwar.lines.learning.progress import queries as portfolio
from jiwar.lines.learning.progress.forms import CanDoForm, InLanguageForm, LevelForm, TestForm
from jiwar.lines.learning.rights import TEACH

Kept = Callable[[Learner, dict[str, Any]], object]


@page(TEACH)
def can_do(request: SignedInRequest, learner: UUID) -> HttpResponse:
    def keep(found: Learner, data: dict[str, Any]) -> object:
        return actions.keep_can_do(
            request.viewer,
            learner=found,
            language=data["language"],
            level=Level(data["level"]),
            said=data["said"],
            reached_on=data["reached_on"],
            statement=data["statement"],
            token=data["token"],
        )

    form = partial(CanDoForm, statements=portfolio.statements())
    return _form(request, learner, form, keep, _("What a learner can do"))


@page(TEACH)
def test(request: SignedInRequest, learner: UUID) -> HttpResponse:
    def keep(found: Learner, data: dict[str, Any]) -> object:
        given = actions.TestGiven(data["name"], data["outcome"], data["result"], data["taken_on"])
        return actions.keep_test(
            request.viewer,
            learner=found,
            language=data["language"],
            level=Level(data["level"]),
            given=given,
            token=data["token"],
        )

    return _form(request, learner, TestForm, keep, _("A test"))


@page(TEACH)
def level(request: SignedInRequest, learner: UUID) -> HttpResponse:
    def keep(found: Learner, data: dict[str, Any]) -> object:
        return actions.change_level(
            request.viewer,
            learner=found,
            language=data["language"],
            level=Level(data["level"]),
            why=data["why"],
            today=clock.today(),
            token=data["token"],
        )

    return _form(request, learner, LevelForm, keep, _("Another level"))


def _form(
    request: SignedInRequest, learner: UUID, kind: Callable[..., InLanguageForm], keep: Kept, title: str | Promise
) -> HttpResponse:
    found = queries.learner(request.viewer, learner)
    on_learners.looked_at(request.viewer, learner=found)
    known = portfolio.portfolios(request.viewer, found)
    first = known[0] if known else None
    today = clock.today()
    initial = {"language": first.language, "level": first.level} if first else {}
    form = kind(request.POST or None, initial={**initial, "reached_on": today, "taken_on": today})

    def act(data: dict[str, Any]) -> str:
        keep(found, data)
        messages.success(request, _("Kept with the learner."))
        return reverse("learning:learner", args=[found.id])

    context = {"shown": queries.shown([found])[0], "title": title, "note": "", "button": _("Keep")}
    return save(request, form, act, template="learning/begin.html", context=context)


@page(TEACH)
@require_POST
def take_back(request: SignedInRequest, can_do: UUID) -> HttpResponse:
    row = portfolio.can_do(request.viewer, can_do)
    actions.take_back(request.viewer, can_do=row)
    messages.success(request, _("Taken back. It stays in the audit that it was written."))
    return HttpResponseRedirect(reverse("learning:learner", args=[row.learner_id]))
