"""The days on which the group and the one addressed are open."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from jiwar.casework.cases import clock
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.models import Group, LocalDay, OfficeHours
from jiwar.knowledge import calendars
from jiwar.knowledge.calendars import OpenDays


def local_days() -> list[calendars.LocalDay]:
    return [calendars.LocalDay(row.day, row.closed, row.name) for row in LocalDay.objects.all()]


def group_days(group: Group, announced: Sequence[calendars.LocalDay]) -> OpenDays:
    """The days the group itself works."""
    weekend = frozenset(int(day) for day in group.weekend) if group.weekend else None
    return OpenDays(group.country, weekend_override=weekend, local_days=announced, whose="group")


def addressee_days(country: str) -> OpenDays:
    """The days the authorities of a country work, as far as is known."""
    return OpenDays(country, whose="addressee")


def office_is_open(now: datetime) -> bool:
    """Whether any office of the group has its hours at this moment. Without stated hours: by its open days alone."""
    group = current_group()
    local = timezone.localtime(now, clock.zone())
    if group_days(group, local_days()).closed(local.date()) is not None:
        return False
    hours = list(OfficeHours.objects.filter(office__closed_on__isnull=True))
    if not hours:
        return True
    return any(row.weekday == local.weekday() and row.opens <= local.time() < row.closes for row in hours)
