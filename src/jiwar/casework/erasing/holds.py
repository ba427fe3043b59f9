"""What still needs a person's file: an open case, something a line says, or a decision to keep it."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework import service_lines
from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.erasing.models import Hold
from jiwar.casework.erasing.plan import Plan
from jiwar.casework.service_lines import Holding
from jiwar.foundation.languages.reader import format_day


def on(plan: Plan) -> list[Holding]:
    """Each with its case, so that two open cases are two."""
    running = _running_cases(plan)
    cases = [case.id for case in running]
    return [
        *_kept(plan),
        *(
            Holding("open-case", _("The case %(number)s is open.") % {"number": case.written_number}, case.id)
            for case in running
        ),
        *(held for line in service_lines.installed() for held in line.holds(cases)),
    ]


def codes(held: list[Holding]) -> list[str]:
    """What an override overrides: kind and case, so that what comes up later is not overridden with it."""
    return sorted({f"{each.code}:{each.case}" if each.case else each.code for each in held})


def _running_cases(plan: Plan) -> list[Case]:
    here = CaseMember.objects.filter(person=plan.person, left_at__isnull=True).values_list("case", flat=True)
    ids: set[UUID] = set(here)
    return [case for case in (*plan.alone, *plan.shared) if case.id in ids and not case.is_closed]


def _kept(plan: Plan) -> list[Holding]:
    hold = running_hold(plan.person.id)
    if hold is None:
        return []
    return [Holding("kept", _("The file is to be kept until %(day)s.") % {"day": format_day(hold.until)})]


def running_hold(person: UUID) -> Hold | None:
    return Hold.objects.filter(running(), person=person).first()


def running() -> Q:
    return Q(ended_at__isnull=True, until__gte=timezone.localdate())
