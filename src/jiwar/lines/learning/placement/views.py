"""A placement on a telephone: one question a screen, one press an answer; at its end suggestion and decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.directions import direction
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.instruments import Mark, PlacementQuestion, asked, next_question, placement, said
from jiwar.lines.learning import actions as on_learners
from jiwar.lines.learning import kinds, queries
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.placement import actions
from jiwar.lines.learning.placement import queries as placings
from jiwar.lines.learning.placement.forms import AskForm, BeginForm, DecideForm, MarkForm
from jiwar.lines.learning.placement.queries import Held
from jiwar.lines.learning.placement.wording import MARKS, reasons_in_words, suggestion_in_words
from jiwar.lines.learning.rights import LEARNING, TEACH
from jiwar.lines.learning.words import language_in_words


@page(can.WORK_ON_FILES)
def ask(request: SignedInRequest, learner: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.learner(request.viewer, learner)
    on_learners.looked_at(viewer, learner=found)
    members = {str(each.id): each for each in placings.teachers()}
    choices = [(code, each.account.name) for code, each in members.items()]
    form = AskForm(request.POST or None, teachers=choices, initial={"language": placings.usual_language()})

    def act(cleaned: dict[str, Any]) -> str:
        teacher = members[cleaned["teacher"]]
        actions.ask_placement(
            viewer, learner=found, teacher=teacher, language=cleaned["language"], token=cleaned["token"]
        )
        messages.success(request, _("The teacher is told, and can open the learner until it is decided."))
        return reverse("learning:learner", args=[found.id])

    note = _("The teacher sees name, languages and level, and nothing of the case.")
    return save(
        request, form, act, template="learning/begin.html", context=_begin(found, _("Ask for a placement"), note)
    )


@page(TEACH)
def start(request: SignedInRequest, learner: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.learner(request.viewer, learner)
    on_learners.looked_at(viewer, learner=found)
    form = BeginForm(request.POST or None, initial={"language": placings.usual_language()})

    def act(cleaned: dict[str, Any]) -> str:
        row = actions.start_placement(viewer, learner=found, language=cleaned["language"], token=cleaned["token"])
        return reverse("learning:placement", args=[row.id])

    note = _("Five to fifteen questions, together with the learner. Each answer is saved; you can go on another day.")
    return save(request, form, act, template="learning/begin.html", context=_begin(found, _("Placement"), note))


def _begin(learner: Learner, title: str, note: str) -> dict[str, Any]:
    return {"shown": queries.shown([learner])[0], "title": title, "note": note}


@page(TEACH)
def question(request: SignedInRequest, placing: UUID) -> HttpResponse:
    """The question `?at=`, else the first that is open; at the end, what came of it."""
    held = placings.held(request.viewer, placing)
    if held.row.ended_at is not None:
        return redirect("learning:placement-end", placing=placing)
    wanted = _wanted(held, request.GET.get("at", ""))
    if wanted is None:
        return redirect("learning:placement-end", placing=placing)
    form = MarkForm(request.POST or None, initial={"seen_version": held.row.version})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.answer(
                request.viewer,
                placing=held.row,
                question=wanted.id,
                mark=Mark(form.cleaned_data["mark"]),
                seen_version=form.cleaned_data["seen_version"],
            )
            return HttpResponseRedirect(reverse("learning:placement", args=[row.id]))
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale as stale:
            _say_changed(request, form, stale.now)
    if request.method == "GET":
        _seen(request, held)
    return _question_page(request, held, wanted, form)


def _wanted(held: Held, at: str) -> PlacementQuestion | None:
    if not at:
        return next_question(placement(), held.marks)
    found = next((each for each in asked(placement(), held.marks) if each.id == at), None)
    if found is None:
        raise Http404
    return found


def _say_changed(request: SignedInRequest, form: MarkForm | DecideForm, now: int) -> None:
    form.data = request.POST.copy()
    form.data["seen_version"] = str(now)
    form.add_error(None, _("Another device answered meanwhile. Look at it as it is now, then press again."))


def _question_page(request: SignedInRequest, held: Held, wanted: PlacementQuestion, form: MarkForm) -> HttpResponse:
    language = current_reader().language
    way = [each.id for each in asked(placement(), held.marks)]
    at = way.index(wanted.id)
    here = reverse("learning:placement", args=[held.row.id])
    context = {
        "held": held,
        "form": form,
        "text": said(wanted.texts, language),
        "direction": direction(language),
        "language": language_in_words(held.row.language),
        "before": held.marks.get(wanted.id),
        "marks": [(mark.value, words) for mark, words in MARKS.items()],
        "number": at + 1,
        "here": f"{here}?at={wanted.id}",
        "back": f"{here}?at={way[at - 1]}" if at else "",
        "number_of": held.row.learner.written_number,
    }
    return render(request, "learning/placement.html", context, status=422 if form.errors else 200)


@page(TEACH)
def end(request: SignedInRequest, placing: UUID) -> HttpResponse:
    """What the answers speak for, each with its reason, and the teacher's decision."""
    viewer, held = request.viewer, placings.held(request.viewer, placing)
    level = held.suggested.level
    form = DecideForm(
        request.POST or None, initial={"seen_version": held.row.version, "level": level.value if level else ""}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(
                viewer,
                placing=held.row,
                level=form.level_chosen(),
                why=form.cleaned_data["why"],
                today=clock.today(),
                seen_version=form.cleaned_data["seen_version"],
            )
            messages.success(request, _("The level is set."))
            return HttpResponseRedirect(_after(request, held.row.learner))
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale as stale:
            _say_changed(request, form, stale.now)
    if request.method == "GET":
        _seen(request, held)
    context = {
        "held": held,
        "form": form,
        "shown": queries.shown([held.row.learner])[0],
        "language": language_in_words(held.row.language),
        "suggestion": suggestion_in_words(held.suggested),
        "reasons": reasons_in_words(held.suggested),
        "answers": _answers(held),
        "open": held.row.ended_at is None,
    }
    return render(request, "learning/placement_end.html", context, status=422 if form.errors else 200)


def _answers(held: Held) -> list[tuple[str, str, str]]:
    """Each with its question's id, along the way."""
    language = current_reader().language
    way = [each for each in asked(placement(), held.marks) if each.id in held.marks]
    return [(each.id, said(each.texts, language), str(MARKS[held.marks[each.id]])) for each in way]


@page(can.SEE_DESK)
@require_POST
def give_up(request: SignedInRequest, placing: UUID) -> HttpResponse:
    held = placings.held(request.viewer, placing)
    try:
        actions.give_up(request.viewer, placing=held.row)
        messages.success(request, _("The placement is given up. What was answered stays with the learner."))
    except NotPossible as refusal:
        messages.error(request, str(refusal.words))
    return HttpResponseRedirect(_after(request, held.row.learner))


def _after(request: SignedInRequest, learner: Learner) -> str:
    """The learner's page; the list of learners for a teacher to whom they stood open for the placement alone."""
    still = queries.learners(request.viewer).filter(id=learner.id).exists()
    return reverse("learning:learner", args=[learner.id]) if still else reverse("learning:learners")


def _seen(request: SignedInRequest, held: Held) -> None:
    record(request.viewer, kinds.PLACEMENT_SEEN, subject=held.row.subject, compartment=LEARNING, row=held.row)
