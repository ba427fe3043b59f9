"""The calendar feed: times and rooms only. No name, no number, no kind of case may ever be in it."""

from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event

from jiwar.casework.appointments.actions.feeds import hash_of
from jiwar.casework.appointments.models import SECRET, Appointment, Feed
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import viewer_for
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.vault.models import Subject

BACK = timedelta(days=31)
AHEAD = timedelta(days=366)


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
    return calendar


def _event(row: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{row.id}@jiwar")
    event.add("dtstamp", row.booked_at.astimezone(UTC))
    event.add("dtstart", row.starts.astimezone(UTC))
    event.add("dtend", row.ends.astimezone(UTC))
    event.add("summary", gettext("Jiwar: appointment"))
    event.add("class", "PRIVATE")
    if row.room:
        event.add("location", row.room)
    return event
