"""What the legal line does when casework tells it something: deadlines follow those who work on the case."""

from jiwar.casework.cases import clock, events
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal import projection
from jiwar.lines.legal.models import Deadline, Procedure


def subscribe() -> None:
    events.subscribe(events.CaseAssigned, assigned)
    events.subscribe(events.AssignmentEnded, ended)
    events.subscribe(events.CaseReopened, reopened)


def assigned(event: events.CaseAssigned) -> None:
    _refresh(event.viewer, event.case)


def ended(event: events.AssignmentEnded) -> None:
    """What somebody had taken over goes back to the team when they leave it."""
    left = Deadline.objects.filter(case=event.case, owner=event.assignment.member, owner_chosen=True)
    left.update(owner_chosen=False)
    _refresh(event.viewer, event.case)


def reopened(event: events.CaseReopened) -> None:
    _refresh(event.viewer, event.case)


def _refresh(viewer: Viewer, case: Case) -> None:
    for procedure in Procedure.objects.filter(case=case, closed_on__isnull=True).select_related("case__subject"):
        projection.refresh(procedure, clock.today(), viewer=viewer)
