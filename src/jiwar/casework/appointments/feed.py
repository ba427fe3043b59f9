"""The calendar feed: times and rooms only. No name, no number, no kind of case may ever be in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event

from jiwar.casework.appointments.actions.feeds import hash_of
from jiwar.casework.appointments.models import SECRET, Appointment, Feed
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.vault.models import Subject

BACK = timedelta(days=31)
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Busy:
    """A time that a line takes of a member. `what` is read by who sees the calendar: a kind of thing, never of whom.

    `id`: the same for as long as it is the same thing. `off`: it does not take place.
    """

    id: str
    starts: datetime
    ends: datetime
    what: str
    room: str = ""
    off: bool = False


Source = Callable[[Viewer, datetime, datetime], Iterable[Busy]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """For lines: called with the feed's owner and the first and last moment of the calendar."""
    if source not in _sources:
        _sources.append(source)


def behind(secret: str) -> Feed | None:
    """The running feed of a secret; None for a wrong or revoked one, and for someone who left."""
    hashed = hash_of(secret)
    with SECRET.opened(hashed):
        found = Feed.across_groups.select_related("group").filter(secret_hash=hashed, revoked_at__isnull=True).first()
    if found is None:
        return None
    with acting_for(found.group):
        rows = Feed.objects.select_related("member__account", "group").filter(id=found.id)
        return rows.filter(member__ended_at__isnull=True, member__account__is_active=True).first()


def written(feed: Feed) -> bytes:
    """The member's booked appointments as iCalendar (RFC 5545), moments in UTC; of nobody hidden from them."""
    with acting_for(feed.group), translation.override(feed.member.account.language or feed.group.default_language):
        return bytes(_calendar(feed.member, timezone.now()).to_ical())


def _calendar(member: Membership, now: datetime) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Jiwar//appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    rows = Appointment.objects.filter(
        staff=member, state=Appointment.State.BOOKED, starts__gte=now - BACK, starts__lt=now + AHEAD
    )
    viewer = viewer_for(member)
    met = Q(subject__hidden=False) & policy.no_barrier(viewer) | policy.may_know(viewer, Subject.Kind.PERSON)
    for row in rows.filter(met).order_by("starts", "id"):
        calendar.add_component(_event(row))
    for source in _sources:
        for busy in source(viewer, now - BACK, now + AHEAD):
            calendar.add_component(_of_a_line(busy, now))
    return calendar


def _of_a_line(busy: Busy, now: datetime) -> Event:
    event = _bare(busy.id, now, busy.starts, busy.ends, busy.room)
    event.add("summary", busy.what)
    if busy.off:
        event.add("status", "CANCELLED")
    return event


def _event(row: Appointment) -> Event:
    event = _bare(str(row.id), row.booked_at, row.starts, row.ends, row.room)
    event.add("summary", gettext("Jiwar: appointment"))
    return event


def _bare(uid: str, stamp: datetime, starts: datetime, ends: datetime, room: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@jiwar")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", starts.astimezone(UTC))
    event.add("dtend", ends.astimezone(UTC))
    event.add("class", "PRIVATE")
    if room:
        event.add("location", room)
    return event
