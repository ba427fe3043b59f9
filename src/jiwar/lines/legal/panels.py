"""What the legal line shows on a case: its deadlines above everything, and the journey of each procedure."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.lines.legal import queries
from jiwar.lines.legal.burning import source_line
from jiwar.lines.legal.journeys import journey_cards
from jiwar.lines.legal.models import Deadline
from jiwar.lines.legal.rights import OPEN_PROCEDURES
from jiwar.lines.legal.shown import ShownDeadline

FULLY_SHOWN = 2


class DeadlinePanel:
    """The nearest limits as cards, further ones and what is only watched as a list."""

    template = "legal/panel_deadlines.html"
    place = "top"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        rows = queries.deadlines_of_case(viewer, case)
        if not rows:
            return None
        prefetch(rows)
        cards = [ShownDeadline(row, today) for row in rows]
        several = len({row.procedure_id for row in rows}) > 1
        limits = [card for card in cards if card.row.kind == Deadline.Kind.LIMIT]
        return {
            "cards": [(card, source_line(card), card.procedure if several else "") for card in limits[:FULLY_SHOWN]],
            "later": limits[FULLY_SHOWN:],
            "watched": cards[len(limits) :],
            "case": case,
            "viewer": viewer,
        }


class JourneyPanel:
    """Where each procedure stands; for who may, the way to open one."""

    template = "legal/panel_journeys.html"
    place = "top"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        if not policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=GENERAL).allowed:
            return None
        rows = [row for row in queries.procedures_of(viewer, case) if row.is_open]
        may_open = policy.decide(viewer, OPEN_PROCEDURES, subject=case.subject, compartment=GENERAL).allowed
        may_open = may_open and not case.is_closed
        if not rows and not may_open:
            return None
        return {"journeys": journey_cards(rows, today), "case": case, "may_open": may_open}
