"""Taking over what runs out: a paper, or a case in a round."""

from jiwar.casework.cases import clock
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.lines.legal.models import Renewal, RunsOut


def take(viewer: Viewer, now: RunsOut | Renewal, kind: Kind) -> None:
    """It is the viewer's, who is on it today: nobody else is called until tomorrow. The caller holds the row."""
    if (now.owner_id, now.acknowledged_on) == (viewer.member.id, clock.today()):
        return
    now.owner, now.acknowledged_on = viewer.member, clock.today()
    now.save(update_fields=["owner", "acknowledged_on"])
    record(viewer, kind, subject=now.subject_id, compartment=GENERAL, row=now)
