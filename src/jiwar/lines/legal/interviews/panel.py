"""On the case page: interviews that wait to be gone on with, for those who may."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import current_reader
from jiwar.knowledge.instruments import said
from jiwar.lines.legal.interviews import queries


class InterviewPanel:
    template = "legal/panel_interviews.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        if not queries.opens(viewer, case):
            return None
        rows = queries.of_case(viewer, case)
        if not rows:
            return None
        language = current_reader().language
        return {"lines": [(each, said(each.of.titles, language)) for each in rows if each.of], "case": case}
