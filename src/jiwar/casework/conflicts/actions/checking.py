"""Looking for conflicts of a case: asked for, and before somebody begins to stand for its people."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import events, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.conflicts import kinds, looking, outcomes
from jiwar.casework.conflicts.models import Check, Opposed
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

_AT_ONCE: Final = timedelta(minutes=1)
"""Looked for twice at once is once."""


def check(viewer: Viewer, *, case: Case) -> Check:
    """Asked for by somebody who works on the case."""
    rights.to_work_on(viewer, case)
    return run(viewer, case, Check.Occasion.ASKED)


@transaction.atomic
def run(viewer: Viewer | None, case: Case, occasion: Check.Occasion) -> Check:
    """Looks both ways: who is opposed to this case, and whether somebody on it is opposed to another."""
    for opposed in Opposed.objects.filter(case=case, withdrawn_at__isnull=True).select_related("case__subject"):
        looking.look_for(opposed)
    rows = CaseMember.objects.filter(case=case, left_at__isnull=True).select_related("person__subject")
    for member in rows:
        looking.look_for_person(member.person)
    outcome = outcomes.of(case)
    before = Check.objects.filter(case=case, run_by=viewer.member if viewer else None, occasion=occasion).first()
    if before is not None and before.outcome == outcome and before.run_at > timezone.now() - _AT_ONCE:
        return before
    row = Check.objects.create(case=case, occasion=occasion, outcome=outcome, run_by=viewer.member if viewer else None)
    timeline.write(viewer, case=case, kind="conflicts-checked", facts={"outcome": outcome.value}, row=row.id)
    about = {"outcome": outcome.value, "occasion": occasion.value}
    record(viewer, kinds.CHECKED, subject=case.subject, row=row, about=about)
    return row


def require_no_conflict(event: events.CaseAssigning) -> None:
    """Before somebody works in a role that stands for the person. What was found is kept, whatever is answered."""
    if not event.role.takes_sides:
        return
    run(event.viewer, event.case, Check.Occasion.ASSIGNMENT)
    if outcomes.holds(event.case):
        raise NotPossible(
            _(
                "There may be a conflict of interest. Whoever decides about conflicts must speak first; "
                "until then nobody begins to stand for these people."
            )
        )
