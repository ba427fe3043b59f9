"""What can be done from the page: ask for a rehearsal. It runs in the background."""

from typing import Final

from django.db import connection, transaction

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.site.backups import audit_kinds, queries, tasks

ASKING: Final = 0x6A697762
"""The lock of PostgreSQL that whoever asks for a rehearsal holds."""


@transaction.atomic
def ask_for_rehearsal(viewer: Viewer) -> bool:
    """False where one is asked for already or running: two presses are one rehearsal."""
    policy.require(viewer, can.MANAGE_GROUP)
    _wait_for_others()
    if queries.rehearsal_waits():
        return False
    tasks.rehearse_now.enqueue()
    record(viewer, audit_kinds.REHEARSAL_ASKED)
    return True


def _wait_for_others() -> None:
    """Of two who press at once, of whatever groups, the second then sees the first's task. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ASKING])
