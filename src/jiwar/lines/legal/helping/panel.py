"""What the case page shows of legal help: how far each is, and what is missing."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.helping import queries
from jiwar.lines.legal.kinds_of_help import help_in_words


class HelpPanel:
    template = "legal/panel_help.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        if not policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=GENERAL).allowed:
            return None
        lines = queries.of_case(viewer, case)
        if not lines:
            return None
        named = [(line, help_in_words(line.decision.outcome) if line.decision else "") for line in lines]
        return {"lines": named, "case": case}
