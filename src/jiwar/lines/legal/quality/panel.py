"""On the case page: when the file was looked through, what was looked at before filing, and looking back on it."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.quality import backs, looks, queries


class ReviewPanel:
    template = "legal/panel_reviews.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        rows = queries.of_case(viewer, case)
        return {"reviews": rows} if rows else None


class LookPanel:
    """Second looks before filing, what was filed without one, and looking back on a closed case."""

    template = "legal/panel_looks.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        found, back = looks.of_case(viewer, case), backs.of_case(viewer, case)
        if not (found.looks or found.unseen or back):
            return None
        return {"looks": found.looks, "unseen": found.unseen, "backs": back}
