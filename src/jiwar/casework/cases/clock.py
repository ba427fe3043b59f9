"""Today, where the group is: law and appointments count civil days, not UTC ones."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from jiwar.foundation.groups.context import current_group


def zone() -> ZoneInfo:
    return ZoneInfo(current_group().time_zone)


def today() -> date:
    return timezone.localtime(timezone.now(), zone()).date()
