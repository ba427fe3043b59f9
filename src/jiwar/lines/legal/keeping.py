"""What the legal line says when a file is to be erased: what still needs it, and from which day its years count."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework.cases.models import Case, CaseMember, Service
from jiwar.casework.service_lines import Holding, KeepingRule
from jiwar.foundation.languages.reader import format_day
from jiwar.lines.legal.models import Deadline, Procedure, Renewal, RunsOut, SafetyPlan


def holds(cases: Sequence[UUID]) -> list[Holding]:
    """Open deadlines, papers that run out, renewal rounds, procedures nobody has closed, and safety plans that run."""
    limits = Deadline.objects.filter(case__in=cases, status=Deadline.Status.OPEN, kind=Deadline.Kind.LIMIT)
    running = Procedure.objects.filter(case__in=cases, closed_on__isnull=True)
    days = limits.order_by("sort_by", "id").values_list("case_id", "safe")
    papers = RunsOut.objects.filter(case__in=cases, ended_on__isnull=True).order_by("safe", "id")
    rounds = Renewal.objects.filter(case__in=cases, ended_on__isnull=True).order_by("due", "id")
    return [
        *(Holding("legal-deadline", _until(safe), case) for case, safe in days),
        *(
            Holding("legal-runs-out", _("Something runs out on %(day)s.") % {"day": format_day(safe)}, case)
            for case, safe in papers.values_list("case", "safe")
        ),
        *(
            Holding("legal-renewal", _("A renewal round until %(day)s is open.") % {"day": format_day(due)}, case)
            for case, due in rounds.values_list("case", "due")
        ),
        *(
            Holding("legal-procedure", _("A procedure is open."), case)
            for case in running.values_list("case", flat=True)
        ),
        *(
            Holding("legal-safety", _("A safety plan is running."), case)
            for case in SafetyPlan.objects.filter(case__in=cases, ended_at__isnull=True).values_list("case", flat=True)
        ),
    ]


def _until(safe: date | None) -> str:
    if safe is None:
        return _("A deadline is open; its day is not known.")
    return _("A deadline is open: act by %(day)s.") % {"day": format_day(safe)}


def _last_closed(people: Sequence[UUID]) -> Mapping[UUID, date | None]:
    """Of those who had legal help or a procedure: when the last such case of theirs was closed."""
    of_case = OuterRef("case")
    helped = Exists(Service.objects.filter(case=of_case, line="legal")) | Exists(Procedure.objects.filter(case=of_case))
    rows = CaseMember.objects.filter(Q(helped), person__in=people)
    found: dict[UUID, date | None] = {}
    for person, state, closed_at in rows.values_list("person", "case__state", "case__closed_at"):
        if state != Case.State.CLOSED or closed_at is None:
            found[person] = None
        elif person not in found or found[person] is not None:
            closed = timezone.localtime(closed_at).date()
            found[person] = max(found.get(person) or closed, closed)
    return found


RULES: Final = (
    KeepingRule(
        "legal",
        gettext_lazy("Legal files"),
        gettext_lazy("counted from the day the last case with legal help was closed"),
        _last_closed,
    ),
)
