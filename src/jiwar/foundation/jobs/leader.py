"""One worker runs the recurring jobs: the one that holds the lease, by the database's clock."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from jiwar.foundation.jobs.models import Lease

NAME = "recurring"
LASTS = timedelta(seconds=30)


def lead(worker_id: str) -> bool:
    """Take or renew the lease; True while this worker leads."""
    # A lease that lasts longer than any was given before the clock was set back.
    free = Q(holder=worker_id) | Q(until__lt=Now()) | Q(until__gt=Now() + 2 * LASTS)
    if Lease.objects.filter(free, name=NAME).update(holder=worker_id, until=Now() + LASTS):
        return True
    if Lease.objects.filter(name=NAME).exists():
        return False
    try:
        with transaction.atomic():
            Lease.objects.create(name=NAME, holder=worker_id, until=Now() + LASTS)
    except IntegrityError:
        return False
    return True


def step_down(worker_id: str) -> None:
    """Free the lease at once, so that a restart does not wait."""
    Lease.objects.filter(name=NAME, holder=worker_id).delete()
