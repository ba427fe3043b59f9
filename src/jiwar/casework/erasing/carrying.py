"""Carrying out what two agreed on, in the background. Run twice, it is done once; broken off, nothing was done."""

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task

from jiwar.casework.erasing import audit_kinds, destroying, holds, horizon, plan, rows, words
from jiwar.casework.erasing.models import Erasure
from jiwar.foundation.access.words import tell
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys

State = Erasure.State


@task()
def carry_out(group_id: str, erasure_id: str) -> None:
    with acting_for(Group.objects.get(id=group_id)), keys.session():
        carry(UUID(erasure_id))
    _leave_no_copy()


def carry(erasure_id: UUID) -> None:
    """Inside `acting_for`. One transaction: keys, rows, lines outside the database, and the record that it happened."""
    with transaction.atomic():
        found = Erasure.objects.select_for_update(of=("self",)).select_related("subject", "person__subject", "asked_by")
        erasure = found.filter(id=erasure_id, state=State.AGREED).first()
        if erasure is None:
            return
        planned = plan.of(erasure.person)
        if set(holds.codes(holds.on(planned))) - set(erasure.in_spite):
            _stop(erasure)
            return
        stays = destroying.kept_counts(planned)
        went = destroying.destroy(planned)
        Erasure.objects.filter(id=erasure.id).update(
            state=State.DONE,
            done_at=timezone.now(),
            went=dict(went),
            stays={**stays, "cases": len(planned.alone), "shared": len(planned.shared)},
            horizon=horizon.now().until,
        )
        rows.empty(Erasure, Erasure.objects.filter(person=erasure.person))
        about = {"erasure": str(erasure.id), "why": erasure.why, "in_spite": erasure.in_spite, "went": dict(went)}
        for subject in planned.subjects:
            record(None, audit_kinds.ERASED, subject=subject, row=erasure, about=about)
        tell(erasure.asked_by, words.DONE, {"person": erasure.person.written_number})


def _stop(erasure: Erasure) -> None:
    """Something came up after the second word: it is asked anew, or let be."""
    Erasure.objects.filter(id=erasure.id).update(state=State.HELD)
    record(None, audit_kinds.HELD, subject=erasure.subject, row=erasure)
    tell(erasure.asked_by, words.HELD, {"person": erasure.person.written_number})


def _leave_no_copy() -> None:
    """SQLite's journal keeps pages as they were: the wrapped keys too. It is written back and cut off."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
