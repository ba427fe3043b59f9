"""What the case page shows of what the person told, to whoever holds the privileged part."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.statements import queries, rights


class StatementPanel:
    template = "legal/panel_statements.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        if not rights.reads(viewer, case):
            return None
        texts = queries.statements(viewer, case)
        takes = rights.takes(viewer, case)
        return {
            "case": case,
            "sessions": len(queries.sessions(viewer, case)),
            "texts": [(text, queries.unread(text)) for text in texts],
            "open": len(queries.questions(viewer, case).open) if takes else 0,
        }
