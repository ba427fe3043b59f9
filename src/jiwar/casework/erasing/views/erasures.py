"""Asking that a person be erased, and the second word on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.erasing import actions, audit_kinds, queries, wording
from jiwar.casework.erasing.forms import AskForm, PersonForm
from jiwar.casework.erasing.models import Erasure
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.pages.answering import attempt, same_person
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.queries import guardian
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render


@page(can.AGREE_TO_ERASING)
def erasing(request: SignedInRequest) -> HttpResponse:
    """What waits and what was done; a data guardian also finds a file here by its number."""
    viewer, guards = request.viewer, request.viewer.can(can.GUARD_DATA)
    form = PersonForm(request.POST or None) if guards else None
    if form is not None and form.is_valid():
        subject = guardian.file_numbered(viewer, form.cleaned_data["number"])
        person = queries.person_of(viewer, subject) if subject else None
        if person is not None:
            return redirect("erasing:person", person_id=person)
        form.add_error("number", _("No person has this number. Write it as it stands on the page: P-0142."))
    context = {
        "form": form,
        "waiting": queries.waiting(viewer),
        "over": page_of(request, queries.over(viewer), by=("-asked_at", "-id")),
        "due": queries.due(viewer).count() if guards else 0,
        "helped": queries.helped(viewer) if guards else [],
        "guards": guards,
    }
    return render(request, "erasing/erasing.html", context)


@page(can.GUARD_DATA)
@same_person(reading=True)
def person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """What erasing this person would take, what would stay, and what still needs the file."""
    viewer = request.viewer
    found = queries.person(viewer, person_id)
    shown = queries.preview(viewer, found)
    form = AskForm(request.POST or None, number=found.written_number, held=bool(shown.held))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            erasure = actions.ask(
                viewer,
                person=found,
                why=said["why"],
                said=said["words"],
                in_spite=bool(said.get("in_spite")),
                in_spite_words=said.get("in_spite_words", ""),
            )
        except Impossible as rule:
            form.add_error(None, str(rule.says))
        else:
            messages.success(request, _("Asked. It is erased when a second person agrees."))
            return redirect("erasing:erasure", erasure_id=erasure.id)
    record(viewer, audit_kinds.LOOKED, subject=found.subject, row=found)
    context = {"person": found, "shown": shown, "form": form, "waiting": queries.waiting_of(viewer, found)}
    return render(request, "erasing/person.html", context)


@page(can.AGREE_TO_ERASING)
@same_person()
def erasure(request: SignedInRequest, erasure_id: UUID) -> HttpResponse:
    """One erasure: the second word while it waits, and the record of it afterwards."""
    viewer = request.viewer
    found = queries.erasure(viewer, erasure_id)
    if request.method == "POST":
        _step(request, found)
        return redirect("erasing:erasure", erasure_id=found.id)
    context = {
        "erasure": found,
        "shown": queries.preview(viewer, found.person) if found.waits else None,
        "went": wording.in_words(found.went),
        "stays": wording.staying(found.stays),
        "mine": found.asked_by_id == viewer.member.id,
        "guards": viewer.can(can.GUARD_DATA),
    }
    if found.waits:
        record(viewer, audit_kinds.LOOKED, subject=found.subject, row=found)
    return render(request, "erasing/erasure.html", context)


def _step(request: SignedInRequest, erasure: Erasure) -> None:
    viewer, do = request.viewer, request.POST.get("do")
    if do == "withdraw":
        attempt(request, lambda: actions.withdraw(viewer, erasure=erasure), _("Withdrawn. Nothing was erased."))
    elif do in ("agree", "refuse"):
        said = _("You agreed. It is erased in the background.") if do == "agree" else _("You refused.")
        attempt(request, lambda: actions.decide(viewer, erasure=erasure, agreed=do == "agree"), said)
    else:
        raise NotThere
