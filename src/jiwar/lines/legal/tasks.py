"""Tasks follow from open limits: one each, due on the safe day, with the deadline's owner; they move and end with it.

A task somebody ticked off does not come back for the same day; the deadline itself goes on calling until the event that
meets it is recorded.
"""

from typing import Final

from django.utils import translation
from django.utils.translation import gettext

from jiwar.casework.cases.actions.tasks import end_follow_up, follow_up_task
from jiwar.casework.cases.models import Task
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import current_group
from jiwar.lines.legal.models import Deadline, Procedure

ORIGIN: Final = "legal.deadline"


def follow(viewer: Viewer | None, procedure: Procedure) -> None:
    """Brings the tasks of a procedure's limits to where the deadlines stand. In the transaction of the change."""
    rows = list(Deadline.objects.filter(procedure=procedure, kind=Deadline.Kind.LIMIT).select_related("owner"))
    latest: dict[object, Task] = {}
    for task in Task.objects.filter(origin_kind=ORIGIN, origin__in=[row.id for row in rows]).order_by("made_at", "id"):
        latest[task.origin] = task
    for row in rows:
        _follow(viewer, procedure, row, latest.get(row.id))


def _follow(viewer: Viewer | None, procedure: Procedure, row: Deadline, task: Task | None) -> None:
    wanted = row.status == Deadline.Status.OPEN and row.sort_by is not None and not procedure.case.is_closed
    if not wanted:
        if task is not None and task.is_open:
            end_follow_up(viewer, origin_kind=ORIGIN, origin=row.id, done=row.status == Deadline.Status.MET)
        return
    due = row.safe or row.sort_by
    if task is not None and task.state == Task.State.DONE and task.due == due:
        return
    with translation.override(current_group().default_language):
        title = gettext(row.details["action"])
    follow_up_task(
        viewer, case=procedure.case, origin_kind=ORIGIN, origin=row.id, title=title, due=due, owner=row.owner
    )
