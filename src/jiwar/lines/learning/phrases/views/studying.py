"""A learner's words: chosen, gone through with somebody of the group, or on the learner's own telephone."""

from typing import Any, Final
from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from jiwar.casework.cases import clock
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import requests
from jiwar.foundation.access.page import SignedInRequest, open_to_all, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.languages.directions import DESK_LANGUAGES, direction
from jiwar.foundation.ui import errors
from jiwar.foundation.ui.shortcuts import render
from jiwar.foundation.vault import keys
from jiwar.knowledge.phrases import SITUATIONS, TONGUES
from jiwar.lines.learning import actions as on_learners
from jiwar.lines.learning import queries as learners
from jiwar.lines.learning.models import Learner, WordStudy
from jiwar.lines.learning.phrases import queries, studying
from jiwar.lines.learning.phrases.forms import AnswerForm, LinkForm, StudyForm

WRONG_A_MINUTE: Final = 30
_WRONG: Final = "words-wrong"
_DIALECTS: Final = {
    **dict.fromkeys(("acm", "acq", "aeb", "apc", "apd", "ary", "arz", "ayl", "shu"), "ar"),
    **dict.fromkeys(("prs", "haz"), "fa"),
    "pbt": "ps",
}
"""Whose speakers read the language beside it."""


@page(can.SEE_DESK)
def words(request: SignedInRequest, learner: UUID) -> HttpResponse:
    """Which languages and decks; and the learner's own address."""
    viewer, found = request.viewer, learners.learner(request.viewer, learner)
    study = queries.study_of(found)
    form = StudyForm(
        request.POST or None,
        decks=[*queries.shipped_decks(), *queries.own_decks()],
        initial=_chosen(study) if study else _guessed(viewer, found),
    )

    def act(cleaned: dict[str, Any]) -> str:
        studying.choose_words(viewer, learner=found, **cleaned)
        return reverse("learning:learner", args=[found.id])

    on_learners.looked_at(viewer, learner=found)
    context = {"shown": learners.shown([found])[0]}
    return save(request, form, act, template="learning/words.html", context=context)


@page(can.SEE_DESK)
def link(request: SignedInRequest, learner: UUID) -> HttpResponse:
    """Making one shows it once, on this very page."""
    viewer, found = request.viewer, learners.learner(request.viewer, learner)
    if queries.study_of(found) is None:
        return redirect("learning:words", learner=found.id)
    on_learners.looked_at(viewer, learner=found)
    form, address = LinkForm(request.POST or None), ""
    if request.method == "POST" and "end" in request.POST:
        studying.end_link(viewer, learner=found)
        form = LinkForm()
    elif request.method == "POST" and form.is_valid():
        secret = studying.make_link(viewer, learner=found, days=form.cleaned_data["days"])
        address = settings.JIWAR_ORIGIN.rstrip("/") + reverse("learning:own-words", args=[secret])
    context = {
        "shown": learners.shown([found])[0],
        "form": form,
        "address": address,
        "picture": segno.make(address).svg_data_uri(scale=5, light="white") if address else "",
        "link": queries.running_link(found),
    }
    return render(request, "learning/word_link.html", context, status=422 if form.errors else 200)


@page(can.SEE_DESK)
def review(request: SignedInRequest, learner: UUID) -> HttpResponse:
    """Held out to the learner, on a device of the group: words only, no name."""
    viewer, found = request.viewer, learners.learner(request.viewer, learner)
    study = queries.study_of(found)
    if study is None:
        return redirect("learning:words", learner=found.id)
    if study.last_on != clock.today():
        # A look a day: the first answer says the rest.
        on_learners.looked_at(viewer, learner=found)
    return _reviewed(request, study, viewer, back=reverse("learning:learner", args=[found.id]))


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def own_words(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the secret; a wrong or old one looks like any address that does not exist."""
    if _too_many_wrong(request):
        return errors.too_many(request)
    study = queries.behind(secret)
    if study is None:
        requests.count(request, _WRONG)
        raise Http404
    with acting_for(study.group), keys.session():
        response = _reviewed(request, study, None)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _reviewed(request: HttpRequest, study: WordStudy, viewer: Viewer | None, back: str = "") -> HttpResponse:
    """Every answer is followed by the address itself: going back in the browser answers nothing twice."""
    if request.method == "POST":
        form = AnswerForm(request.POST)
        if form.is_valid():
            studying.answer(viewer, study=study, **form.cleaned_data)
        return HttpResponseRedirect(request.path)
    asked = queries.asked(study)
    due = timezone.localtime(asked.due, clock.zone()).date() if asked.due else None
    language = study.own if study.own in DESK_LANGUAGES else translation.get_language() or DESK_LANGUAGES[0]
    context = {
        "asked": asked,
        "study": study,
        "due": due,
        "today": clock.today(),
        "back": back,
        "page_language": language,
        "page_direction": direction(language),
    }
    with translation.override(language):
        return render(request, "learning/review.html", context)


def _chosen(study: WordStudy) -> dict[str, Any]:
    return {"learned": study.learned, "own": study.own, "decks": study.decks}


def _guessed(viewer: Viewer, learner: Learner) -> dict[str, Any]:
    """The language of the place is learned, explained in what the learner speaks best and we can write."""
    spoken = [_DIALECTS.get(each["code"], each["code"]) for each in learner.person.languages]
    learned = viewer.group.default_language
    own = next((code for code in spoken if code in TONGUES and code != learned), "")
    return {"learned": learned, "own": own, "decks": [SITUATIONS[0]]}


def _too_many_wrong(request: HttpRequest) -> bool:
    """A class behind one network asks often and rightly: only wrong secrets are counted."""
    return requests.counted(request, _WRONG) >= WRONG_A_MINUTE
