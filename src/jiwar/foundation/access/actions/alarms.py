"""What the data guardian does about reading: settles alarms, unlocks accounts; and what an administrator allows."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, policy, reading, words
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Alarm, FileShown, ReadingLimits
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

MOST = 2000


@transaction.atomic
def settle(viewer: Viewer, *, alarm: Alarm) -> None:
    """Looked into and dealt with; of a locked account: it is unlocked. Never one's own."""
    policy.require(viewer, can.GUARD_DATA)
    if alarm.member_id == viewer.member.id:
        policy.refuse("second-person")
    rows = Alarm.objects.filter(id=alarm.id, settled_at__isnull=True)
    if not rows.update(settled_at=timezone.now(), settled_by=viewer.member):
        raise Impossible(_("This has been decided in the meantime."))
    record(viewer, audit_kinds.ALARM_SETTLED, row=alarm, about={"member": str(alarm.member_id), "kind": alarm.kind})
    if alarm.kind == Alarm.Kind.LOCKED:
        _unlock(viewer, alarm)


def _unlock(viewer: Viewer, alarm: Alarm) -> None:
    """Not while another lock stands, and never the account of someone who has left."""
    others = Alarm.objects.filter(member=alarm.member, kind=Alarm.Kind.LOCKED, settled_at__isnull=True)
    if alarm.member.ended_at is not None or others.exists():
        return
    # The hour begins anew: else the first page would lock again, and what was too much would count as usual.
    FileShown.objects.filter(member=alarm.member, hour__gte=alarm.hour).delete()
    Account.objects.filter(id=alarm.member.account_id).update(is_active=True)
    record(viewer, audit_kinds.ACCOUNT_UNLOCKED, row=alarm.member)
    words.tell(alarm.member, words.ACCOUNT_UNLOCKED, {})


@transaction.atomic
def set_limits(
    viewer: Viewer, *, slow_at: int, alarm_at: int, lock_at: int, times_usual: int, night_from: int, night_until: int
) -> None:
    """How many files an hour, and which hours are night. The data guardians are told: who loosens a limit may mean to
    use it."""
    policy.require(viewer, can.MANAGE_GROUP)
    if not reading.FEW <= slow_at <= alarm_at <= lock_at <= MOST:
        raise Impossible(_("It slows first, then it is told, then it locks: write the numbers in this order."))
    if not (0 <= night_from < 24 and 0 <= night_until < 24):
        raise Impossible(_("Write the hours of the night as numbers from 0 to 23."))
    numbers = {
        "slow_at": slow_at,
        "alarm_at": alarm_at,
        "lock_at": lock_at,
        "times_usual": times_usual,
        "night_from": night_from,
        "night_until": night_until,
    }
    ReadingLimits.objects.update_or_create(defaults=numbers)
    record(viewer, audit_kinds.READING_LIMITS, about=dict(numbers))
    words.tell_guardians(words.READING_LIMITS, {"member": str(viewer.member.id)})
