"""What the case page shows of rounds: those the case is in, with what must be done and by when."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.radar.papers import PAPERS
from jiwar.lines.legal.radar.rounds import queries


class RenewalPanel:
    template = "legal/panel_renewals.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        rows = [] if case.is_closed else queries.of_case(viewer, case, today)
        if not rows:
            return None
        papers = {paper.value: label for paper, label in PAPERS.items()}
        return {"rows": rows, "papers": papers, "may_work": viewer.can(can.WORK_ON_FILES)}
