"""Who acts on a deadline, and setting one aside. A deadline is met only by recording the event that meets it."""

from django.db import transaction
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds, projection, tasks
from jiwar.lines.legal.actions.permission import to_decide
from jiwar.lines.legal.models import Deadline
from jiwar.lines.legal.rights import OPEN_PROCEDURES


def take_over(viewer: Viewer, *, deadline: Deadline) -> Deadline:
    """From now on the viewer looks after it, whatever assignments say. Said twice, it is once."""
    rights.to_work_on(viewer, deadline.case)
    _require_open(deadline)
    with transaction.atomic():
        now = Deadline.objects.select_for_update().get(id=deadline.id)
        if (now.owner_id, now.owner_chosen, now.acknowledged_on) == (viewer.member.id, True, clock.today()):
            return deadline
        deadline.owner, deadline.owner_chosen = viewer.member, True
        deadline.acknowledged_on = clock.today()
        deadline.save(update_fields=["owner", "owner_chosen", "acknowledged_on"])
        record(viewer, kinds.DEADLINE_TAKEN_OVER, subject=deadline.subject_id, compartment=GENERAL, row=deadline)
        facts = {"rule": deadline.details["rule"], "action": deadline.details["action"], "name": viewer.account.name}
        timeline.write(
            viewer, case=deadline.case, kind="legal-deadline-taken-over", facts=facts, row=deadline.procedure_id
        )
        tasks.follow(viewer, deadline.procedure)
    return deadline


def acknowledge(viewer: Viewer, *, deadline: Deadline) -> Deadline:
    """'I am on it': nobody else is called today. Only its owner can say so."""
    rights.to_work_on(viewer, deadline.case)
    _require_open(deadline)
    if deadline.owner_id != viewer.member.id:
        raise NotPossible(_("Take the deadline over first: then it is yours to say that you are on it."))
    with transaction.atomic():
        deadline.acknowledged_on = clock.today()
        deadline.save(update_fields=["acknowledged_on"])
        record(viewer, kinds.DEADLINE_ACKNOWLEDGED, subject=deadline.subject_id, compartment=GENERAL, row=deadline)
    return deadline


def set_aside(viewer: Viewer, *, deadline: Deadline, reason: str) -> Deadline:
    """It does not apply, or the person decided against acting: kept with the reason, and no alarm any more."""
    to_decide(viewer, deadline.case, OPEN_PROCEDURES)
    _require_open(deadline)
    with transaction.atomic():
        deadline.status, deadline.ended_on = Deadline.Status.SET_ASIDE, clock.today()
        deadline.set_aside_reason = reason
        deadline.save(update_fields=["status", "ended_on", "set_aside_reason"])
        subject = deadline.subject_id
        record(viewer, kinds.DEADLINE_SET_ASIDE, subject=subject, compartment=GENERAL, row=deadline, reason=reason)
        facts = {"rule": deadline.details["rule"], "action": deadline.details["action"], "text": reason}
        timeline.write(
            viewer, case=deadline.case, kind="legal-deadline-set-aside", facts=facts, row=deadline.procedure_id
        )
        tasks.follow(viewer, deadline.procedure)
    return deadline


def take_up_again(viewer: Viewer, *, deadline: Deadline) -> Deadline:
    """A deadline that was set aside runs again, as the replay says now."""
    to_decide(viewer, deadline.case, OPEN_PROCEDURES)
    if deadline.status != Deadline.Status.SET_ASIDE:
        raise NotPossible(_("This deadline was not set aside."))
    with transaction.atomic():
        deadline.status, deadline.ended_on = Deadline.Status.OPEN, None
        deadline.save(update_fields=["status", "ended_on"])
        record(viewer, kinds.DEADLINE_TAKEN_UP, subject=deadline.subject_id, compartment=GENERAL, row=deadline)
        projection.refresh(deadline.procedure, clock.today(), viewer=viewer)
    return deadline


def _require_open(deadline: Deadline) -> None:
    if deadline.status != Deadline.Status.OPEN:
        raise NotPossible(_("This deadline is not open any more."))
