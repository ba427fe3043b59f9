"""The secret address under which a calendar program fetches one's own appointments."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from jiwar.casework.appointments import kinds
from jiwar.casework.appointments.models import Feed
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

SECRET_BYTES = 32


@transaction.atomic
def make_feed(viewer: Viewer) -> str:
    """A new secret, shown once; the address made before stops working."""
    policy.require(viewer, can.SEE_DESK)
    _revoke(viewer)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = Feed.objects.create(member=viewer.member, secret_hash=hash_of(secret))
    record(viewer, kinds.FEED_MADE, row=feed)
    return secret


@transaction.atomic
def revoke_feed(viewer: Viewer) -> None:
    """The address stops working at once."""
    policy.require(viewer, can.SEE_DESK)
    _revoke(viewer)


def hash_of(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _revoke(viewer: Viewer) -> None:
    for feed in Feed.objects.filter(member=viewer.member, revoked_at__isnull=True):
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        record(viewer, kinds.FEED_REVOKED, row=feed)
