"""Saying whether two files stand against one another: by somebody on neither side, with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.conflicts import kinds, outcomes, sides, walls
from jiwar.casework.conflicts.models import Match
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import COMPARTMENT, record


def may_decide(viewer: Viewer, match: Match) -> None:
    """Asks the one policy. Whoever wrote it down, or is meant, does not decide about it."""
    policy.require_to_decide_conflict(viewer, outcomes.files(match))
    if viewer.member.id in (match.opposed.marked_by_id, match.member_id):
        policy.refuse("second-person", subject=match.opposed.case.subject)


def decide(viewer: Viewer, *, match: Match, state: str, reason: str, seen: str) -> Match:
    """The decision may be taken again; each stands in the audit of the case with its reason. `seen`: as it stood."""
    may_decide(viewer, match)
    if state == Match.State.POSSIBLE or state not in Match.State:
        raise NotPossible(_("Say whether it is a conflict."))
    if len(reason.strip()) < 3:
        raise NotPossible(_("Say in a few words why."))
    if state == Match.State.CONFLICT and outcomes.is_silent(match):
        raise NotPossible(_("One of the files is hidden: holding up the other would tell. Keep the two sides apart."))
    with transaction.atomic():
        row = sides.with_files(Match.objects.select_for_update(of=("self",)).filter(id=match.id)).get()
        if row.state != seen:
            raise NotPossible(_("This has been decided in the meantime."))
        row.state, row.reason = state, reason
        row.decided_by, row.decided_at = viewer.member, timezone.now()
        row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        about = {"state": state}
        subject = row.opposed.case.subject
        record(viewer, kinds.DECIDED, subject=subject, compartment=COMPARTMENT, row=row, reason=reason, about=about)
        walls.follow(viewer, row)
    return row
