"""Writing down who is opposed to a case, and withdrawing it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.conflicts import jobs, kinds, looking, walls
from jiwar.casework.conflicts.models import Opposed
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


def mark(
    viewer: Viewer,
    *,
    case: Case,
    kind: str,
    names: Sequence[str] = (),
    person: Person | None = None,
    phone: str = "",
    note: str = "",
    token: UUID | None = None,
) -> Opposed:
    """Somebody stands against the people on the case: by the number of their record, or by names in any script.

    Said by number, the two sides are kept apart from now on. Said by name, those they may be are looked for at once in
    the background; who is found is told to those alone who may decide.
    """
    rights.to_work_on(viewer, case)
    if person is None and not any(name.strip() for name in names):
        raise NotPossible(_("Write a name, or the number of their record."))
    if person is not None:
        policy.require(viewer, can.SIGNED_IN, subject=person.subject)
        if CaseMember.objects.filter(case=case, person=person, left_at=None).exists():
            raise NotPossible(_("This person is on the case itself. Take them off the case first."))
    with transaction.atomic():
        return receipts.once(viewer, token, Opposed, lambda: _mark(viewer, case, person, kind, names, phone, note))


def _mark(
    viewer: Viewer, case: Case, person: Person | None, kind: str, names: Sequence[str], phone: str, note: str
) -> Opposed:
    row = Opposed.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=GENERAL.code,
        person=person,
        kind=kind,
        names=[name.strip() for name in names if name.strip()],
        phone=phone,
        note=note,
        marked_by=viewer.member,
    )
    timeline.write(viewer, case=case, kind="opposed-marked", facts={"kind": kind}, row=row.id)
    record(viewer, kinds.OPPOSED_MARKED, subject=case.subject, compartment=GENERAL, row=row)
    if person is not None:
        for match in looking.look_for(row):
            walls.follow(viewer, match)
    jobs.look_for_later(row)
    return row


def withdraw(viewer: Viewer, *, opposed: Opposed, reason: str) -> Opposed:
    """It was wrong, or is over. Walls that stand are lowered by whoever decides, never by one side."""
    rights.to_work_on(viewer, opposed.case)
    with transaction.atomic():
        row = Opposed.objects.select_for_update().get(id=opposed.id)
        if row.withdrawn_at is not None:
            return row
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), viewer.member, reason
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        timeline.write(viewer, case=opposed.case, kind="opposed-withdrawn", row=row.id)
        subject = opposed.case.subject
        record(viewer, kinds.OPPOSED_WITHDRAWN, subject=subject, compartment=GENERAL, row=row, reason=reason)
    return row
