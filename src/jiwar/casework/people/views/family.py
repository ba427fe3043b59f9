"""Household and relations: find the other person first, then say what they are to this one."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.people import actions, queries
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.forms import CircumstanceForm, RelateForm
from jiwar.casework.people.models import Person
from jiwar.casework.people.views.opened import look_to_edit
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render


@page(can.SIGNED_IN)
def household(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = look_to_edit(request.viewer, person_id, page="household")
    if request.method != "POST":
        return _show(request, person, "", [], None)
    text = request.POST.get("q", "").strip()
    found = queries.find_people(request.viewer, text, without=person) if text else []
    if "relate" not in request.POST:
        return _show(request, person, text, found, RelateForm(found=found) if found else None)
    form = RelateForm(request.POST, found=found)
    if not form.is_valid():
        return _show(request, person, text, found, form)
    other = queries.editable(request.viewer, UUID(form.cleaned_data["other"]))
    if form.cleaned_data["kind"]:
        actions.relate(request.viewer, person=person, other=other, kind=form.cleaned_data["kind"])
    if form.cleaned_data["together"]:
        actions.join_household(request.viewer, person=other, with_=person)
    messages.success(request, _("Saved."))
    return redirect("people:household", person.id)


def _show(
    request: SignedInRequest, person: Person, text: str, found: Sequence[Found], form: RelateForm | None
) -> HttpResponse:
    relations = queries.relations(request.viewer, person)
    context = {
        "person": person,
        "relations": relations,
        "household": queries.household(request.viewer, person, relations),
        "text": text,
        "found": found,
        "form": form,
        "heading": queries.heading,
    }
    return render(request, "people/household.html", context)


@require_POST
@page(can.SIGNED_IN)
def leave(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = look_to_edit(request.viewer, person_id, page="household")
    actions.leave_household(request.viewer, person=person)
    messages.success(request, _("Saved."))
    return redirect("people:household", person.id)


@page(can.SIGNED_IN)
def relation(request: SignedInRequest, person_id: UUID, relation_id: UUID) -> HttpResponse:
    """End a relation, or say what must not be told of it."""
    person = look_to_edit(request.viewer, person_id, page="relation")
    shown = queries.relation(request.viewer, person, relation_id)
    initial = {"codes": shown.circumstance_codes, "note": shown.note}
    form = CircumstanceForm(request.POST or None, initial=initial) if shown.may_tell_more else None
    if request.method == "POST" and "end" in request.POST:
        actions.end_relation(request.viewer, relation=shown.row)
        messages.success(request, _("Saved. That it was so stays on record."))
        return redirect("people:household", person.id)
    if request.method == "POST" and form is not None and form.is_valid():
        actions.tell_circumstance(
            request.viewer, relation=shown.row, codes=form.cleaned_data["codes"], note=form.cleaned_data["note"]
        )
        messages.success(request, _("Saved."))
        return redirect("people:household", person.id)
    context = {"person": person, "relation": shown, "form": form, "heading": queries.heading}
    return render(request, "people/relation.html", context)
