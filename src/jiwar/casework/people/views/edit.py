"""Changing one part of a person's record. Two people at once: both versions are shown, what was typed is kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework.people import actions, parts
from jiwar.casework.people.forms import FORMS, PartForm
from jiwar.casework.people.models import Person
from jiwar.casework.people.views.comparing import rows_of
from jiwar.casework.people.views.opened import look_to_edit
from jiwar.casework.stale import Stale
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render

TITLES = {
    parts.WHO: gettext_lazy("Who they are"),
    parts.BIRTH: gettext_lazy("Birth"),
    parts.CONTACT: gettext_lazy("Safe contact"),
    parts.LANGUAGES: gettext_lazy("Languages and interpreter"),
    parts.IDENTIFIERS: gettext_lazy("Numbers on papers"),
}
READ: dict[str, Any] = {
    parts.WHO: parts.who,
    parts.BIRTH: parts.birth,
    parts.CONTACT: parts.contact,
    parts.LANGUAGES: parts.languages,
    parts.IDENTIFIERS: parts.identifiers,
}
WRITE: dict[str, Any] = {
    parts.WHO: actions.edit_who,
    parts.BIRTH: actions.edit_birth,
    parts.CONTACT: actions.edit_contact,
    parts.LANGUAGES: actions.edit_languages,
    parts.IDENTIFIERS: actions.edit_identifiers,
}


@page(can.SIGNED_IN)
def edit(request: SignedInRequest, person_id: UUID, part: str) -> HttpResponse:
    if part not in FORMS:
        raise Http404
    person = look_to_edit(request.viewer, person_id, page=f"edit-{part}")
    stored = READ[part](person)
    if request.method != "POST":
        return _show(request, person, part, FORMS[part](stored=stored), person.version)
    form = FORMS[part](request.POST, stored=stored)
    seen = _seen_version(request)
    if not form.is_valid():
        return _show(request, person, part, form, seen)
    wanted = form.part()
    try:
        WRITE[part](request.viewer, person=person, seen_version=seen, **{part: wanted})
    except Stale as stale:
        return _show(request, person, part, form, stale.now, compare=rows_of(stored, wanted), status=409)
    messages.success(request, _("Saved."))
    return redirect("people:person", person.id)


def _seen_version(request: SignedInRequest) -> int:
    """A page without its version has seen nothing."""
    text = request.POST.get("seen_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _show(
    request: SignedInRequest,
    person: Person,
    part: str,
    form: PartForm,
    version: int,
    *,
    compare: Any = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "person": person,
        "part": part,
        "title": TITLES[part],
        "form": form,
        "version": version,
        "compare": compare,
    }
    return render(request, "people/edit.html", context, status=status)
