"""What the legal line does when casework tells it something: deadlines follow those who work on the case."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments.events import AppointmentMoved
from jiwar.casework.cases import clock, events
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Service
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.instruments import Help
from jiwar.lines.legal import projection
from jiwar.lines.legal.hearings.actions.planning import moved as hearing_moved
from jiwar.lines.legal.models import Deadline, Decision, Procedure, Renewal, RunsOut
from jiwar.lines.legal.owners import owner_of
from jiwar.lines.legal.quality import looking_back, reviewing
from jiwar.lines.legal.radar.rounds import reach


def subscribe() -> None:
    events.subscribe(events.CaseAssigned, assigned)
    events.subscribe(events.AssignmentEnded, ended)
    events.subscribe(events.CaseReopened, reopened)
    events.subscribe(events.PersonJoined, joined)
    events.subscribe(events.ServiceMoved, moved)
    events.subscribe(AppointmentMoved, hearing_moved)
    events.subscribe(events.TaskFinished, reviewing.task_finished)
    events.subscribe(events.CaseClosed, looking_back.case_closed)
    events.subscribe(events.CaseReopened, looking_back.case_reopened)


def assigned(event: events.CaseAssigned) -> None:
    _refresh(event.viewer, event.case)
    for running in _running_out(event.case):
        running.filter(owner__isnull=True).update(owner=owner_of(event.case))


def ended(event: events.AssignmentEnded) -> None:
    """What somebody had taken over goes back to the team when they leave it."""
    left = Deadline.objects.filter(case=event.case, owner=event.assignment.member, owner_chosen=True)
    left.update(owner_chosen=False)
    _refresh(event.viewer, event.case)
    for running in _running_out(event.case):
        running.filter(owner=event.assignment.member).update(owner=owner_of(event.case))


def reopened(event: events.CaseReopened) -> None:
    _refresh(event.viewer, event.case)
    reach.of_case(event.case)


def joined(event: events.PersonJoined) -> None:
    reach.of_case(event.case)


def moved(event: events.ServiceMoved) -> None:
    """Nobody is refused in passing: a refusal is a decision, with what the person can do instead."""
    service = event.service
    if service.line != "legal" or service.state != Service.State.REFUSED:
        return
    last = Decision.objects.filter(service=service).order_by("-number").first()
    if last is None or last.outcome != Help.REFUSAL:
        raise NotPossible(_("An adviser decides a refusal, on the page of this help: with a way on for the person."))


def _refresh(viewer: Viewer, case: Case) -> None:
    for procedure in Procedure.objects.filter(case=case, closed_on__isnull=True).select_related("case__subject"):
        projection.refresh(procedure, clock.today(), viewer=viewer)


def _running_out(case: Case) -> tuple[QuerySet[Any], ...]:
    """Papers of the case, and rounds it is in."""
    open_ones: dict[str, Any] = {"case": case, "ended_on__isnull": True}
    return RunsOut.objects.filter(**open_ones), Renewal.objects.filter(**open_ones)
