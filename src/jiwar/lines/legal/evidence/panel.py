"""What the case page shows of the evidence: what there is, what is still waited for, the last bundle."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.evidence import queries, words
from jiwar.lines.legal.models import Procedure

SHOWN = 8


class EvidencePanel:
    template = "legal/panel_evidence.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        exhibits = queries.exhibits(viewer, case)
        if not exhibits:
            return None
        return shown(exhibits, case)


def of_procedure(viewer: Viewer, procedure: Procedure) -> dict[str, Any]:
    """The same beside a procedure: its own exhibits, and those of the whole case."""
    known = queries.exhibits(viewer, procedure.case)
    exhibits = [each for each in known if each.row.procedure_id in (None, procedure.id)]
    return {**shown(exhibits, procedure.case), "procedure": procedure}


def shown(exhibits: list[queries.Shown], case: Case) -> dict[str, Any]:
    return {
        "exhibits": exhibits[:SHOWN],
        "more": max(0, len(exhibits) - SHOWN),
        "case": case,
        "words": words,
        "procedure": None,
    }
