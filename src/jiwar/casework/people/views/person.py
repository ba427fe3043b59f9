"""The page of one person: who they are, how to reach them, and what of the rest the viewer may see."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from jiwar.casework.people import contributions, parts, queries, wording
from jiwar.casework.people.models import Person
from jiwar.casework.people.views.opened import look
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.ui.shortcuts import render


@page(can.SIGNED_IN)
def person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    person = look(viewer, person_id, page="person")
    relations = queries.relations(viewer, person)
    summary = queries.summary(viewer, person)
    context = {
        "person": person,
        "summary": summary,
        "others": summary.also,
        "may_match": viewer.can(can.MATCH_PEOPLE),
        "may_edit": queries.may_edit(viewer, person),
        "who": parts.who(person),
        "birth": parts.birth(person),
        "contact": queries.safe_contact(viewer, person),
        "languages": parts.languages(person),
        "identifiers": parts.identifiers(person),
        "relations": relations,
        "household": queries.household(viewer, person, relations),
        "needs": queries.needs(viewer, person),
        "needs_open": queries.needs_open(viewer, person),
        "panels": _panels(viewer, person),
        "wording": wording,
    }
    return render(request, "people/person.html", context)


def _panels(viewer: Viewer, person: Person) -> list[dict[str, Any]]:
    answered = [(panel.template, panel.context(viewer, person)) for panel in contributions.panels()]
    return [{"template": template, "context": context} for template, context in answered if context is not None]
