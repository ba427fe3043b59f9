"""The safety plan of a case, and its check-ins."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import frame, look, look_to_work, team_choices
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal.detention import actions, agreed, queries, tree
from jiwar.lines.legal.detention.forms import RUNGS, EndPlanForm, OnceForm, PlanForm, RaiseForm, values_of
from jiwar.lines.legal.models import SafetyPlan


def address(case_id: UUID) -> str:
    return reverse("legal:safety", kwargs={"case": case_id})


@page(can.WORK_ON_FILES)
def safety(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    plan = queries.running_plan(viewer, found)
    view = None
    if plan is not None:
        plan.case = found
        view = queries.plan_page(viewer, plan)
        record(viewer, kinds.PLAN_SEEN, subject=found.subject, compartment=GENERAL, row=plan)
    context = {"case": found, "view": view, "found_words": agreed.found_in_words}
    return render(request, "legal/safety.html", context)


@page(can.WORK_ON_FILES)
def edit(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    plan = queries.running_plan(viewer, found)
    if plan is not None:
        initial = {"seen_version": plan.version, **values_of(plan, tree.rungs_of(plan))}
    else:
        first = queries.first_to_be_called(found)
        initial = {"seen_version": 0, "every_days": 1, "who_0": str(first) if first else ""}
    team = team_choices(found)
    form = PlanForm(request.POST or None, initial=initial, team=team, country=viewer.group.country)

    def act(cleaned: dict[str, Any]) -> str:
        members = {str(row.member_id): row.member for row in cases.team(found)}
        actions.keep_plan(
            viewer,
            case=found,
            given=form.given(members),
            seen_version=cleaned["seen_version"] or None,
            token=cleaned["token"],
        )
        return address(found.id)

    def now(row: SafetyPlan) -> dict[str, Any]:
        return values_of(row, tree.rungs_of(row))

    context = frame(found, _("Safety plan"), _("Keep the plan"), rungs=range(RUNGS), asked=agreed.ASKED)
    context["back"] = address(found.id)
    return save(request, form, act, template="legal/safety_edit.html", context=context, now=now)


@page(can.WORK_ON_FILES)
def end(request: SignedInRequest, plan: UUID) -> HttpResponse:
    viewer, row, case = _opened(request, plan)
    form = EndPlanForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.end_plan(viewer, plan=row, reason=cleaned["reason"])
        return address(case.id)

    context = frame(case, _("End the safety plan"), _("End it"))
    return save(request, form, act, context={**context, "back": address(case.id)})


@page(can.WORK_ON_FILES)
def once(request: SignedInRequest, plan: UUID) -> HttpResponse:
    """One check-in beside the rhythm."""
    viewer, row, case = _opened(request, plan)
    form = OnceForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        what_for, token = cleaned["what_for"], cleaned["token"]
        actions.agree_once(viewer, plan=row, due_at=cleaned["due_at"], what_for=what_for, token=token)
        return address(case.id)

    context = frame(case, _("Agree on one check-in"), _("Keep it"))
    return save(request, form, act, context={**context, "back": address(case.id)})


@page(can.WORK_ON_FILES)
def sound(request: SignedInRequest, plan: UUID) -> HttpResponse:
    """Somebody told us that they were taken: the alarm begins now."""
    viewer, row, case = _opened(request, plan)
    form = RaiseForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        alarm = actions.raise_by_hand(viewer, plan=row, why=cleaned["why"], token=cleaned["token"])
        return reverse("legal:alarm", kwargs={"alarm": alarm.id})

    context = frame(case, _("Raise the alarm now"), _("Raise the alarm"), tone="now")
    return save(request, form, act, context={**context, "back": address(case.id)})


@page(can.WORK_ON_FILES)
@require_POST
def heard(request: SignedInRequest, check_in: UUID) -> HttpResponse:
    row = queries.check_in(request.viewer, check_in)
    return do(request, lambda: actions.heard(request.viewer, check_in=row), address(row.plan.case_id))


@page(can.WORK_ON_FILES)
@require_POST
def not_reached(request: SignedInRequest, check_in: UUID) -> HttpResponse:
    row = queries.check_in(request.viewer, check_in)
    return do(request, lambda: actions.not_reached(request.viewer, check_in=row), address(row.plan.case_id))


@page(can.WORK_ON_FILES)
@require_POST
def drop(request: SignedInRequest, check_in: UUID) -> HttpResponse:
    row = queries.check_in(request.viewer, check_in)
    return do(request, lambda: actions.drop_check_in(request.viewer, check_in=row), address(row.plan.case_id))


def _opened(request: SignedInRequest, plan: UUID) -> tuple[Any, SafetyPlan, Case]:
    row = queries.plan(request.viewer, plan)
    return request.viewer, row, look(request.viewer, row.case_id)
