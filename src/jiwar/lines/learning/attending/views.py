"""The register of one meeting: marked on a phone in under a minute, sent when there is a line."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.learning import kinds
from jiwar.lines.learning.attending import actions, queries
from jiwar.lines.learning.attending.forms import others, sent
from jiwar.lines.learning.attending.queries import Register
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.meetings import wording
from jiwar.lines.learning.rights import TEACH
from jiwar.lines.learning.words import MARKS


@page(TEACH)
def register(request: SignedInRequest, taught: UUID, day: str, at: str) -> HttpResponse:
    found = _asked(request, taught, day, at)
    if request.method == "POST":
        return _send(request, found)
    record(request.viewer, kinds.REGISTER_SEEN, row=found.taught)
    return _page(request, found, {})


def _send(request: SignedInRequest, found: Register) -> HttpResponse:
    marks, seen = sent(request.POST, found.expected)
    left = queries.without_place(found, others(request.POST, found.expected))
    by_script = request.headers.get("Accept") == "application/json"
    try:
        outcome = actions.mark(request.viewer, register=found, marks=marks, seen=seen)
    except NotPossible as reason:
        if by_script:
            return JsonResponse({"refused": str(reason.words), "of": _of(found), "left": left}, status=422)
        messages.error(request, str(reason.words))
        return HttpResponseRedirect(request.path)
    if by_script:
        told = {"kept": _data(outcome.kept), "meanwhile": _data(outcome.meanwhile), "left": left, "of": _of(found)}
        return JsonResponse(told)
    if outcome.meanwhile:
        again = queries.register(request.viewer, found.taught, found.meeting.day, found.meeting.starts)
        return _page(request, again, outcome.meanwhile, status=422)
    messages.success(request, _("The register is kept."))
    return HttpResponseRedirect(reverse("learning:class", kwargs={"taught": found.taught.id}))


def _asked(request: SignedInRequest, taught: UUID, day: str, at: str) -> Register:
    row = courses.taught(request.viewer, taught)
    try:
        return queries.register(request.viewer, row, date.fromisoformat(day), time.fromisoformat(at))
    except ValueError:
        raise Http404 from None


def _page(request: SignedInRequest, found: Register, meanwhile: dict[UUID, Any], status: int = 200) -> HttpResponse:
    context = {
        "register": found,
        "marks": [(mark.value, words) for mark, words in MARKS.items()],
        "meanwhile": {key: MARKS[mark] for key, mark in meanwhile.items()},
        "became": wording.what_became(found.row) if found.row is not None and found.not_held else "",
        "to_come": found.meeting.day > clock.today(),
        "member": request.viewer.member.id,
    }
    return render(request, "learning/register.html", context, status=status)


def _of(found: Register) -> str:
    """Which register it is, in words: for a phone that knows it by number alone."""
    return _(", ").join([found.taught.name, wording.when(found.meeting)])


def _data(marks: dict[UUID, Any]) -> dict[str, str]:
    return {str(learner): mark.value for learner, mark in marks.items()}
