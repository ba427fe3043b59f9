"""What can be asked of appointments, cut to the people the viewer may know; names in bulk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from jiwar.casework.appointments.models import Appointment, Feed
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people import queries as people
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Office
from jiwar.foundation.groups.statements import moment, statement
from jiwar.foundation.vault.models import Subject

DAYS = 7
MOST_OF_A_CASE = 5


@dataclass(frozen=True)
class Shown:
    """An appointment with the name of its person, whom the viewer may know."""

    row: Appointment
    name: str
    starts: datetime
    ends: datetime

    @property
    def day(self) -> date:
        return self.starts.date()


def _known(viewer: Viewer, rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return policy.known(viewer, rows, Subject.Kind.PERSON)


def _shown(viewer: Viewer, rows: Iterable[Appointment]) -> list[Shown]:
    """Moments in the group's time zone. Five queries however many."""
    found = list(rows)
    if not found:
        return []
    vault.prefetch(found)
    names = people.names_of(viewer, {row.person_id for row in found})
    zone = clock.zone()
    return [
        Shown(row, names[row.person_id], timezone.localtime(row.starts, zone), timezone.localtime(row.ends, zone))
        for row in found
        if row.person_id in names
    ]


def appointment(viewer: Viewer, appointment_id: UUID) -> Appointment:
    """Raises `NotThere` for one that does not exist or of someone the viewer may not know."""
    rows = Appointment.objects.select_related(
        "person__subject", "case__subject", "staff__account", "office", "booked_by__account", "subject"
    )
    found = _known(viewer, rows).filter(id=appointment_id).first()
    if found is None:
        raise NotThere()
    return found


def _between(first: date, days: int) -> tuple[datetime, datetime]:
    zone = clock.zone()
    return (
        datetime.combine(first, time(), zone),
        datetime.combine(first + timedelta(days=days), time(), zone),
    )


def week_of(viewer: Viewer, monday: date) -> list[Shown]:
    """The signed-in person's own appointments of seven days, cancelled and moved ones left out."""
    begin, end = _between(monday, DAYS)
    rows = Appointment.objects.filter(staff=viewer.member, starts__gte=begin, starts__lt=end)
    return _listed(viewer, rows)


def week_of_office(viewer: Viewer, monday: date, office: Office | None) -> list[Shown]:
    """For who books: everyone's appointments of seven days, of one office or of all."""
    policy.require(viewer, can.BOOK)
    begin, end = _between(monday, DAYS)
    rows = Appointment.objects.filter(starts__gte=begin, starts__lt=end)
    return _listed(viewer, rows.filter(office=office) if office else rows)


def of_day(viewer: Viewer, day: date) -> list[Shown]:
    """The signed-in person's own appointments of one day: for the page 'my day'."""
    return _shown(viewer, _own_between(viewer, *_between(day, 1)))


@statement
def _own_between(viewer: Viewer, begin: datetime, end: datetime) -> QuerySet[Appointment]:
    return _standing(viewer, Appointment.objects.filter(staff=viewer.member, starts__gte=begin, starts__lt=end))


def _listed(viewer: Viewer, rows: QuerySet[Appointment]) -> list[Shown]:
    return _shown(viewer, _standing(viewer, rows))


def _standing(viewer: Viewer, rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    rows = rows.exclude(state__in=(Appointment.State.MOVED, Appointment.State.CANCELLED))
    return vault.keyed(_known(viewer, rows)).select_related("staff__account", "office").order_by("starts", "id")


def coming_on(viewer: Viewer, case: Case) -> list[Shown]:
    """The next appointments of a case."""
    return _shown(viewer, _coming_on(viewer, case.id))


@statement
def _coming_on(viewer: Viewer, case: UUID) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(case=case, state=Appointment.State.BOOKED, ends__gte=moment())
    return _known(viewer, rows).select_related("staff__account").order_by("starts", "id")[:MOST_OF_A_CASE]


def coming_of(viewer: Viewer, person_id: UUID) -> list[Shown]:
    """The next appointments of a person."""
    rows = Appointment.objects.filter(person=person_id, state=Appointment.State.BOOKED, ends__gte=timezone.now())
    return _shown(
        viewer, _known(viewer, rows).select_related("staff__account").order_by("starts", "id")[:MOST_OF_A_CASE]
    )


def colleagues() -> list[Membership]:
    """Everyone who may sit on our side of the table, by name."""
    return list(Membership.objects.filter(ended_at__isnull=True).select_related("account").order_by("account__name"))


def offices() -> list[Office]:
    return list(Office.objects.filter(closed_on__isnull=True))


def running_feed(viewer: Viewer) -> Feed | None:
    return Feed.objects.filter(member=viewer.member, revoked_at__isnull=True).first()
