"""What the case page shows of hearings: those to come, and whether somebody goes along."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.hearings import queries, words
from jiwar.lines.legal.models import Hearing


class HearingPanel:
    template = "legal/panel_hearings.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        rows = queries.of_case(viewer, case)
        if not rows:
            return None
        coming = [each for each in rows if each.row.state == Hearing.State.PLANNED]
        return {"case": case, "rows": coming or rows[:1], "kinds": words.KINDS}
