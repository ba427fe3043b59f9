"""A form sent twice (a slow line, a second press) has one effect."""

from collections.abc import Callable
from typing import TypeVar, cast
from uuid import UUID

from django.db import IntegrityError, transaction

from jiwar.casework.cases.models import Receipt
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import GroupOwned

Row = TypeVar("Row", bound=GroupOwned)


def once(viewer: Viewer, token: UUID | None, kind: type[Row], make: Callable[[], Row]) -> Row:
    """What `make` makes; for a token this member has used before, what it made then. Runs in the caller's transaction.

    Without a token (another action, a job, the demo) it just makes.
    """
    if token is None:
        return make()
    try:
        with transaction.atomic():
            receipt = Receipt.objects.create(member=viewer.member, token=token)
    except IntegrityError:
        earlier = Receipt.objects.get(member=viewer.member, token=token)
        return cast(Row, kind._default_manager.get(pk=str(earlier.made)))
    made = make()
    receipt.made = made.pk
    receipt.save(update_fields=["made"])
    return made
