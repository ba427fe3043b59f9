"""Writing down minutes, and mending one's own within a week: what stood there before stays."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import TimeBefore, TimeEntry

MENDED_WITHIN: Final = timedelta(days=7)
A_DAY: Final = 24 * 60


@transaction.atomic
def write(
    viewer: Viewer,
    *,
    day: date,
    minutes: int,
    kind: TimeEntry.Kind,
    case: Case | None = None,
    token: UUID | None = None,
) -> TimeEntry:
    """For a case also after it was closed: who works on it writes down what it took."""
    if case is None:
        policy.require(viewer, can.SEE_DESK)
    else:
        policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=GENERAL)
    _possible(day, minutes, least=1)
    return receipts.once(viewer, token, TimeEntry, lambda: _write(viewer, day, minutes, kind, case))


def _write(viewer: Viewer, day: date, minutes: int, kind: TimeEntry.Kind, case: Case | None) -> TimeEntry:
    row = TimeEntry.objects.create(member=viewer.member, case=case, kind=kind.value, day=day, minutes=minutes)
    _record(viewer, kinds.TIME_RECORDED, row)
    return row


@transaction.atomic
def mend(
    viewer: Viewer, *, entry: TimeEntry, day: date, minutes: int, kind: TimeEntry.Kind, seen_version: int
) -> TimeEntry:
    """One's own, within seven days of writing it. No minutes: it was a mistake, and counts no more."""
    if entry.member_id != viewer.member.id:
        policy.refuse("second-person")
    _possible(day, minutes, least=0)
    if entry.written_at.date() + MENDED_WITHIN < clock.today():
        raise NotPossible(_("This was written more than a week ago, and stays as it is."))
    was = (entry.kind, entry.day, entry.minutes)
    step_on(entry, seen_version)
    if was == (kind.value, day, minutes):
        return entry
    TimeBefore.objects.create(entry=entry, kind=entry.kind, day=entry.day, minutes=entry.minutes)
    entry.kind, entry.day, entry.minutes = kind.value, day, minutes
    entry.save(update_fields=["kind", "day", "minutes"])
    _record(viewer, kinds.TIME_MENDED, entry)
    return entry


def _possible(day: date, minutes: int, *, least: int) -> None:
    if day > clock.today():
        raise NotPossible(_("This day is still to come."))
    if not least <= minutes <= A_DAY:
        raise NotPossible(_("A day has between 1 and 1440 minutes."))


def _record(viewer: Viewer, kind: Kind, row: TimeEntry) -> None:
    if row.case is None:
        record(viewer, kind, row=row)
    else:
        record(viewer, kind, subject=row.case.subject_id, compartment=GENERAL, row=row)
