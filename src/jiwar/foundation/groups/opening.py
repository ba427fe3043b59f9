"""When the group is open: its days, and the hours of its offices. Its announcements override the country's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.models import LocalDay, OfficeHours
from jiwar.knowledge import calendars
from jiwar.knowledge.calendars import Closure, OpenDays


@dataclass(frozen=True, slots=True)
class Today:
    """`hours`: opening and closing times in order; none when the office has stated no hours, or rests."""

    closed: Closure | None
    hours: tuple[tuple[time, time], ...]


def open_days() -> OpenDays:
    """The days the current group works."""
    group = current_group()
    weekend = frozenset(int(day) for day in group.weekend) if group.weekend else None
    announced = [calendars.LocalDay(row.day, row.closed, row.name) for row in LocalDay.objects.all()]
    return OpenDays(group.country, weekend_override=weekend, local_days=announced, whose="group")


def on(day: date, office_id: UUID | None = None) -> Today:
    """Whether the group is open on a day, and the hours of one office (or of all)."""
    rows = OfficeHours.objects.filter(office__closed_on__isnull=True, weekday=day.weekday())
    if office_id is not None:
        rows = rows.filter(office=office_id)
    hours = dict.fromkeys((row.opens, row.closes) for row in rows.order_by("opens", "closes"))
    return Today(open_days().closed(day), tuple(hours))


def is_open(now: datetime) -> bool:
    """Whether any office is open at this moment; where no office stated hours, by the open days alone."""
    local = timezone.localtime(now, ZoneInfo(current_group().time_zone))
    if open_days().closed(local.date()) is not None:
        return False
    hours = list(OfficeHours.objects.filter(office__closed_on__isnull=True))
    if not hours:
        return True
    return any(row.weekday == local.weekday() and row.opens <= local.time() < row.closes for row in hours)
