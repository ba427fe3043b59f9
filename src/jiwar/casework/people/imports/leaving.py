"""Lists do not lie about: nobody but their member may see them, so when that member leaves they are erased."""

from datetime import timedelta
from typing import Final

from django.db import models, transaction
from django.utils import timezone

from jiwar.casework.people.imports import actions
from jiwar.casework.people.imports.models import PeopleImport
from jiwar.foundation.access.events import MembershipEnded

FORGOTTEN_AFTER: Final = timedelta(days=60)


def on_membership_ended(event: MembershipEnded) -> None:
    for brought in locked().filter(member=event.member):
        actions.erase(event.viewer, brought)


@transaction.atomic
def close_forgotten() -> int:
    """Imports nobody has touched for two months, in the group acted for; returns how many."""
    forgotten = list(locked().filter(changed_at__lt=timezone.now() - FORGOTTEN_AFTER))
    for brought in forgotten:
        actions.erase(None, brought)
    return len(forgotten)


def locked() -> models.QuerySet[PeopleImport]:
    """Open ones, for whoever closes them: a worker that is at one finishes its row first, then finds it closed."""
    rows = PeopleImport.objects.select_for_update(of=("self",)).select_related("subject", "file")
    return rows.exclude(state=PeopleImport.State.CLOSED)
