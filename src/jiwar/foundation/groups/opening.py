"""When the group is open: its days, and the hours of its offices. Its announcements override the country's calendar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.models import LocalDay, OfficeHours
from jiwar.foundation.groups.statements import statement
from jiwar.knowledge import calendars
from jiwar.knowledge.calendars import Closure, OpenDays

_official: list[Callable[[], Iterable[calendars.LocalDay]]] = []


@dataclass(frozen=True, slots=True)
class Today:
    """`hours`: opening and closing times in order; none when the office has stated no hours, or rests."""

    closed: Closure | None
    hours: tuple[tuple[time, time], ...]


def open_days() -> OpenDays:
    """The days the current group works."""
    group = current_group()
    weekend = frozenset(int(day) for day in group.weekend) if group.weekend else None
    announced = [calendars.LocalDay(*row) for row in _announced()]
    return OpenDays(group.country, weekend_override=weekend, local_days=announced, whose="group")


def known_to_rest(days: Callable[[], Iterable[calendars.LocalDay]]) -> None:
    """For a room above that knows of days on which the offices of the group's country rest."""
    if days not in _official:
        _official.append(days)


def days_off() -> OpenDays:
    """The days the group works, as people plan by them: official holidays are off, unless the group said otherwise."""
    own = open_days()
    said = {local.day for local in own.local_days}
    official = [local for days in _official for local in days() if local.day not in said]
    return replace(own, local_days=(*own.local_days, *official)) if official else own


def on(day: date, office_id: UUID | None = None) -> Today:
    """Whether the group is open on a day, and the hours of one office (or of all)."""
    hours = _hours_of_one(day.weekday(), office_id) if office_id else _hours_of_all(day.weekday())
    return Today(open_days().closed(day), tuple(dict.fromkeys(hours)))


@statement
def _announced() -> QuerySet[LocalDay, tuple[date, bool, str]]:
    return LocalDay.objects.values_list("day", "closed", "name")


@statement
def _hours_of_all(weekday: int) -> QuerySet[OfficeHours, tuple[time, time]]:
    rows = OfficeHours.objects.filter(office__closed_on__isnull=True, weekday=weekday)
    return rows.order_by("opens", "closes").values_list("opens", "closes")


@statement
def _hours_of_one(weekday: int, office: UUID) -> QuerySet[OfficeHours, tuple[time, time]]:
    rows = OfficeHours.objects.filter(office__closed_on__isnull=True, weekday=weekday, office=office)
    return rows.order_by("opens", "closes").values_list("opens", "closes")


def is_open(now: datetime) -> bool:
    """Whether any office is open at this moment; where no office stated hours, by the open days alone."""
    local = timezone.localtime(now, ZoneInfo(current_group().time_zone))
    if open_days().closed(local.date()) is not None:
        return False
    hours = list(OfficeHours.objects.filter(office__closed_on__isnull=True))
    if not hours:
        return True
    return any(row.weekday == local.weekday() and row.opens <= local.time() < row.closes for row in hours)
