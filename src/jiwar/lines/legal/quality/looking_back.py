"""A case with a procedure was closed: its adviser looks back on it, and whoever supervises them reads that."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, events
from jiwar.casework.cases.actions.tasks import end_follow_up, follow_up_task
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import current_group
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import Argument, LookingBack, Procedure
from jiwar.lines.legal.owners import owner_of
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED

ORIGIN: Final = "legal.looking-back"
LOOKED_BACK: Final = "legal-looked-back"
WITHIN: Final = timedelta(days=14)
_TITLE: Final = gettext_noop("Look back on the closed case")


class Again(StrEnum):
    YES = "yes"
    IN_PART = "in-part"
    NO = "no"


AGAIN: Final[dict[Again, str | Promise]] = {
    Again.YES: _("yes"),
    Again.IN_PART: _("some of it"),
    Again.NO: _("no, otherwise"),
}


def case_closed(event: events.CaseClosed) -> None:
    """A task of its adviser. Where nobody with the privileged part works on it, or it was opened by mistake, nobody is
    asked."""
    case = event.case
    adviser = owner_of(case)
    if (
        adviser is None
        or case.closing_reason == Case.Closing.MISTAKE
        or not Procedure.objects.filter(case=case).exists()
    ):
        return
    opened = policy.decide(
        viewer_for(adviser), can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED
    ).allowed
    if not opened or LookingBack.objects.filter(case=case, written_at__isnull=True, dropped_at__isnull=True).exists():
        return
    row = LookingBack.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        adviser=adviser,
        until=clock.today() + WITHIN,
    )
    with translation.override(current_group().default_language):
        title = gettext(_TITLE)
    follow_up_task(
        event.viewer,
        case=case,
        origin_kind=ORIGIN,
        origin=row.id,
        title=title,
        due=row.until,
        owner=adviser,
        compartment=LEGAL_PRIVILEGED,
    )
    record(event.viewer, kinds.LOOKING_BACK_ASKED, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)


def case_reopened(event: events.CaseReopened) -> None:
    """There is nothing to look back on yet; what was written before stays."""
    for row in LookingBack.objects.filter(case=event.case, written_at__isnull=True, dropped_at__isnull=True):
        row.dropped_at = timezone.now()
        row.save(update_fields=["dropped_at"])
        end_follow_up(event.viewer, origin_kind=ORIGIN, origin=row.id, done=False)


def to_write(viewer: Viewer, row: LookingBack) -> None:
    """Its adviser; a colleague advising on the case where they are gone."""
    policy.require(viewer, can.WORK_ON_FILES, subject=row.case.subject, compartment=LEGAL_PRIVILEGED)
    if viewer.member != row.adviser and row.adviser.ended_at is None:
        policy.refuse("second-person", subject=row.case.subject)
    policy.require(viewer, DECIDE_HELP, subject=row.case.subject, compartment=LEGAL_PRIVILEGED)


def write(
    viewer: Viewer,
    *,
    row: LookingBack,
    claim: Argument.Claim,
    outcome: str,
    worked: str,
    did_not: str,
    again: Again,
    arguments: Sequence[str] = (),
) -> LookingBack:
    """Said once. The task is done with it, and whoever supervises them is told."""
    to_write(viewer, row)
    with transaction.atomic():
        kept = LookingBack.objects.select_for_update().get(id=row.id)
        if kept.written_at is not None:
            raise NotPossible(_("Somebody has looked back on this case already."))
        if kept.dropped_at is not None:
            raise NotPossible(_("This case was opened again: look back when it is closed."))
        kept.claim, kept.again = claim.value, again.value
        kept.outcome, kept.worked, kept.did_not = outcome, worked, did_not
        kept.arguments, kept.adviser, kept.written_at = list(arguments), viewer.member, timezone.now()
        kept.save(
            update_fields=["claim", "outcome", "worked", "did_not", "again", "arguments", "adviser", "written_at"]
        )
        end_follow_up(viewer, origin_kind=ORIGIN, origin=kept.id, done=True)
        supervisor = viewer.member.supervisor
        if supervisor is not None and supervisor.ended_at is None:
            words.tell(supervisor, LOOKED_BACK, {"back": str(kept.id)})
        record(viewer, kinds.LOOKED_BACK, subject=kept.subject_id, compartment=LEGAL_PRIVILEGED, row=kept)
    return kept


def to_read(viewer: Viewer, row: LookingBack) -> None:
    """Whoever supervises its adviser, or another adviser to whom the privileged part stands open. Not its adviser."""
    policy.require(viewer, can.WORK_ON_FILES, subject=row.case.subject, compartment=LEGAL_PRIVILEGED)
    if viewer.member == row.adviser:
        policy.refuse("second-person", subject=row.case.subject)
    if row.adviser.supervisor_id != viewer.member.id:
        policy.require(viewer, DECIDE_HELP, subject=row.case.subject, compartment=LEGAL_PRIVILEGED)


def read(viewer: Viewer, *, row: LookingBack) -> LookingBack:
    """They have read it. Saying so again changes nothing."""
    to_read(viewer, row)
    with transaction.atomic():
        kept = LookingBack.objects.select_for_update().get(id=row.id)
        if kept.written_at is None:
            raise NotPossible(_("Nothing was written yet."))
        if kept.seen_at is None:
            kept.seen_by, kept.seen_at = viewer.member, timezone.now()
            kept.save(update_fields=["seen_by", "seen_at"])
            subject = kept.subject_id
            record(viewer, kinds.LOOKING_BACK_READ, subject=subject, compartment=LEGAL_PRIVILEGED, row=kept)
    return kept
