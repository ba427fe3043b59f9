"""What I offer and with whom I learn; a learner's wish; the list of who waits, and pairing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.learning import actions as on_learners
from jiwar.lines.learning import kinds, queries
from jiwar.lines.learning.models import HelpOffer, Pair
from jiwar.lines.learning.pairs import actions, proposing, wording
from jiwar.lines.learning.pairs import queries as pairs
from jiwar.lines.learning.pairs.forms import EndPairForm, OfferForm, PairForm, TimeForm, WishForm
from jiwar.lines.learning.pairs.given import WHOM
from jiwar.lines.learning.placement.queries import usual_language
from jiwar.lines.learning.progress import queries as portfolio
from jiwar.lines.learning.rights import LEARNING, RUN_CLASSES
from jiwar.lines.learning.words import language_in_words, level_in_words


@page(can.SEE_DESK)
def mine(request: SignedInRequest) -> HttpResponse:
    """One's own offer, and with whom one learns."""
    viewer, do = request.viewer, request.POST.get("do", "")
    if do == "end":
        actions.end_offer(viewer)
        messages.success(request, _("You are not asked any more. With whom you learn now, you go on."))
        return redirect("learning:my-help")
    running = pairs.my_offer(viewer)
    form = OfferForm(request.POST if do == "offer" else None, known=_languages(request), initial=_initial(running))
    if form.is_valid():
        actions.offer_help(viewer, offered=form.offered(), token=form.cleaned_data["token"])
        messages.success(request, _("Kept. You are told when somebody is to learn with you."))
        return redirect("learning:my-help")
    rows = pairs.my_pairs(viewer)
    for row in rows:
        on_learners.looked_at(viewer, learner=row.learner)
    minutes, names = pairs.minutes(rows), queries.names([row.learner for row in rows])
    lines = [(row, names[row.learner_id], language_in_words(row.wish.language), minutes.get(row.id, 0)) for row in rows]
    context = {"form": form, "running": running, "lines": lines}
    return render(request, "learning/my_help.html", context, status=422 if form.errors else 200)


def _languages(request: SignedInRequest) -> list[tuple[str, str]]:
    """Those the member works in, and the one the first course teaches."""
    codes = dict.fromkeys([*request.viewer.member.languages, usual_language()])
    return [(code, language_in_words(code)) for code in codes if code]


def _initial(running: Any) -> dict[str, Any]:
    if running is None:
        return {"woman": "", "room_for": 1}
    woman = next((code for code, means in WHOM.items() if means is running.woman), "")
    return {
        "kinds": running.kinds,
        "languages": running.languages,
        "levels": running.levels,
        "times": running.times,
        "places": running.places,
        "woman": woman,
        "room_for": running.room_for,
    }


