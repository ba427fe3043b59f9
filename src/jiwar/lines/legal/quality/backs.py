"""What can be asked of looking back on closed cases: only where the privileged part of the file stands open."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_given
from jiwar.foundation.vault import prefetch
from jiwar.lines.legal import queries as on_procedures
from jiwar.lines.legal import words
from jiwar.lines.legal.models import Argument, ArgumentUse, LookingBack, ProcedureEvent
from jiwar.lines.legal.quality import looking_back
from jiwar.lines.legal.quality.looking_back import AGAIN, Again
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from jiwar.lines.legal.standings import package_of

SHOWN: Final = 20
_WITH: Final = ("case__subject", "adviser__account", "seen_by__account")


@dataclass(frozen=True)
class Backs:
    """`own`: the viewer has to write them. `to_read`: written by others, and nobody has read them."""

    own: list[LookingBack]
    to_read: list[LookingBack]
    read: list[LookingBack]


def one(viewer: Viewer, back_id: UUID) -> LookingBack:
    found = policy.scope(viewer, LookingBack.objects.filter(id=back_id).select_related(*_WITH)).first()
    if found is None:
        raise NotThere
    return found


def all_of(viewer: Viewer) -> Backs:
    rows = policy.scope(viewer, LookingBack.objects.filter(dropped_at__isnull=True).select_related(*_WITH))
    written = rows.filter(written_at__isnull=False)
    return Backs(
        own=list(rows.filter(written_at__isnull=True, adviser=viewer.member).order_by("until", "id")),
        to_read=list(written.filter(seen_at__isnull=True).exclude(adviser=viewer.member).order_by("written_at", "id")),
        read=list(written.filter(seen_at__isnull=False).order_by("-written_at", "id")[:SHOWN]),
    )


def of_case(viewer: Viewer, case: Case) -> list[LookingBack]:
    opened = policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    if not opened.allowed:
        return []
    rows = LookingBack.objects.filter(case=case, dropped_at__isnull=True).select_related("adviser__account")
    return list(policy.scope(viewer, rows).order_by("-asked_at")[:SHOWN])


def may_write(viewer: Viewer, row: LookingBack) -> bool:
    if row.written_at is not None or row.dropped_at is not None:
        return False
    try:
        looking_back.to_write(viewer, row)
    except (Refused, NotThere):
        return False
    return True


def may_read(viewer: Viewer, row: LookingBack) -> bool:
    if row.written_at is None or row.seen_at is not None:
        return False
    try:
        looking_back.to_read(viewer, row)
    except (NotPossible, Refused, NotThere):
        return False
    return True


def recorded_outcome(viewer: Viewer, case: Case) -> str:
    """As it stands in the file: why the case was closed, and what happened last in each procedure."""
    lines = [str(case.get_closing_reason_display())] if case.closing_reason else []
    for procedure in on_procedures.procedures_of(viewer, case):
        rows = ProcedureEvent.objects.filter(procedure=procedure, superseded_by__isnull=True, withdrawn_at__isnull=True)
        happened = [Recorded.of(row) for row in rows]
        if happened:
            last = max(happened, key=lambda each: each.given.best())
            said = {"name": _(package_of(procedure).name), "event": words.EVENTS[last.kind]}
            lines.append(_("%(name)s: %(event)s, %(day)s") % {**said, "day": format_given(last.given)})
    return "\n".join(lines)


def arguments_of(viewer: Viewer, case: Case) -> list[Argument]:
    """Those of the shelf that were used in the case, by title."""
    uses = list(policy.scope(viewer, ArgumentUse.objects.filter(case=case)))
    prefetch(uses)
    return list(Argument.objects.filter(id__in=[row.argument for row in uses]).order_by("title", "id"))


def worked_of(row: LookingBack) -> list[Argument]:
    """The caller has opened the row."""
    return list(Argument.objects.filter(id__in=row.arguments).order_by("title", "id"))


def claim_said(row: LookingBack) -> str:
    return str(Argument.Claim(row.claim).label) if row.claim else ""


def again_said(row: LookingBack) -> str:
    return str(AGAIN[Again(row.again)]) if row.again else ""
