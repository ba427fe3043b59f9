"""Assessment, needs and goals."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import actions, queries, wording
from jiwar.casework.cases.forms import AssessForm, ChangeGoalForm, GoalForm, NeedForm
from jiwar.casework.cases.queries.page import plan as plan_of
from jiwar.casework.cases.views.opened import address, frame, look, look_to_work, people_choices
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render


@page(can.SIGNED_IN)
def plan(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    policy.require(viewer, can.SIGNED_IN, subject=found.subject, compartment=GENERAL)
    names = dict(people_choices(viewer, found)[0])
    works = viewer.can(can.WORK_ON_FILES) and not found.is_closed
    context = {"case": found, "plan": plan_of(found), "names": names, "works": works, "words": wording}
    return render(request, "cases/plan.html", context)


@page(can.WORK_ON_FILES)
def assess(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    choices, rows = people_choices(viewer, found)
    form = AssessForm(request.POST or None, people=choices, initial={"sector": request.GET.get("sector", "")})

    def act(cleaned: dict[str, Any]) -> str:
        person = rows.get(cleaned["person"])
        said = {key: cleaned[key] for key in ("sector", "severity", "finding", "token")}
        actions.assess(viewer, case=found, person=person, **said)
        return address(found, "plan")

    return save(request, form, act, context=frame(found, _("Assess"), _("Save the assessment")))


@page(can.WORK_ON_FILES)
def need(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    choices, rows = people_choices(viewer, found)
    form = NeedForm(request.POST or None, people=choices)

    def act(cleaned: dict[str, Any]) -> str:
        person = rows.get(cleaned["person"])
        actions.record_need(
            viewer, case=found, sector=cleaned["sector"], text=cleaned["text"], person=person, token=cleaned["token"]
        )
        return address(found, "plan")

    return save(request, form, act, context=frame(found, _("Record a need"), _("Save the need")))


@page(can.WORK_ON_FILES)
@require_POST
def met(request: SignedInRequest, case: UUID, need: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.workable(request.viewer, case)
    row = queries.need(viewer, found, need)
    return do(request, lambda: actions.meet_need(viewer, need=row), address(found, "plan"))


@page(can.WORK_ON_FILES)
def goal(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    needs = {str(row.id): row for row in plan_of(found).needs}
    choices = [(code, f"{wording.sector(row.sector)}: {row.text[:60]}") for code, row in needs.items()]
    form = GoalForm(request.POST or None, needs=choices)

    def act(cleaned: dict[str, Any]) -> str:
        actions.set_goal(
            viewer,
            case=found,
            text=cleaned["text"],
            until=cleaned["until"],
            need=needs.get(cleaned["need"]),
            token=cleaned["token"],
        )
        return address(found, "plan")

    return save(request, form, act, context=frame(found, _("Set a goal"), _("Save the goal")))


@page(can.WORK_ON_FILES)
def change_goal(request: SignedInRequest, case: UUID, goal: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    row = queries.goal(viewer, found, goal)
    shown = {"text": row.text, "until": row.until, "state": row.state, "seen_version": row.version}
    form = ChangeGoalForm(request.POST or None, initial=shown)

    def act(cleaned: dict[str, Any]) -> str:
        actions.change_goal(viewer, goal=row, **cleaned)
        return address(found, "plan")

    context = frame(found, _("Goal"), _("Save the goal"))
    now = lambda goal: {"text": goal.text, "until": goal.until, "state": goal.state}  # noqa: E731
    return save(request, form, act, context=context, now=now)
