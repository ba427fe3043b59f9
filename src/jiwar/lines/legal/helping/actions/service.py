"""What the verbs of legal help share: who may act, where a row stands, its number, and telling of it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max, Model
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Service
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal.actions.permission import to_decide
from jiwar.lines.legal.models import Decision, Scope, Screen
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED


def to_advise(viewer: Viewer, service: Service, *, privileged: bool = True, ended: bool = False) -> None:
    """Works on the case as an adviser; where what they think of it is written, with the privileged part open."""
    to_decide(viewer, service.case, DECIDE_HELP)
    if privileged:
        policy.require(viewer, can.WORK_ON_FILES, subject=service.case.subject, compartment=LEGAL_PRIVILEGED)
    if not service.running and not ended:
        raise NotPossible(_("This help has ended. Ask for it anew to decide anew."))


def place(service: Service, compartment: str) -> dict[str, Any]:
    return {
        "case": service.case,
        "service": service,
        "subject_id": service.subject_id,
        "compartment": compartment,
    }


def next_number(kind: type[Screen] | type[Decision] | type[Scope], service: Service) -> int:
    Service.objects.select_for_update().get(id=service.id)
    rows = kind._default_manager.filter(service=service)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def tell(
    viewer: Viewer, service: Service, told: str, kind: Any, row: Model, facts: Mapping[str, Any], compartment: Any
) -> None:
    facts = {"kind": service.kind, **facts}
    timeline.write(viewer, case=service.case, kind=told, facts=facts, compartment=compartment, row=service.id)
    record(viewer, kind, subject=service.subject_id, compartment=compartment, row=row)
