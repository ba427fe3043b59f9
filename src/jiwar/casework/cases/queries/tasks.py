"""The viewer's own open tasks."""

from jiwar.casework.cases.models import Task
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer

MOST = 100


def tasks_of(viewer: Viewer) -> list[Task]:
    """Open tasks of the signed-in person, the nearest day first, those without a day last."""
    mine = Task.objects.filter(owner=viewer.member, state=Task.State.OPEN).select_related("case", "subject")
    rows = policy.scope(viewer, mine)
    dated = list(rows.filter(due__isnull=False).order_by("due", "id")[:MOST])
    undated = list(rows.filter(due__isnull=True).order_by("made_at", "id")[: MOST - len(dated)])
    vault.prefetch([*dated, *undated])
    return [*dated, *undated]
