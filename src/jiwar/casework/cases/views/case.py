"""The case page, and opening, describing, closing and reopening a case."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions, closing, queries, timeline, wording
from jiwar.casework.cases.forms import CloseForm, DescribeForm, OpenForm, StepForm, WhyForm
from jiwar.casework.cases.models import CaseMember
from jiwar.casework.cases.views.opened import Choice, address, frame, look, look_to_work, opened_href
from jiwar.casework.cases.views.saving import save
from jiwar.casework.people import queries as people
from jiwar.casework.people.models import Person
from jiwar.casework.people.views.opened import look as look_at_person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.ui.shortcuts import render


@page(can.SIGNED_IN)
def case(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer = request.viewer
    found = look(viewer, case)
    chapter = request.GET.get("show", "")
    view = queries.page(viewer, found, chapter=chapter, before=_entry(request))
    holds = policy.holds_file(viewer, found.subject)
    led = any(row.lead for row in view.team)
    context = {
        "case": found,
        "view": view,
        "chapters": timeline.chapters(),
        "chapter": chapter,
        "may_take": not led and not found.is_closed and viewer.can(can.TRIAGE) and viewer.can(can.WORK_ON_FILES),
        "may_assign": viewer.can(can.ASSIGN),
        "can": can,
        "words": wording,
        "opened_href": opened_href(viewer, found, holds=holds),
        "looked_href": reverse("access:looked", args=[found.subject_id]) if holds else None,
        "may_flag": not found.is_closed and (viewer.can(can.TRIAGE) or view.works),
    }
    return render(request, "cases/case.html", context)


def _entry(request: SignedInRequest) -> UUID | None:
    try:
        return UUID(request.GET["before"])
    except (KeyError, ValueError):
        return None


@page(can.TRIAGE)
def new(request: SignedInRequest, person: UUID) -> HttpResponse:
    viewer = request.viewer
    about = look_at_person(viewer, person, page="new-case")
    living = household(viewer, about)
    form = OpenForm(request.POST or None, household=[choice for choice, _row in living])

    def act(cleaned: dict[str, Any]) -> str:
        rows = {code: row for (code, _label), row in living}
        opened = actions.open_case(
            viewer,
            person=about,
            asks=cleaned["asks"],
            danger=cleaned["danger"],
            danger_words=cleaned["danger_words"],
            others=[(rows[code], CaseMember.Role.DEPENDANT.value) for code in cleaned.get("others", ())],
            token=cleaned["token"],
        )
        return address(opened)

    running = [line for line in queries.of_person(viewer, about) if not line.case.is_closed]
    context = {"person": about, "name": people.names_of(viewer, [about.id])[about.id], "running": running}
    return save(request, form, act, template="cases/new.html", context=context)


def household(viewer: Viewer, person: Person) -> list[tuple[Choice, Person]]:
    """The others who live with a person, as choices."""
    home = people.household(viewer, person)
    others = [member for member in home.members if not member.is_self] if home else []
    names = people.names_of(viewer, [member.person.id for member in others])
    return [((str(each.person.id), f"{names[each.person.id]} {each.words}".strip()), each.person) for each in others]


@page(can.TRIAGE)
def describe(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    form = DescribeForm(request.POST or None, initial={"asks": found.asks, "seen_version": found.version})

    def act(cleaned: dict[str, Any]) -> str:
        actions.describe_case(viewer, case=found, asks=cleaned["asks"], seen_version=cleaned["seen_version"])
        return address(found)

    context = frame(found, _("What the person asks"), _("Save"))
    return save(request, form, act, context=context, now=lambda row: {"asks": row.asks})


@page(can.WORK_ON_FILES)
def step(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    form = StepForm(request.POST or None, initial={"step": found.step})

    def act(cleaned: dict[str, Any]) -> str:
        actions.move_step(viewer, case=found, step=cleaned["step"])
        return address(found)

    return save(request, form, act, context=frame(found, _("Step of the case"), _("Save")))


@page(can.WORK_ON_FILES)
def close(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    form = CloseForm(request.POST or None, initial={"seen_version": found.version})

    def act(cleaned: dict[str, Any]) -> str:
        actions.close_case(
            viewer,
            case=found,
            reason=cleaned["reason"],
            words=cleaned["words"],
            seen_version=cleaned["seen_version"],
        )
        return address(found)

    context = frame(found, _("Close the case"), _("Close the case"), matters=closing.open_matters(viewer, found))
    stored = {"reason": "", "words": ""}
    return save(request, form, act, template="cases/close.html", context=context, now=lambda _row: stored)


@page(can.SIGNED_IN)
def reopen(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    if not viewer.can(can.ASSIGN):
        policy.require(viewer, can.WORK_ON_FILES, subject=found.subject)
    form = WhyForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.reopen_case(viewer, case=found, why=cleaned["why"])
        return address(found)

    if not found.is_closed:
        return HttpResponseRedirect(address(found))
    return save(request, form, act, context=frame(found, _("Reopen the case"), _("Reopen the case")))
