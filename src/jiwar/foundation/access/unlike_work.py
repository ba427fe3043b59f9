"""What reading looks like when it is not work: at night by somebody who does not read then, and number after number.

Either is told to the data guardian; neither slows nor locks anybody. Who often reads at night has night duty.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils import timezone

from jiwar.foundation.access import file_names
from jiwar.foundation.access.models import FileShown, ReadingLimits
from jiwar.foundation.groups.context import current_group

AT_NIGHT: Final = 3
"""Files in one night from which it is more than looking something up."""
NIGHTS_OF_DUTY: Final = 3
"""Other nights with a file opened, after which reading at night is usual for a member."""
IN_A_ROW: Final = 8
"""Files of one kind whose numbers follow one another."""
STEP: Final = 3
"""Between one number and the next at most: some files are erased, others are hidden from the one who reads."""
NEW: Final = timedelta(days=1)
"""Files just made are opened in the order they were made, by whoever made them."""


def night_of(moment: datetime, limits: ReadingLimits) -> date | None:
    """The day on whose evening, or morning, the night began that holds the moment; None in the day."""
    begins, ends = limits.night_from, limits.night_until
    local = moment.astimezone(ZoneInfo(current_group().time_zone))
    if begins == ends:
        return None
    if begins < ends:
        return local.date() if begins <= local.hour < ends else None
    if local.hour >= begins:
        return local.date()
    return local.date() - timedelta(days=1) if local.hour < ends else None


def unusual_at_night(member: UUID, now: datetime, limits: ReadingLimits, since: datetime) -> tuple[date, int] | None:
    """The night and how many files were opened in it, where that is told; `since`: how far back is looked."""
    tonight = night_of(now, limits)
    if tonight is None:
        return None
    rows = FileShown.objects.filter(member=member, hour__gte=since).values("hour").annotate(files=Count("id"))
    nights: Counter[date] = Counter()
    for hour, files in rows.values_list("hour", "files"):
        night = night_of(hour, limits)
        if night is not None:
            nights[night] += files
    files = nights.pop(tonight, 0)
    return (tonight, files) if files >= AT_NIGHT and len(nights) < NIGHTS_OF_DUTY else None


def began(night: date, limits: ReadingLimits) -> datetime:
    """When the night began: stands for the whole of it."""
    zone = ZoneInfo(current_group().time_zone)
    return datetime(night.year, night.month, night.day, limits.night_from, tzinfo=zone)


def number_after_number(member: UUID, hour: datetime) -> bool:
    """Whether the last files opened in this hour bear numbers that only rise, or only fall, by small steps."""
    rows = FileShown.objects.filter(member=member, hour=hour).select_related("subject").order_by("-at", "-id")
    subjects = [row.subject for row in rows[:IN_A_ROW]]
    if len(subjects) < IN_A_ROW or any(timezone.now() - each.created_at < NEW for each in subjects):
        return False
    names = file_names.of(subjects)
    numbers = [file_names.split(names[each.id]) for each in subjects]
    steps = {
        (after[1] - before[1] if before and after and before[0] == after[0] else 0)
        for before, after in pairwise(numbers)
    }
    return all(1 <= step <= STEP for step in steps) or all(-STEP <= step <= -1 for step in steps)
