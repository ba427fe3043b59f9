"""Consent on its own page: what was asked, how, and each answer; a new question; a later answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework.people import actions, queries
from jiwar.casework.people.actions.consenting import FOLLOWS, may_ask
from jiwar.casework.people.forms import AnswerForm, AskForm
from jiwar.casework.people.models import Consent, Person
from jiwar.casework.people.views.opened import look, look_to_edit
from jiwar.casework.stale import Stale
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.ui.shortcuts import render

ANSWERS = {
    "given": gettext_lazy("Yes, they agree"),
    "refused": gettext_lazy("No, they do not"),
    "withdrawn": gettext_lazy("They take it back"),
}


@page(can.SIGNED_IN)
def consents(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = look(request.viewer, person_id, page="consent")
    context = {
        "person": person,
        "consents": queries.consents(request.viewer, person),
        "badge": queries.consent_badge(request.viewer, person),
        "may_edit": queries.may_edit(request.viewer, person),
        "today": timezone.localdate(),
        "Consent": Consent,
    }
    return render(request, "people/consents.html", context)


@page(can.SIGNED_IN)
def ask(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = look_to_edit(request.viewer, person_id, page="ask-consent")
    form = AskForm(request.POST if request.method == "POST" else None, purposes=_purposes(request.viewer, person))
    if request.method == "POST" and form.is_valid():
        _answered(request.viewer, person, form)
        messages.success(request, _("Saved."))
        return redirect("people:consents", person.id)
    return render(request, "people/ask_consent.html", {"person": person, "form": form})


def _purposes(viewer: Viewer, person: Person) -> list[tuple[str, Any]]:
    return [(code, label) for code, label in Consent.Purpose.choices if may_ask(viewer, person, code)]


def _answered(viewer: Viewer, person: Person, form: AskForm) -> None:
    actions.ask_and_answer(
        viewer,
        person=person,
        question=form.question(),
        state=form.cleaned_data["answer"],
        form=form.cleaned_data["form"],
        witness=form.cleaned_data["witness"],
        words=form.cleaned_data["words"],
        token=form.cleaned_data["token"],
    )


@page(can.SIGNED_IN)
def answer(request: SignedInRequest, person_id: UUID, consent_id: UUID) -> HttpResponse:
    """A later answer: yes after no, or taking back what was given."""
    person = look_to_edit(request.viewer, person_id, page="answer-consent")
    consent = queries.consent(request.viewer, person, consent_id)
    possible = [(state, ANSWERS[state]) for state in ANSWERS if state in FOLLOWS[consent.state]]
    form = AnswerForm(request.POST if request.method == "POST" else None, possible=possible, version=consent.version)
    moved = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_consent(
                request.viewer,
                consent=consent,
                state=form.cleaned_data["answer"],
                form=form.cleaned_data.get("form") or None,
                witness=form.cleaned_data.get("witness") or None,
                words=form.cleaned_data["words"],
                seen_version=form.cleaned_data["seen_version"],
            )
        except Stale:
            moved = True
        else:
            messages.success(request, _("Saved."))
            return redirect("people:consents", person.id)
    context = {"person": person, "consent": consent, "form": form, "moved": moved}
    return render(request, "people/answer_consent.html", context, status=409 if moved else 200)
