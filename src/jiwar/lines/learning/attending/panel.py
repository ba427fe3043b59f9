"""What a learner's page shows of attendance: class by class, hours that were come to of hours that were held."""

from datetime import date
from typing import Any

from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.attending import shown
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.places import queries


class AttendancePanel:
    template = "learning/panel_attendance.html"

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any] | None:
        (found,) = queries.of_learners([learner])
        rows = [shown.of_place(place) for place in found.places]
        marked = [row for row in rows if row.hours.offered]
        return {"rows": marked} if marked else None
