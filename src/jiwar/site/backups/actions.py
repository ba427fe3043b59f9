"""What can be done from the page: ask for a rehearsal. It runs in the background."""

from django.db import transaction

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Group
from jiwar.site.backups import audit_kinds, queries, tasks


@transaction.atomic
def ask_for_rehearsal(viewer: Viewer) -> bool:
    """False where one is asked for already or running: two presses are one rehearsal."""
    policy.require(viewer, can.MANAGE_GROUP)
    # Of two who press at once the second waits here and then sees the first's task.
    Group.objects.select_for_update().order_by("created_at").first()
    if queries.rehearsal_waits():
        return False
    tasks.rehearse_now.enqueue()
    record(viewer, audit_kinds.REHEARSAL_ASKED)
    return True
