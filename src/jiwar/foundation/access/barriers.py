"""Raising and lowering what keeps members off files. Called by the room that knows who stands against whom.

Whoever is kept off learns nothing: the file is not there for them, as a hidden one. `policy` alone asks what stands.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiwar.foundation.access import audit_kinds, grants
from jiwar.foundation.access.models import Barrier
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import COMPARTMENT, record

Between = tuple[UUID, UUID]
"""A member and the subject of a file."""


@transaction.atomic
def keep(viewer: Viewer | None, *, origin: UUID, between: Iterable[Between]) -> bool:
    """Brings the barriers of one origin to exactly these. Twice is once; True where something changed.

    What stood open to a member on a file that is now closed to them ends with it.
    """
    wanted = set(between)
    standing = {row.between(): row for row in Barrier.objects.filter(origin=origin, lowered_at__isnull=True)}
    going = [row for pair, row in standing.items() if pair not in wanted]
    coming = sorted(wanted - set(standing), key=str)
    Barrier.objects.filter(id__in=[row.id for row in going]).update(lowered_at=timezone.now())
    for row in going:
        _record(viewer, row, raised=False)
    for member, subject in coming:
        row = Barrier.objects.create(member_id=member, subject_id=subject, origin=origin)
        grants.end_on(viewer, member=member, subject=subject)
        _record(viewer, row, raised=True)
    return bool(going or coming)


def _record(viewer: Viewer | None, row: Barrier, *, raised: bool) -> None:
    """Beside the audit's reasons: only the data guardian reads that there is a barrier."""
    kind = audit_kinds.BARRIER_RAISED if raised else audit_kinds.BARRIER_LOWERED
    about = {"member": str(row.member_id)}
    record(viewer, kind, subject=row.subject_id, compartment=COMPARTMENT, row=row, about=about)
