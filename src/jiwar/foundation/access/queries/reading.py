"""What the data guardian sees of reading: alarms, the busiest hours, decoys."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import file_names, policy, roles
from jiwar.foundation.access.file_names import FileName
from jiwar.foundation.access.models import Alarm, Decoy, FileShown, Membership
from jiwar.foundation.access.viewer import Viewer

SETTLED_SHOWN = 30
HOURS_SHOWN = 10


@dataclass(frozen=True)
class AlarmShown:
    """`mine`: it is about the viewer, so somebody else must settle it."""

    row: Alarm
    file: FileName | None
    mine: bool


@dataclass(frozen=True)
class BusyHour:
    member: str
    hour: datetime
    files: int


def alarms(viewer: Viewer) -> tuple[list[AlarmShown], list[AlarmShown]]:
    """Those to look into, locked accounts first, and the last ones that were."""
    policy.require(viewer, can.GUARD_DATA)
    rows = Alarm.objects.select_related("member__account", "subject", "settled_by__account")
    waiting = list(rows.filter(settled_at__isnull=True).order_by("at")[:200])
    waiting.sort(key=lambda row: row.kind != Alarm.Kind.LOCKED)
    settled = list(rows.filter(settled_at__isnull=False).order_by("-settled_at")[:SETTLED_SHOWN])
    names = file_names.of(row.subject for row in [*waiting, *settled] if row.subject)

    def shown(row: Alarm) -> AlarmShown:
        file = names[row.subject_id] if row.subject_id else None
        return AlarmShown(row, file, row.member_id == viewer.member.id)

    return [shown(row) for row in waiting], [shown(row) for row in settled]


def alarm(viewer: Viewer, alarm_id: UUID) -> Alarm | None:
    policy.require(viewer, can.GUARD_DATA)
    return Alarm.objects.select_related("member__account").filter(id=alarm_id, settled_at__isnull=True).first()


def busiest(viewer: Viewer) -> list[BusyHour]:
    """The hours of the last week in which most files were opened by one member."""
    policy.require(viewer, can.GUARD_DATA)
    rows = FileShown.objects.filter(hour__gte=timezone.now() - timedelta(days=7)).values(
        "member__account__name", "hour"
    )
    counted = rows.annotate(files=Count("id")).order_by("-files", "-hour")[:HOURS_SHOWN]
    return [BusyHour(row["member__account__name"], row["hour"], row["files"]) for row in counted]


def decoys(viewer: Viewer) -> list[tuple[Decoy, FileName]]:
    policy.require(viewer, can.GUARD_DATA)
    rows = list(
        Decoy.objects.filter(ended_at__isnull=True).select_related("subject", "made_by__account").order_by("made_at")
    )
    names = file_names.of(row.subject for row in rows)
    return [(row, names[row.subject_id]) for row in rows]


def registrars(viewer: Viewer) -> list[Membership]:
    """Whose registration a decoy can look like: whoever ever held a role that registers, those who left first."""
    policy.require(viewer, can.GUARD_DATA)
    codes = [role.code for role in roles.all_roles() if can.REGISTER_PEOPLE in role.capabilities]
    rows = Membership.objects.filter(Q(roles__role__in=codes)).select_related("account").distinct()
    return sorted(rows, key=lambda row: (row.ended_at is None, row.account.name))


def how_many_alarms(viewer: Viewer) -> int:
    return Alarm.objects.filter(settled_at__isnull=True).exclude(member_id=viewer.member.id).count()
