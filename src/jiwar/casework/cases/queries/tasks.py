"""The viewer's own open tasks."""

from django.db.models import F, QuerySet

from jiwar.casework.cases.models import Task
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement

MOST = 100


def tasks_of(viewer: Viewer) -> list[Task]:
    """Open tasks of the signed-in person, the nearest day first, those without a day last."""
    found = _open(viewer)
    vault.prefetch(found)
    return found


@statement
def _open(viewer: Viewer) -> QuerySet[Task]:
    mine = Task.objects.filter(owner=viewer.member, state=Task.State.OPEN).select_related("case", "subject")
    return vault.keyed(policy.scope(viewer, mine)).order_by(F("due").asc(nulls_last=True), "made_at", "id")[:MOST]
