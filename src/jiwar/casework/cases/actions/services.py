"""Help by a line, from request to outcome."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework import service_lines
from jiwar.casework.cases import events, kinds, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Service
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

S = Service.State
NEXT: dict[str, tuple[Service.State, ...]] = {
    S.REQUESTED: (S.AGREED, S.ACTIVE, S.REFUSED, S.DROPPED),
    S.AGREED: (S.ACTIVE, S.DONE, S.REFUSED, S.DROPPED),
    S.ACTIVE: (S.DONE, S.DROPPED),
    S.DONE: (),
    S.DROPPED: (),
    S.REFUSED: (),
}
"""Where a service may go from a state."""


@transaction.atomic
def request_service(
    viewer: Viewer,
    *,
    case: Case,
    line: str,
    kind: str,
    person: Person | None = None,
    asked: str = "",
    compartment: Compartment = GENERAL,
    token: UUID | None = None,
) -> Service:
    """Raises `KeyError` or `StopIteration` for a line or kind that does not exist: forms offer only those that do."""
    service_lines.line(line).service(kind)
    rights.to_work_on(viewer, case, compartment)

    def make() -> Service:
        service = Service.objects.create(
            case=case,
            subject_id=case.subject_id,
            compartment=compartment.code,
            person=person,
            line=line,
            kind=kind,
            asked=asked,
            requested_by=viewer.member,
            state_since=timezone.now(),
        )
        facts = {"line": line, "kind": kind, "text": asked}
        timeline.write(
            viewer, case=case, kind="service-requested", facts=facts, compartment=compartment, row=service.id
        )
        record(viewer, kinds.SERVICE_REQUESTED, subject=case.subject, compartment=compartment, row=service)
        events.publish(events.ServiceMoved(viewer, case, service))
        return service

    return once(viewer, token, Service, make)


@transaction.atomic
def progress_service(
    viewer: Viewer, *, service: Service, state: str, outcome: str = "", kind: str = "", seen_version: int
) -> Service:
    """To a later state; `kind` where other help of the same line is given than was asked for. What ends needs its
    outcome in words. Raises `Stale`, `NotPossible`; `StopIteration` for a kind the line does not have.
    """
    compartment = compartment_of(service.compartment)
    rights.to_work_on(viewer, service.case, compartment)
    step_on(service, seen_version)
    stays = bool(kind) and state == service.state
    if state not in NEXT[service.state] and not stays:
        raise NotPossible(_("From here the service cannot go there."))
    if not NEXT[Service.State(state)] and not outcome.strip():
        raise NotPossible(_("Write in a few words how it ended."))
    service.state, service.state_since = state, timezone.now()
    service.outcome = outcome or service.outcome
    service.kind = service_lines.line(service.line).service(kind).code if kind else service.kind
    service.save(update_fields=["state", "state_since", "outcome", "kind"])
    facts = {"line": service.line, "kind": service.kind, "state": state, "text": outcome}
    timeline.write(
        viewer, case=service.case, kind="service-moved", facts=facts, compartment=compartment, row=service.id
    )
    about = {"state": state}
    record(viewer, kinds.SERVICE_MOVED, subject=service.case.subject, compartment=compartment, row=service, about=about)
    events.publish(events.ServiceMoved(viewer, service.case, service))
    return service
