"""What this room shows on the case page."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.casework.conflicts import outcomes, queries
from jiwar.casework.conflicts.models import Check
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer

TONES = {Check.Outcome.CLEAR: "ok", Check.Outcome.POSSIBLE: "soon", Check.Outcome.CONFLICT: "now"}


class OfCase:
    """Whether there is a conflict, for those who read the file. Which other file it is, is not said."""

    template = "conflicts/panel.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        if not policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=GENERAL).allowed:
            return None
        check, outcome = queries.last_check(case), outcomes.of(case)
        works = viewer.can(can.WORK_ON_FILES) and not case.is_closed
        return {"check": check, "outcome": outcome, "tone": TONES[outcome], "case": case, "works": works}
