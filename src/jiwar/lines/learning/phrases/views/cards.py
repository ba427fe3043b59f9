"""Cards to print, of a shipped deck and of one of the group's own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import NotThere, SignedInRequest, page
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.knowledge.phrases import tongues_of
from jiwar.lines.learning.phrases import cards, printing, queries, words
from jiwar.lines.learning.phrases.views.decks import between


@page(can.SEE_DESK)
def shipped(request: SignedInRequest, situation: str) -> HttpResponse:
    said = tongues_of(situation)
    if not said:
        raise NotThere
    group = request.viewer.group
    _form, learned, own = between(request, said, group.default_language)
    found = cards.shipped(situation, learned, own, cards.layer((learned, own)))
    title = words.situation_in_words(situation)
    try:
        drawn = printing.paper(found, title=title, learned=learned, own=own, group=group)
    except NotPossible as reason:
        messages.error(request, str(reason.words))
        return redirect("learning:deck", situation=situation)
    return _saved(drawn)


@page(can.SEE_DESK)
def own(request: SignedInRequest, deck: UUID) -> HttpResponse:
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
