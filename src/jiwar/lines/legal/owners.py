"""Who looks after the deadlines of a case: its legal adviser, else whoever leads it."""

from jiwar.casework.cases.models import Assignment, Case
from jiwar.foundation.access.models import Membership
from jiwar.lines.legal.rights import LEGAL_ADVISER


def owner_of(case: Case) -> Membership | None:
    """None while nobody works on the case: the deadline then burns for the coordinators."""
    running = Assignment.objects.filter(case=case, ended_at__isnull=True, member__ended_at__isnull=True)
    rows = list(running.select_related("member__account").order_by("-lead", "since"))
    legal = next((row for row in rows if row.role == LEGAL_ADVISER.code), None)
    lead = next((row for row in rows if row.lead), None)
    chosen = legal or lead or (rows[0] if rows else None)
    return chosen.member if chosen else None
