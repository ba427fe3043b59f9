"""What of the legal line stands in the way of closing a procedure or a case, by name."""

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.models import Case
from jiwar.casework.service_lines import OpenMatter
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_day
from jiwar.foundation.vault import prefetch
from jiwar.lines.legal.models import Deadline, Procedure, SafetyPlan


def of_case(_viewer: Viewer, case: Case) -> list[OpenMatter]:
    """Open limits, and procedures nobody has closed."""
    running = list(Procedure.objects.filter(case=case, closed_on__isnull=True))
    found = [matter for procedure in running for matter in of_procedure(procedure)]
    return (
        found
        + [
            OpenMatter("legal-procedure", _("A procedure is open: close it with a reason."), _page(procedure))
            for procedure in running
        ]
        + _safety(case)
    )


def _safety(case: Case) -> list[OpenMatter]:
    """Closing the case must not silence an alarm: the plan is ended first, and that only once its alarm is closed."""
    if not SafetyPlan.objects.filter(case=case, ended_at__isnull=True).exists():
        return []
    page = reverse("legal:safety", kwargs={"case": case.id})
    return [OpenMatter("legal-safety", _("A safety plan is running: end it with a reason."), page)]


def of_procedure(procedure: Procedure) -> list[OpenMatter]:
    rows = list(
        Deadline.objects.filter(
            procedure=procedure, status=Deadline.Status.OPEN, kind=Deadline.Kind.LIMIT, sort_by__isnull=False
        ).order_by("sort_by", "id")
    )
    prefetch(rows)
    return [OpenMatter("legal-deadline", _named(row), _page(procedure)) for row in rows]


def _named(row: Deadline) -> str:
    action = _(row.details["action"])
    if row.safe is None:
        return _("%(action)s: time limit not verified") % {"action": action}
    return _("%(action)s: act by %(day)s") % {"action": action, "day": format_day(row.safe)}


def _page(procedure: Procedure) -> str:
    return reverse("legal:procedure", kwargs={"procedure": procedure.id})
