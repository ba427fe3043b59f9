"""Who may act: someone who works on the case; for what decides over dates, with the capability of the legal line."""

from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import rights as on_cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import policy
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.models import Procedure


def to_record(viewer: Viewer, procedure: Procedure) -> None:
    """Whoever works on the case records what happened: a letter must not wait for the lawyer."""
    on_cases.to_work_on(viewer, procedure.case)
    if not procedure.is_open:
        raise NotPossible(_("This procedure is closed. Open a new one to go on."))


def to_decide(viewer: Viewer, case: Case, capability: Capability) -> None:
    """Works on the case and has the capability."""
    on_cases.to_work_on(viewer, case)
    policy.require(viewer, capability, subject=case.subject, compartment=GENERAL)
