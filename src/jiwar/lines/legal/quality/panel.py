"""On the case page: when the file was looked through, for those with the privileged part."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.quality import queries


class ReviewPanel:
    template = "legal/panel_reviews.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        rows = queries.of_case(viewer, case)
        return {"reviews": rows} if rows else None
