"""Decks: those that are shipped with a native speaker's word on them, and those of the group's own."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.sheets.refusals import SheetRefused
from jiwar.foundation.ui.shortcuts import render
from jiwar.foundation.vault import scanning
from jiwar.knowledge.phrases import tongues_of
from jiwar.lines.learning.models import OwnDeck, OwnPhrase
from jiwar.lines.learning.phrases import decking, importing, queries, words
from jiwar.lines.learning.phrases.forms import BetweenForm, DeckForm, MendForm, SheetForm, WordForm, WordingForm
from jiwar.lines.learning.rights import TEACH

FORM = "learning/word_form.html"


@page(can.SEE_DESK)
def decks(request: SignedInRequest) -> HttpResponse:
    context = {
        "shipped": queries.shipped_decks(),
        "own": queries.own_decks(),
        "teaches": _teaches(request.viewer),
        "in_words": words.tongue_in_words,
    }
    return render(request, "learning/decks.html", context)


@page(can.SEE_DESK)
def deck(request: SignedInRequest, situation: str) -> HttpResponse:
    said = tongues_of(situation)
    if not said:
        raise policy.NotThere
    form, learned, own = _between(request, said, request.viewer.group.default_language)
    context = {
        "situation": situation,
        "title": words.situation_in_words(situation),
        "form": form,
        "learned": learned,
        "own": own,
        "entries": queries.entries(situation, learned, own),
        "in_words": words.tongue_in_words,
    }
    return render(request, "learning/deck.html", context)


@page(can.SEE_DESK)
def wording(request: SignedInRequest, phrase: str, tongue: str) -> HttpResponse:
    """Confirmed as it stands, or mended and confirmed, by somebody whose language it is."""
    entry = queries.entry(phrase, tongue)
    back = reverse("learning:deck", args=[entry.phrase.situation])
    now = {"text": entry.wording.text, "said": entry.wording.said, "example": entry.wording.example}
    form = WordingForm(request.POST or None, tongue=tongue, initial=now)

    def act(_cleaned: dict[str, Any]) -> str:
        decking.speak(request.viewer, phrase=entry.phrase, tongue=tongue, wording=form.wording())
        messages.success(request, _("Confirmed. From now on it is shown like this in your group."))
        return f"{back}?own={tongue}"

    context = {
        "title": words.tongue_in_words(tongue),
        "about": entry,
        "back": back,
        "submit": _("Confirm"),
    }
    return save(request, form, act, template=FORM, context=context)


@page(TEACH)
def new_deck(request: SignedInRequest) -> HttpResponse:
    form = DeckForm(request.POST or None, initial={"learned": request.viewer.group.default_language})

    def act(cleaned: dict[str, Any]) -> str:
        made = {name: cleaned[name] for name in ("name", "learned", "own", "token")}
        return _deck(decking.make_deck(request.viewer, **made))

    context = {"title": _("A deck of our own"), "back": reverse("learning:decks"), "submit": _("Make it")}
    return save(request, form, act, template=FORM, context=context)


@page(can.SEE_DESK)
def own_deck(request: SignedInRequest, deck: UUID) -> HttpResponse:
    found = queries.own_deck(deck)
    context = {
        "deck": found,
        "words": queries.own_phrases(found),
        "teaches": _teaches(request.viewer),
        "in_words": words.tongue_in_words,
    }
    return render(request, "learning/own_deck.html", context)


@page(TEACH)
def end_deck(request: SignedInRequest, deck: UUID) -> HttpResponse:
    found = queries.own_deck(deck)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    decking.end_deck(request.viewer, deck=found)
    return redirect("learning:decks")


@page(TEACH)
def new_word(request: SignedInRequest, deck: UUID) -> HttpResponse:
    found = queries.own_deck(deck)
    form = WordForm(request.POST or None, deck=found)

    def act(_cleaned: dict[str, Any]) -> str:
        if not decking.add_words(request.viewer, deck=found, brought=[form.written()]):
            raise NotPossible(_("This word stands in the deck already."))
        messages.success(request, _("Added. Here is room for the next one."))
        return reverse("learning:new-word", args=[found.id])

    return save(request, form, act, template=FORM, context=_frame(found, _("Another word"), _("Add")))


@page(TEACH)
def mend_word(request: SignedInRequest, word: UUID) -> HttpResponse:
    row = queries.own_phrase(word)
    form = MendForm(request.POST or None, deck=row.deck, initial={**_values(row), "seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        seen = cleaned["seen_version"]
        decking.mend_word(request.viewer, word=row, written=form.written(), seen_version=seen)
        return _deck(row.deck)

    context = _frame(row.deck, _("Mend a word"), _("Save"))
    return save(request, form, act, template=FORM, context=context, now=_values)


@page(TEACH)
def take_out(request: SignedInRequest, word: UUID) -> HttpResponse:
    row = queries.own_phrase(word)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    decking.take_out(request.viewer, word=row)
    return redirect("learning:own-deck", deck=row.deck_id)


@page(TEACH)
def bring_words(request: SignedInRequest, deck: UUID) -> HttpResponse:
    """First what the sheet says and what is wrong with it; kept only when that was looked at."""
    found = queries.own_deck(deck)
    if request.method == "POST" and "rows" in request.POST:
        return _keep(request, found)
    form, rows = SheetForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read()
            rows = importing.read(content, found, headed=form.cleaned_data["headed"])
        except SheetRefused as refused:
            form.add_error("file", refused.sentence)
        except scanning.Refused as refused:
            form.add_error("file", str(refused.words))
    good = [row for row in rows or () if not row.why]
    context = {
        "deck": found,
        "form": form,
        "rows": rows,
        "good": len(good),
        "kept": json.dumps([row.plain for row in good], ensure_ascii=False),
        "back": _deck(found),
    }
    return render(request, "learning/bring_words.html", context, status=422 if form.errors else 200)


def _keep(request: SignedInRequest, deck: OwnDeck) -> HttpResponse:
    try:
        rows = importing.sent_back(json.loads(request.POST["rows"]), deck)
    except (ValueError, RecursionError):
        return HttpResponseBadRequest()
    try:
        brought = [row.written for row in rows if not row.why]
        count = decking.add_words(request.viewer, deck=deck, brought=brought)
    except NotPossible as reason:
        messages.error(request, str(reason.words))
    else:
        said = ngettext("%(count)s word came in.", "%(count)s words came in.", count) % {"count": count}
        messages.success(request, said)
    return redirect("learning:own-deck", deck=deck.id)


def _between(request: HttpRequest, said: tuple[str, ...], first: str) -> tuple[BetweenForm, str, str]:
    """The two languages of the address; where it names none that are there, the place's and another."""
    asked = {name: request.GET.get(name, "") for name in ("learned", "own")}
    learned = asked["learned"] if asked["learned"] in said else (first if first in said else said[0])
    other = next(code for code in said if code != learned)
    own = asked["own"] if asked["own"] in said and asked["own"] != learned else other
    return BetweenForm(initial={"learned": learned, "own": own}, said=said), learned, own


def _teaches(viewer: Viewer) -> bool:
    return policy.decide(viewer, TEACH).allowed


def _deck(deck: OwnDeck) -> str:
    return reverse("learning:own-deck", args=[deck.id])


def _frame(deck: OwnDeck, title: str, submit: str) -> dict[str, Any]:
    return {"title": title, "deck": deck, "back": _deck(deck), "submit": submit}


def _values(row: OwnPhrase) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("text", "meaning", "said", "example", "icon")}
