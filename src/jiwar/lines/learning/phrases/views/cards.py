"""Cards to print, of a shipped deck and of one of the group's own: drawn when they are asked for, kept nowhere."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import NotThere, SignedInRequest, page
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.knowledge.phrases import tongues_of
from jiwar.lines.learning.phrases import cards, printing, queries, words
from jiwar.lines.learning.phrases.forms import BetweenForm


@page(can.SEE_DESK)
def shipped(request: SignedInRequest, situation: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    said = tongues_of(situation)
    if not said:
        raise NotThere
    form = BetweenForm(request.POST, said=said)
    if not form.is_valid():
        return redirect("learning:deck", situation=situation)
    learned, own = form.cleaned_data["learned"], form.cleaned_data["own"]
    found = cards.shipped(situation, learned, own, cards.layer((learned, own)))
    title, group = words.situation_in_words(situation), request.viewer.group
    try:
        drawn = printing.paper(found, title=title, learned=learned, own=own, group=group)
    except NotPossible as reason:
        messages.error(request, str(reason.words))
        return redirect("learning:deck", situation=situation)
    return _saved(drawn)


@page(can.SEE_DESK)
def own(request: SignedInRequest, deck: UUID) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    of = queries.own_deck(deck)
    found = [cards.own(row, of.learned) for row in queries.own_phrases(of)]
    try:
        drawn = printing.paper(found, title=of.name, learned=of.learned, own=of.own, group=request.viewer.group)
    except NotPossible as reason:
        messages.error(request, str(reason.words))
        return redirect("learning:own-deck", deck=of.id)
    return _saved(drawn)


def _saved(drawn: bytes) -> HttpResponse:
    response = HttpResponse(drawn, content_type="application/pdf")
    to_be_saved(response, disposition='attachment; filename="cards.pdf"')
    return response
