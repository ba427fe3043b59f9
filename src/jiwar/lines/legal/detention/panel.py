"""What the case page shows of safety: a burning alarm above everything, else the next check-in at the side."""

from datetime import date
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.detention import queries


class AlarmPanel:
    template = "legal/panel_alarm.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        alarm = queries.open_alarm(viewer, case)
        return {"alarm": alarm} if alarm else None


class SafetyPanel:
    template = "legal/panel_safety.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        plan = queries.running_plan(viewer, case)
        if plan is None:
            return None
        return {"case": case, "next": queries.next_check_in(viewer, case)}
