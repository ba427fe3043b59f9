"""Decoys: files of nobody. The room that keeps people makes them; here it is known which ones they are.

decoys.register_maker(invent)   # in the app's ready()
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, policy
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Decoy, Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault.models import Subject


@dataclass(frozen=True, kw_only=True)
class Invented:
    """Who the decoy is said to be. `registrar` is whose registration it looks like."""

    name: str
    other_name: str = ""
    nationality: str = ""
    born: int | None = None
    phone: str = ""
    registrar: Membership


Maker = Callable[[Invented], Subject]
_makers: list[Maker] = []


def register_maker(maker: Maker) -> None:
    _makers[:] = [maker]


@transaction.atomic
def make(viewer: Viewer, *, invented: Invented) -> Decoy:
    """In lists and search like any other person. The entry names no file, for the same reason as an alarm's."""
    policy.require(viewer, can.GUARD_DATA)
    if not _makers:
        raise Impossible(_("No installed room keeps people."))
    decoy = Decoy.objects.create(subject=_makers[0](invented), made_by=viewer.member)
    record(viewer, audit_kinds.DECOY_MADE, row=decoy)
    return decoy


@transaction.atomic
def take_away(viewer: Viewer, *, decoy: Decoy) -> None:
    """It raises no alarm any more, and is hidden from everybody."""
    policy.require(viewer, can.GUARD_DATA)
    if not Decoy.objects.filter(id=decoy.id, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise Impossible(_("This has been decided in the meantime."))
    hiding.hide(viewer, subject=decoy.subject)
    record(viewer, audit_kinds.DECOY_ENDED, row=decoy)