@page(can.SEE_DESK)
def wish(request: SignedInRequest, learner: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.learner(request.viewer, learner)
    on_learners.looked_at(viewer, learner=found)
    known = portfolio.portfolios(viewer, found)
    initial = {"language": known[0].language, "level": known[0].level} if known else {"language": usual_language()}
    form = WishForm(request.POST or None, initial=initial)

    def act(data: dict[str, Any]) -> str:
        actions.wish_partner(viewer, learner=found, wished=form.wished(), today=clock.today(), token=data["token"])
        messages.success(request, _("Their waiting counts from today."))
        return reverse("learning:learner", args=[found.id])

    note = _("Tutors and conversation partners are members of the group. They see what a teacher sees of this learner.")
    context = {
        "shown": queries.shown([found])[0],
        "title": _("Somebody to learn with"),
        "note": note,
        "button": _("Keep"),
    }
    return save(request, form, act, template="learning/begin.html", context=context)


@page(can.SEE_DESK)
@require_POST
def end_wish(request: SignedInRequest, wish: UUID) -> HttpResponse:
    row = pairs.wish(request.viewer, wish)
    actions.end_wish(request.viewer, wish=row)
    messages.success(request, _("They wait no more."))
    return HttpResponseRedirect(reverse("learning:learner", args=[row.learner_id]))


@page(RUN_CLASSES)
def waiting(request: SignedInRequest) -> HttpResponse:
    """Who waits, in the fair order, with whom is suggested and who else fits."""
    found = pairs.waiting(request.viewer)
    record(request.viewer, kinds.PARTNERS_WAITING_SEEN)
    names = queries.names([each.wish.learner for each in found])
    lines = [
        {
            "waits": each,
            "name": names[each.wish.learner_id],
            "language": language_in_words(each.wish.language),
            "level": level_in_words(each.wish.level),
            "times": wording.times_in_words(each.match.times),
            "lacks": wording.lacks_in_words(each.match.lacks) if each.suggested is None else [],
        }
        for each in found
    ]
    return render(request, "learning/pairs.html", {"lines": lines, "offers": len(pairs.running_offers())})


@page(can.OVERSEE)
def all_waiting(request: SignedInRequest) -> HttpResponse:
    """Who waits, for how long, for whom, and why nobody was found so far; by number alone."""
    found = pairs.waiting_all(request.viewer)
    record(request.viewer, kinds.PARTNERS_WAITING_SEEN)
    own = queries.names([each.wish.learner for each in found if each.own])
    lines = [wording.of_waiting(each, own.get(each.wish.learner_id, ""), clock.today()) for each in found]
    return render(request, "learning/partners_waiting.html", {"lines": lines, "offers": len(pairs.running_offers())})


@page(can.OVERSEE)
@require_POST
def propose(request: SignedInRequest, wish: UUID) -> HttpResponse:
    row, offer = pairs.waits(request.viewer, wish).wish, _offer(request)
    try:
        if offer is None:
            raise NotPossible(_("This offer is there no more. Look at the list again."))
        proposing.propose(request.viewer, wish=row, offer=offer)
        messages.success(request, _("Proposed. Whoever knows the learner is told, and answers."))
    except NotPossible as refusal:
        messages.error(request, str(refusal.words))
    return redirect("learning:partners-waiting")


@page(can.SEE_DESK)
@require_POST
def answer(request: SignedInRequest, wish: UUID) -> HttpResponse:
    """By whoever knows the learner: they take who was proposed, or not."""
    viewer, row = request.viewer, pairs.wish(request.viewer, wish)
    try:
        if request.POST.get("take") != "yes":
            proposing.not_taken(viewer, wish=row)
            messages.success(request, _("They go on waiting."))
        elif row.proposed is None:
            raise NotPossible(_("This offer is there no more. Look at the list again."))
        else:
            actions.pair(viewer, wish=row, offer=row.proposed, today=clock.today())
            messages.success(request, _("They are a pair. The partner is told, and can open the learner."))
    except NotPossible as refusal:
        messages.error(request, str(refusal.words))
    return HttpResponseRedirect(reverse("learning:learner", args=[row.learner_id]))


def _offer(request: SignedInRequest) -> HelpOffer | None:
    form = PairForm(request.POST)
    offers = {each.id: each for each in pairs.running_offers()}
    return offers.get(form.cleaned_data["offer"]) if form.is_valid() else None


@page(RUN_CLASSES)
@require_POST
def make(request: SignedInRequest, wish: UUID) -> HttpResponse:
    row, chosen = pairs.wish(request.viewer, wish), _offer(request)
    try:
        if chosen is None:
            raise NotPossible(_("This offer is there no more. Look at the list again."))
        actions.pair(request.viewer, wish=row, offer=chosen, today=clock.today())
        messages.success(request, _("They are a pair. The partner is told, and can open the learner."))
    except NotPossible as refusal:
        messages.error(request, str(refusal.words))
    return redirect("learning:pairs")


@page(can.SEE_DESK)
def end(request: SignedInRequest, pair: UUID) -> HttpResponse:
    viewer, row = request.viewer, pairs.pair(request.viewer, pair)
    if row.member_id != viewer.member.id:
        policy.require(viewer, RUN_CLASSES, subject=row.subject, compartment=LEARNING)
    form = EndPairForm(request.POST if request.method == "POST" else None)

    def act(data: dict[str, Any]) -> str:
        actions.end_pair(viewer, pair=row, said=data["said"], today=clock.today())
        messages.success(request, _("The pair has ended."))
        return _back(request, row)

    return save(request, form, act, template="learning/begin.html", context=_frame(request, row, _("End this pair")))


@page(can.SEE_DESK)
def time(request: SignedInRequest, pair: UUID) -> HttpResponse:
    viewer, row = request.viewer, pairs.pair(request.viewer, pair)
    if row.member_id != viewer.member.id:
        raise NotThere(row.subject_id)
    form = TimeForm(request.POST or None, initial={"day": clock.today()})

    def act(data: dict[str, Any]) -> str:
        actions.keep_time(viewer, pair=row, day=data["day"], minutes=data["minutes"], token=data["token"])
        messages.success(request, _("Kept."))
        return reverse("learning:my-help")

    return save(request, form, act, template="learning/begin.html", context=_frame(request, row, _("Write down time")))


def _frame(request: SignedInRequest, row: Pair, title: str) -> dict[str, Any]:
    on_learners.looked_at(request.viewer, learner=row.learner)
    return {"shown": queries.shown([row.learner])[0], "title": title, "note": ""}


def _back(request: SignedInRequest, row: Pair) -> str:
    """The partner goes back to what they offer: the learner has closed to them."""
    own = row.member_id == request.viewer.member.id
    return reverse("learning:my-help") if own else reverse("learning:learner", args=[row.learner_id])
