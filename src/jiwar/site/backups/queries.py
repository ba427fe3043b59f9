"""What the page asks: how backup and rehearsal stand. Another group's counts are not told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.site import options
from jiwar.site.backups import report, standing, tasks
from jiwar.site.keyring import queries as keyring


@dataclass(frozen=True, slots=True)
class Standing:
    """`found`: the viewer's group in the last rehearsal; None where it was founded later, or nothing came back."""

    backed_up: datetime | None
    backup_is_old: bool
    rehearsed: report.Report | None
    rehearsal_is_old: bool
    found: report.GroupFound | None
    waits: bool
    hours: int
    days: int
    keys: keyring.Standing


def standing_for(viewer: Viewer) -> Standing:
    policy.require(viewer, can.MANAGE_GROUP)
    given = options.read()
    backed_up, rehearsed = standing.last_backup(given), report.read(given.last_rehearsal)
    return Standing(
        backed_up=backed_up,
        backup_is_old=standing.is_old(backed_up, standing.OLDEST_BACKUP),
        rehearsed=rehearsed,
        rehearsal_is_old=standing.is_old(rehearsed.moment if rehearsed else None, standing.OLDEST_REHEARSAL),
        found=rehearsed.groups.get(str(viewer.group.id)) if rehearsed else None,
        waits=rehearsal_waits(),
        hours=int(standing.OLDEST_BACKUP.total_seconds() // 3600),
        days=standing.OLDEST_REHEARSAL.days,
        keys=keyring.standing_for(viewer),
    )


def rehearsal_waits() -> bool:
    """Whether one is asked for or running."""
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return bool(DBTaskResult.objects.filter(task_path=tasks.rehearse_now.module_path, status__in=unfinished).exists())


def how_many_old(_viewer: Any) -> int:
    """For the navigation: backup and rehearsal, where they are old or went wrong."""
    given = options.read()
    rehearsed = report.read(given.last_rehearsal)
    old = standing.is_old(standing.last_backup(given), standing.OLDEST_BACKUP)
    unsure = rehearsed is None or not rehearsed.well or standing.is_old(rehearsed.moment, standing.OLDEST_REHEARSAL)
    return old + unsure
