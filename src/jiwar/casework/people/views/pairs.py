"""Two records beside each other, what was decided about them, and the queue of those nobody has decided."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework.people import actions, queries, wording
from jiwar.casework.people.likeness import of_two
from jiwar.casework.people.models import Pair, Person
from jiwar.casework.people.views.beside import beside
from jiwar.casework.people.views.opened import look
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render

_SAID = {
    Pair.State.SAME.value: gettext_lazy(
        "Linked. Each record stays as it is, and the link can be undone here at any time."
    ),
    Pair.State.DIFFERENT.value: gettext_lazy("Kept: not the same person. Nobody is asked again."),
    Pair.State.OPEN.value: gettext_lazy("Kept in the queue."),
}


@page(can.MATCH_PEOPLE)
def duplicates(request: SignedInRequest) -> HttpResponse:
    shown = page_of(request, queries.open_pairs(request.viewer), by=("-score", "id"))
    return render(request, "people/duplicates.html", {"pairs": queries.pairs_shown(shown.rows), "shown": shown})


@page(can.MATCH_PEOPLE)
def choose(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """From a person's page: find the other record, then compare."""
    person = look(request.viewer, person_id, page="compare")
    text = request.POST.get("q", "").strip() if request.method == "POST" else ""
    found = queries.find_people(request.viewer, text or wording.heading(person)[0], without=person)
    context = {"person": person, "text": text, "found": found}
    return render(request, "people/choose.html", context)


@page(can.FIND_PEOPLE)
def compare(request: SignedInRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    if person_id == other_id:
        raise Http404
    one, other = (look(request.viewer, id_, page="compare") for id_ in (person_id, other_id))
    if request.method == "POST":
        return _decide(request, one, other)
    return _show(request, one, other)


def _show(
    request: SignedInRequest, one: Person, other: Person, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    pair = queries.pair_of(request.viewer, one, other)
    context = {
        "one": queries.summary(request.viewer, one),
        "other": queries.summary(request.viewer, other),
        "likeness": of_two(one, other),
        "rows": beside(one, other),
        "pair": pair,
        "decided": queries.decided(pair),
        "may_decide": request.viewer.can(can.MATCH_PEOPLE),
        "trouble": trouble,
    }
    return render(request, "people/compare.html", context, status=status)


def _decide(request: SignedInRequest, one: Person, other: Person) -> HttpResponse:
    policy.require(request.viewer, can.MATCH_PEOPLE, subject=one.subject)
    state, seen = request.POST.get("state", ""), request.POST.get("seen", "")
    if state not in Pair.State.values:
        return _show(request, one, other, trouble=_("Choose one of the answers."), status=422)
    score = round(of_two(one, other).score * 100)
    try:
        actions.decide_pair(request.viewer, one=one, other=other, state=state, seen=seen, score=score)
    except Impossible as impossible:
        return _show(request, one, other, trouble=str(impossible.says), status=409)
    messages.success(request, _SAID[state])
    return redirect("people:compare", one.id, other.id)
