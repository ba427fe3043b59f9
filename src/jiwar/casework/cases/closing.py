"""What stands in the way of closing a case, asked of every room and line that may know something."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework import service_lines
from jiwar.casework.cases.models import Case, Service, Task
from jiwar.casework.cases.sectors import word
from jiwar.casework.cases.told import service_name
from jiwar.casework.service_lines import OpenMatter
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer

Asker = Callable[[Viewer, Case], list[OpenMatter]]

_askers: list[Asker] = []


def add_asker(asker: Asker) -> None:
    """For rooms above this one that are no line (appointments)."""
    if asker not in _askers:
        _askers.append(asker)


def open_matters(viewer: Viewer, case: Case) -> list[OpenMatter]:
    """Each by name with its link. What the viewer may not open blocks too, without saying what it is."""
    own = [*_tasks(viewer, case), *_services(viewer, case)]
    asked = [matter for asker in _askers for matter in asker(viewer, case)]
    of_lines = [matter for line in service_lines.installed() for matter in line.open_matters(viewer, case)]
    return [*of_lines, *own, *asked]


def _tasks(viewer: Viewer, case: Case) -> list[OpenMatter]:
    rows = Task.objects.filter(case=case, state=Task.State.OPEN).order_by("due", "id")
    shown = list(policy.scope(viewer, rows))
    matters = [
        OpenMatter(
            "task", _("Task: %(title)s") % {"title": _said(task)}, reverse("cases:task", args=[case.id, task.id])
        )
        for task in shown
    ]
    return [*matters, *_behind_the_wall(case, rows.count() - len(shown))]


def _services(viewer: Viewer, case: Case) -> list[OpenMatter]:
    rows = Service.objects.filter(case=case, state__in=Service.RUNNING).order_by("requested_at")
    shown = list(policy.scope(viewer, rows))
    matters = [
        OpenMatter(
            "service",
            _("%(service)s is still %(state)s")
            % {"service": service_name(service.line, service.kind), "state": word(Service.State, service.state)},
            reverse("cases:service", args=[case.id, service.id]),
        )
        for service in shown
    ]
    return [*matters, *_behind_the_wall(case, rows.count() - len(shown))]


def _said(task: Task) -> str:
    """A title that follows from something else is the program's own word, and is translated."""
    return _(task.title) if task.origin else task.title


def _behind_the_wall(case: Case, hidden: int) -> list[OpenMatter]:
    if not hidden:
        return []
    words = _("Colleagues who work on a part you do not see still have something open. Ask the team.")
    return [OpenMatter("elsewhere", words, reverse("cases:team", args=[case.id]))]
