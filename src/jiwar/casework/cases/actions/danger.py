"""Detained now, in danger now: what stands above everyone's day."""

from django.db import transaction
from django.utils import timezone

from jiwar.casework.cases import events, kinds, timeline
from jiwar.casework.cases.errors import closed
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


@transaction.atomic
def flag_danger(viewer: Viewer, *, case: Case, danger: str, words: str) -> Case:
    """`danger`: detained or in-danger. `words`: where and since when, for whoever must act; sealed in `identity`.

    The time of the first flag is kept while the danger lasts; the same said twice is said once.
    """
    _may_flag(viewer, case)
    now = Case.objects.select_for_update().get(id=case.id)
    if (now.danger, now.danger_words) == (danger, words):
        return now
    case.danger_since = case.danger_since if case.danger else timezone.now()
    case.danger, case.danger_words = danger, words
    case.save(update_fields=["danger", "danger_since", "danger_words"])
    timeline.write(viewer, case=case, kind="danger-flagged", facts={"danger": danger}, compartment=IDENTITY)
    about = {"danger": danger}
    record(viewer, kinds.DANGER_FLAGGED, subject=case.subject, compartment=IDENTITY, row=case, about=about)
    events.publish(events.DangerChanged(viewer, case))
    return case


@transaction.atomic
def clear_danger(viewer: Viewer, *, case: Case, why: str) -> Case:
    """The flag goes; why it could go stays in the audit, sealed."""
    _may_flag(viewer, case)
    if not case.danger:
        return case
    case.danger, case.danger_since, case.danger_words = Case.Danger.NONE, None, ""
    case.save(update_fields=["danger", "danger_since", "danger_words"])
    timeline.write(viewer, case=case, kind="danger-cleared", compartment=IDENTITY)
    record(viewer, kinds.DANGER_CLEARED, subject=case.subject, compartment=IDENTITY, row=case, reason=why)
    events.publish(events.DangerChanged(viewer, case))
    return case


def _may_flag(viewer: Viewer, case: Case) -> None:
    """Whoever sorts the queue, and whoever works on files and has been given this one."""
    capability = can.TRIAGE if viewer.can(can.TRIAGE) else can.WORK_ON_FILES
    policy.require(viewer, capability, subject=case.subject)
    if case.is_closed:
        raise closed()
