"""What speaks against a time: someone or a room is taken, the office is closed. Shown, not forbidden."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import clock
from jiwar.casework.people.models import Person
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Office, OfficeHours
from jiwar.foundation.groups.opening import days_off
from jiwar.foundation.languages.reader import format_clock
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import Closure, Reading, Reason


@dataclass(frozen=True)
class Doubt:
    code: str
    words: str | Promise


class Doubtful(Exception):
    """Something speaks against the time: show it, and let whoever books decide 'in spite of it'."""

    def __init__(self, doubts: list[Doubt]) -> None:
        super().__init__(", ".join(doubt.code for doubt in doubts))
        self.doubts = doubts


def against(
    viewer: Viewer,
    *,
    person: Person,
    staff: Membership | None,
    office: Office | None,
    room: str,
    starts: datetime,
    ends: datetime,
) -> list[Doubt]:
    """Times that only touch do not clash. Says when somebody is taken, never by whom.

    The appointments of people the viewer may not know of do not count: they would tell that there is somebody.
    """
    concerned = Q(person=person)
    if staff is not None:
        concerned |= Q(staff=staff)
    if room:
        concerned |= Q(office=office, room__iexact=room)
    rows = Appointment.objects.filter(concerned, state=Appointment.State.BOOKED, starts__lt=ends, ends__gt=starts)
    rows = policy.known(viewer, rows, Subject.Kind.PERSON)
    doubts = []
    for row in rows.order_by("starts", "id"):
        during = {"start": format_clock(_here(row.starts).time()), "end": format_clock(_here(row.ends).time())}
        if staff is not None and row.staff_id == staff.id:
            doubts.append(Doubt("staff", _("The colleague has an appointment from %(start)s to %(end)s.") % during))
        if row.person_id == person.id:
            doubts.append(Doubt("person", _("The person has an appointment from %(start)s to %(end)s.") % during))
        if room and row.room.lower() == room.lower() and row.office_id == (office.id if office else None):
            doubts.append(Doubt("room", _("The room is taken from %(start)s to %(end)s.") % during))
    return doubts + _closed(office, starts, ends)


def why_closed(closure: Closure) -> str:
    if closure.reason is Reason.WEEKEND:
        return _("weekend")
    return _("%(day)s (may fall on another day)") % {"day": closure.name} if closure.estimated else closure.name


def _closed(office: Office | None, starts: datetime, ends: datetime) -> list[Doubt]:
    begin, end = _here(starts), _here(ends)
    closure = days_off().closed(begin.date(), Reading.RECORDED)
    if closure is not None:
        return [Doubt("closed", _("The office is closed on this day: %(why)s.") % {"why": why_closed(closure)})]
    hours = list(OfficeHours.objects.filter(office=office)) if office else []
    today = [row for row in hours if row.weekday == begin.weekday()]
    if hours and not any(row.opens <= begin.time() and end.time() <= row.closes for row in today):
        return [Doubt("hours", _("The office is not open at this time."))]
    return []


def _here(moment: datetime) -> datetime:
    return timezone.localtime(moment, clock.zone())
