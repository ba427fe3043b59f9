"""Carrying out what two agreed on, in the background. Run twice, it is done once; broken off, nothing was done."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task

from jiwar.casework.erasing import audit_kinds, destroying, hidden, holds, horizon, plan, rows, tombstones, words
from jiwar.casework.erasing.models import Erasure
from jiwar.foundation.access.words import tell
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys

State = Erasure.State
GIVEN_UP_AFTER: Final = timedelta(hours=1)
"""The queue tries for less."""


@task()
def carry_out(group_id: str, erasure_id: str) -> None:
    with acting_for(Group.objects.get(id=group_id)), keys.session():
        carry(UUID(erasure_id))
    _leave_no_copy()


def carry(erasure_id: UUID) -> None:
    """Inside `acting_for`. One transaction: keys, rows, the record that it happened, and lines outside the database.

    These are the last of it: what fails before them is rolled back, and no line says of anybody that they were erased.
    """
    with transaction.atomic():
        found = Erasure.objects.select_for_update(of=("self",)).select_related("subject", "person__subject", "asked_by")
        erasure = found.filter(id=erasure_id, state=State.AGREED).first()
        if erasure is None:
            return
        planned = plan.of(erasure.person)
        if set(holds.codes(holds.on(planned))) - set(erasure.in_spite):
            _stop(erasure)
            return
        hidden.note(erasure)
        stays = plan.kept_counts(planned)
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
        tombstones.write(planned.subjects)


def carry_on() -> None:
    """Inside `acting_for`: what was agreed and the queue gave up goes into it again. Carried out twice is once."""
    late = Erasure.objects.filter(state=State.AGREED, decided_at__lt=timezone.now() - GIVEN_UP_AFTER)
    for erasure in late:
        carry_out.enqueue(str(erasure.group_id), str(erasure.id))


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
