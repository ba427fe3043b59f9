"""Recording an official holiday, and taking it back. Either way all deadlines it touches are counted anew."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds, replays
from jiwar.lines.legal.models import AnnouncedHoliday
from jiwar.lines.legal.rights import CORRECT_RULES

LONGEST: Final = 31


def days_of(first: date, last: date | None) -> list[date]:
    """Every day from the first to the last. Raises `NotPossible` where they are no holiday."""
    until = last or first
    if until < first:
        raise NotPossible(_("The last day lies before the first."))
    if (until - first).days >= LONGEST:
        raise NotPossible(_("That is more than a month: record it in parts, if it is really so."))
    return [first + timedelta(days=at) for at in range((until - first).days + 1)]


def announce(viewer: Viewer, *, country: str, days: Sequence[date], name: str, source: str) -> list[AnnouncedHoliday]:
    """Days that are recorded already stay as they are; where nothing is new, that is said."""
    policy.require(viewer, CORRECT_RULES)
    with transaction.atomic():
        known = set(
            AnnouncedHoliday.objects.filter(country=country, day__in=days, withdrawn_at__isnull=True).values_list(
                "day", flat=True
            )
        )
        rows = [
            AnnouncedHoliday(id=uuid4(), country=country, day=day, name=name, source=source, announced_by=viewer.member)
            for day in days
            if day not in known
        ]
        if not rows:
            raise NotPossible(_("These days are recorded already."))
        for row in rows:
            row.save(force_insert=True)
            record(viewer, kinds.HOLIDAY_ANNOUNCED, row=row, about={"country": country, "day": row.day.isoformat()})
        replays.of_country(country)
    return rows


def withdraw(viewer: Viewer, *, holiday: AnnouncedHoliday) -> None:
    """It was announced by mistake, or taken back. The row stays, and no longer counts."""
    policy.require(viewer, CORRECT_RULES)
    with transaction.atomic():
        row = AnnouncedHoliday.objects.select_for_update().get(id=holiday.id)
        if row.withdrawn_at is not None:
            raise NotPossible(_("It was taken back already."))
        row.withdrawn_by, row.withdrawn_at = viewer.member, timezone.now()
        row.save(update_fields=["withdrawn_by", "withdrawn_at"])
        record(viewer, kinds.HOLIDAY_WITHDRAWN, row=row, about={"country": row.country, "day": row.day.isoformat()})
        replays.of_country(row.country)
