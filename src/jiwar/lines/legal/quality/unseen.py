"""What is filed with a second look, and without one. That it was filed is recorded either way: a fact is a fact."""

from datetime import date
from typing import Final

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles, words
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import FiledUnseen, FilingLook, Procedure, ProcedureEvent
from jiwar.lines.legal.owners import owner_of
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

FILINGS: Final = frozenset({EventKind.APPEAL_FILED, EventKind.SUIT_FILED, EventKind.DETENTION_CHALLENGED})
FILED_UNSEEN: Final = "legal-filed-unseen"


def standing_go(procedure: Procedure) -> FilingLook | None:
    """The newest answer no filing in force has used, if it said go. A later 'mend first' takes an earlier go back."""
    rows = FilingLook.objects.filter(procedure=procedure, answered_at__isnull=False).order_by("-answered_at", "-id")
    events = ProcedureEvent.objects.filter(procedure=procedure, superseded_by__isnull=True, withdrawn_at__isnull=True)
    filed = set(events.values_list("thread", flat=True))
    last = next((row for row in rows if row.filed not in filed), None)
    return last if last is not None and last.go else None


def asks_why(procedure: Procedure, kind: EventKind) -> bool:
    """Whether the form asks why it goes without a second look."""
    return kind in FILINGS and standing_go(procedure) is None


def filed(viewer: Viewer, *, row: ProcedureEvent, kind: EventKind, day: date, why: str) -> None:
    """As something is recorded. What was filed before the procedure was opened here was nobody's to look at."""
    if kind not in FILINGS:
        return
    look = standing_go(row.procedure)
    # Who was asked and did not answer is called no more.
    FilingLook.objects.filter(procedure=row.procedure, answered_at__isnull=True, filed__isnull=True).update(
        filed=row.thread
    )
    if look is not None:
        FilingLook.objects.filter(id=look.id).update(filed=row.thread)
    elif why.strip() or day >= row.procedure.opened_on:
        _without_a_look(viewer, row, why.strip())


def _without_a_look(viewer: Viewer, row: ProcedureEvent, why: str) -> None:
    case = row.procedure.case
    opened = policy.decide(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED).allowed
    part = LEGAL_PRIVILEGED if opened else GENERAL
    kept = FiledUnseen.objects.create(
        case=case,
        procedure=row.procedure,
        subject_id=case.subject_id,
        compartment=part.code,
        event=row.thread,
        reason=why,
        recorded_by=viewer.member,
    )
    record(viewer, kinds.FILED_UNSEEN, subject=case.subject_id, compartment=part, row=kept)
    for member in _told(viewer, case):
        words.tell(member, FILED_UNSEEN, {"filing": str(kept.id)})


def _told(viewer: Viewer, case: Case) -> list[Membership]:
    """Whoever supervises the case's adviser; else the coordinators who may know the file."""
    adviser = owner_of(case)
    supervisor = adviser.supervisor if adviser else None
    if supervisor is not None and supervisor.ended_at is None and _may_tell(viewer, supervisor, case):
        return [supervisor]
    return [member for member in words.members_in_role(roles.COORDINATOR) if _may_tell(viewer, member, case)]


def _may_tell(viewer: Viewer, member: Membership, case: Case) -> bool:
    """Not whoever did it themselves, and nobody from whom the file is hidden."""
    return member != viewer.member and policy.decide(viewer_for(member), can.SIGNED_IN, subject=case.subject).allowed
