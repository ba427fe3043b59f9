"""Tasks of a case, and one's own without a case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions, clock, queries
from jiwar.casework.cases.forms import MoveTaskForm, OwnTaskForm, TaskForm
from jiwar.casework.cases.models import Task
from jiwar.casework.cases.views.opened import address, compartment_choices, frame, look, look_to_work, team_choices
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer


@page(can.WORK_ON_FILES)
def new(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    members = {str(row.member_id): row.member for row in queries.team(found)}
    form = TaskForm(
        request.POST or None,
        team=team_choices(found),
        compartments=compartment_choices(viewer, found),
        initial={"owner": str(viewer.id)},
    )

    def act(cleaned: dict[str, Any]) -> str:
        actions.add_task(
            viewer,
            case=found,
            title=cleaned["title"],
            due=cleaned["due"],
            owner=members[cleaned["owner"]],
            compartment=compartment_of(cleaned["compartment"]),
            token=cleaned["token"],
        )
        return address(found)

    return save(request, form, act, context=frame(found, _("Add a task"), _("Add the task")))


@page(can.SIGNED_IN)
def task(request: SignedInRequest, case: UUID, task: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    row = queries.task(viewer, task, found)
    members = {str(each.member_id): each.member for each in queries.team(found)}
    works = viewer.can(can.WORK_ON_FILES) and not found.is_closed
    context = frame(found, _("Task"), _("Save the task"), task=row, may_change=works and row.is_open)
    return _task(request, viewer, row, members, team_choices(found), context)


def _task(
    request: HttpRequest,
    viewer: Viewer,
    row: Task,
    members: dict[str, Any],
    team: list[tuple[str, Any]],
    context: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST" and "finish" in request.POST:
        return do(request, lambda: actions.finish_task(viewer, task=row), context["back"])
    if request.method == "POST" and "drop" in request.POST:
        return do(request, lambda: actions.drop_task(viewer, task=row), context["back"])
    shown = {"title": row.title, "due": row.due, "owner": str(row.owner_id), "seen_version": row.version}
    form = MoveTaskForm(request.POST or None, team=team, fixed=row.origin is not None, initial=shown)

    def act(cleaned: dict[str, Any]) -> str:
        actions.move_task(
            viewer,
            task=row,
            title=str(cleaned.get("title", row.title)),
            due=cleaned.get("due", row.due),
            owner=members[cleaned["owner"]],
            seen_version=cleaned["seen_version"],
        )
        return str(context["back"])

    now = lambda task: {"title": task.title, "due": task.due, "owner": str(task.owner_id)}  # noqa: E731
    return save(request, form, act, template="cases/task.html", context=context, now=now)


@page(can.SEE_DESK)
def own(request: SignedInRequest) -> HttpResponse:
    viewer = request.viewer
    form = OwnTaskForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.add_task(viewer, title=cleaned["title"], due=cleaned["due"], token=cleaned["token"])
        return reverse("cases:own-tasks")

    context = {"tasks": queries.tasks_of(viewer), "today": clock.today()}
    return save(request, form, act, template="cases/tasks.html", context=context)


@page(can.SEE_DESK)
def own_task(request: SignedInRequest, task: UUID) -> HttpResponse:
    viewer = request.viewer
    row = queries.task(viewer, task)
    context = {
        "case": None,
        "title": _("Task"),
        "submit": _("Save the task"),
        "back": reverse("cases:own-tasks"),
        "task": row,
        "may_change": row.is_open,
    }
    me = [(str(viewer.id), viewer.account.name)]
    return _task(request, viewer, row, {str(viewer.id): viewer.member}, me, context)
