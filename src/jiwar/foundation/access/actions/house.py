"""The group's own settings, its offices and hours, and the days it announces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, policy
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Group, LocalDay, Office, OfficeHours


class Moved(Exception):
    """Somebody else saved in the meantime; `now` is what stands there."""

    def __init__(self, now: Group) -> None:
        self.now = now


class OfficeMoved(Exception):
    """Somebody else changed the office or its week in the meantime."""


@dataclass(frozen=True)
class Opening:
    weekday: int
    opens: time
    closes: time


@transaction.atomic
def change_group(viewer: Viewer, *, seen_version: int, **settings: Any) -> None:
    """Only the settings named are changed. Raises `Moved` when somebody saved since the viewer looked."""
    policy.require(viewer, can.MANAGE_GROUP)
    rows = Group.objects.filter(id=viewer.group.id)
    if not rows.filter(version=seen_version).update(version=F("version") + 1, **settings):
        raise Moved(rows.get())
    record(viewer, audit_kinds.GROUP_CHANGED, row=viewer.group, about={"settings": sorted(settings)})


def as_kept(office: Office) -> str:
    """A mark of an office and its week as they stand: another mark, and somebody changed them."""
    week = [f"{row.weekday} {row.opens:%H:%M} {row.closes:%H:%M}" for row in office.hours.all()]
    return sha256("\n".join([office.name, office.area, office.phone, *week]).encode()).hexdigest()[:16]


@transaction.atomic
def keep_office(
    viewer: Viewer,
    *,
    office: Office | None,
    name: str,
    area: str,
    phone: str,
    openings: Sequence[Opening] | None = None,
    seen: str | None = None,
) -> Office:
    """A new office, or another name, area, telephone or week for one. Of one name only one is open: the same new one,
    sent twice, is one. Raises `OfficeMoved` when it is not as the viewer saw it (`seen`).
    """
    policy.require(viewer, can.MANAGE_GROUP)
    Group.objects.select_for_update().get(id=viewer.group.id)
    if office is not None and seen is not None and as_kept(Office.objects.get(id=office.id)) != seen:
        raise OfficeMoved
    namesake = Office.objects.filter(name=name, closed_on=None).first()
    if namesake is not None and namesake != office:
        if office is None and (namesake.area, namesake.phone) == (area, phone) and _opens(namesake, openings):
            return namesake
        raise Impossible(_("Another office of this name is open."))
    office = office or Office()
    office.name, office.area, office.phone = name, area, phone
    office.save()
    record(viewer, audit_kinds.OFFICE_CHANGED, row=office)
    if openings is not None:
        set_hours(viewer, office=office, openings=openings)
    return office


def _opens(office: Office, openings: Sequence[Opening] | None) -> bool:
    """Whether these are its hours, or none were said."""
    if openings is None:
        return True
    known = {(row.weekday, row.opens, row.closes) for row in office.hours.all()}
    return known == {(each.weekday, each.opens, each.closes) for each in openings}


@transaction.atomic
def close_office(viewer: Viewer, *, office: Office, today: date) -> None:
    """It stays in what was recorded there and is offered no more."""
    policy.require(viewer, can.MANAGE_GROUP)
    if not Office.objects.filter(closed_on__isnull=True).exclude(id=office.id).exists():
        raise Impossible(_("This is the only office: open another one first."))
    Office.objects.filter(id=office.id, closed_on__isnull=True).update(closed_on=today)
    record(viewer, audit_kinds.OFFICE_CHANGED, row=office, about={"closed": True})


@transaction.atomic
def set_hours(viewer: Viewer, *, office: Office, openings: Sequence[Opening]) -> None:
    """All opening hours of an office, in place of those before."""
    policy.require(viewer, can.MANAGE_GROUP)
    office.hours.all().delete()
    OfficeHours.objects.bulk_create(
        [
            OfficeHours(office=office, weekday=opening.weekday, opens=opening.opens, closes=opening.closes)
            for opening in openings
        ]
    )
    record(viewer, audit_kinds.OFFICE_CHANGED, row=office, about={"openings": len(openings)})


@transaction.atomic
def announce_day(viewer: Viewer, *, day: date, closed: bool, name: str) -> LocalDay:
    """The group says of a day that it is closed, or open after all; this stands above the country's calendar."""
    policy.require(viewer, can.MANAGE_GROUP)
    row, _made = LocalDay.objects.update_or_create(day=day, defaults={"closed": closed, "name": name})
    record(viewer, audit_kinds.LOCAL_DAY_CHANGED, row=row, about={"day": day.isoformat(), "closed": closed})
    return row


@transaction.atomic
def withdraw_day(viewer: Viewer, *, local_day: LocalDay) -> None:
    policy.require(viewer, can.MANAGE_GROUP)
    about = {"day": local_day.day.isoformat(), "withdrawn": True}
    record(viewer, audit_kinds.LOCAL_DAY_CHANGED, row=local_day, about=about)
    local_day.delete()
