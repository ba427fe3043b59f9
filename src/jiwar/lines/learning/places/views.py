"""A waiting list with its rules; asking for a place, answering one; moving on and leaving."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.views.opened import frame, look_to_work, people_choices
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.learning import actions as on_learners
from jiwar.lines.learning import kinds
from jiwar.lines.learning import queries as learners
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.models import Enrolment
from jiwar.lines.learning.places import actions, enrolling, order, queries
from jiwar.lines.learning.places.forms import AnswerForm, AskForm, EndForm, OutsideForm, TransferForm, WhyForm
from jiwar.lines.learning.places.wording import line_in_words, rules_in_words
from jiwar.lines.learning.rights import RUN_CLASSES, TEACH

FORM = "learning/form.html"


@page(RUN_CLASSES)
def queue(request: SignedInRequest, taught: UUID) -> HttpResponse:
    viewer, of = request.viewer, courses.taught(request.viewer, taught)
    found = queries.queue(viewer, of, clock.today())
    record(viewer, kinds.WAITING_SEEN, row=of)
    context = {
        "taught": of,
        "queue": found,
        "lines": [line_in_words(each, found.names) for each in found.lines],
        "rules": rules_in_words(),
        "draw": order.drawn_with(of),
    }
    return render(request, "learning/places.html", context)


@page(RUN_CLASSES)
@require_POST
def offer_free(request: SignedInRequest, taught: UUID) -> HttpResponse:
    of = courses.taught(request.viewer, taught)
    made = len(actions.offer_free(request.viewer, taught=of))
    if made:
        said = ngettext("%(n)s place was offered.", "%(n)s places were offered.", made) % {"n": made}
        messages.success(request, said)
    else:
        messages.warning(request, _("Nothing was offered: no place is free, or nobody who fits waits."))
    return HttpResponseRedirect(reverse("learning:places", kwargs={"taught": of.id}))


@page(can.WORK_ON_FILES)
def ask(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, of = request.viewer, look_to_work(request.viewer, case)
    choices, people = people_choices(viewer, of)
    offered = {str(row.id): row for row in courses.courses(viewer)}
    form = AskForm(
        request.POST or None,
        people=choices,
        courses=[(key, row.title) for key, row in offered.items()],
        initial={"ways": ["room", "online"]},
    )

    def act(cleaned: dict[str, Any]) -> str:
        actions.ask_place(
            viewer,
            case=of,
            person=people[cleaned["person"]],
            course=offered[cleaned["course"]],
            wishes=form.wishes(),
            scripts=tuple(cleaned["scripts"]),
            token=cleaned["token"],
        )
        return reverse("cases:case", kwargs={"case": of.id})

    return save(request, form, act, context=frame(of, _("A place in a language class"), _("Put them on the list")))


@page(can.SEE_DESK)
def answer(request: SignedInRequest, offer: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.offer(request.viewer, offer)
    name = queries.names(viewer, [row.entry.learner]).get(row.entry.learner_id) or row.entry.learner.written_number

    def act(cleaned: dict[str, Any]) -> str:
        if cleaned["answer"] == "accept":
            actions.accept(viewer, offer=row)
        else:
            actions.decline(viewer, offer=row, words=cleaned["words"])
        return _back(request, row.entry.case_id, row.taught_id)

    context = {
        "title": _("A place in “%(class)s”") % {"class": row.taught.name},
        "note": name,
        "submit": _("Save the answer"),
        "back": _back(request, row.entry.case_id, row.taught_id),
    }
    return save(request, AnswerForm(request.POST or None), act, template=FORM, context=context)


@page(can.WORK_ON_FILES)
def wait_no_more(request: SignedInRequest, entry: UUID) -> HttpResponse:
    row = queries.entry(request.viewer, entry)

    def act(cleaned: dict[str, Any]) -> str:
        actions.wait_no_more(request.viewer, entry=row, why=cleaned["why"])
        return reverse("cases:case", kwargs={"case": row.case_id})

    context = frame(row.case, _("Take off the waiting list"), _("Take off"), tone="now")
    return save(request, WhyForm(request.POST or None), act, context=context)


@page(RUN_CLASSES)
def outside(request: SignedInRequest, taught: UUID) -> HttpResponse:
    viewer, of = request.viewer, courses.taught(request.viewer, taught)
    known = {str(row.id): row for row in learners.learners(viewer).order_by("number")}
    names = learners.names(known.values())
    choices = [(key, f"{names[row.id]} {row.written_number}") for key, row in known.items()]

    def act(cleaned: dict[str, Any]) -> str:
        learner = known[cleaned["learner"]]
        enrolling.enrol(viewer, learner=learner, taught=of, why=cleaned["why"], token=cleaned["token"])
        return reverse("learning:class", kwargs={"taught": of.id})

    form = OutsideForm(request.POST or None, learners=choices)
    back = reverse("learning:places", kwargs={"taught": of.id})
    context = {"title": _("A place outside of the order"), "note": of.name, "submit": _("Give the place"), "back": back}
    return save(request, form, act, template=FORM, context=context)


@page(TEACH)
def transfer(request: SignedInRequest, place: UUID) -> HttpResponse:
    viewer, row = request.viewer, _seen(request.viewer, place)
    classes = {str(each.id): each for each in queries.other_classes(row)}

    def act(cleaned: dict[str, Any]) -> str:
        enrolling.transfer(viewer, place=row, to=classes[cleaned["to"]], words=cleaned["words"])
        return reverse("learning:class", kwargs={"taught": row.taught_id})

    form = TransferForm(request.POST or None, classes=[(key, each.name) for key, each in classes.items()])
    context = {"title": _("To another class"), "note": _name(row), "submit": _("Move them"), "back": _learner(row)}
    return save(request, form, act, template=FORM, context=context)


@page(TEACH)
def leave(request: SignedInRequest, place: UUID) -> HttpResponse:
    viewer, row = request.viewer, _seen(request.viewer, place)

    def act(cleaned: dict[str, Any]) -> str:
        enrolling.end_place(viewer, place=row, how=cleaned["how"], words=cleaned["words"])
        return reverse("learning:class", kwargs={"taught": row.taught_id})

    context = {"title": _("Leaves the class"), "note": _name(row), "submit": _("Save"), "back": _learner(row)}
    return save(request, EndForm(request.POST or None), act, template=FORM, context=context)


def _back(request: SignedInRequest, case: UUID, taught: UUID) -> str:
    """To where the reader may go: the list for who runs classes, else the case."""
    if request.viewer.can(RUN_CLASSES):
        return reverse("learning:places", kwargs={"taught": taught})
    return reverse("cases:case", kwargs={"case": case})


def _seen(viewer: Viewer, place: UUID) -> Enrolment:
    row = queries.place(viewer, place)
    on_learners.looked_at(viewer, learner=row.learner)
    return row


def _name(row: Enrolment) -> str:
    return learners.names([row.learner])[row.learner_id]


def _learner(row: Enrolment) -> str:
    return reverse("learning:learner", kwargs={"learner": row.learner_id})
