"""What the case page and a learner's page show of waiting, offers and places."""

from datetime import date, timedelta
from typing import Any

from jiwar.casework.cases.models import Case
from jiwar.casework.cases.rights import works_on
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning import queries as learners
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.meetings import wording
from jiwar.lines.learning.models import Enrolment, Learner
from jiwar.lines.learning.places import queries
from jiwar.lines.learning.rights import RUN_CLASSES, TEACH
from jiwar.lines.learning.words import ENDINGS


class CasePanel:
    """For whoever works on the case: who learns, waits, or was offered a place."""

    template = "learning/panel_case.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        if not works_on(viewer, case):
            return None
        rows = queries.learners_on(viewer, case)
        if not rows:
            return None
        names = learners.names(rows)
        lines = [(each, names[each.learner.id]) for each in queries.of_learners(rows)]
        return {"lines": lines, "open": not case.is_closed}


class PlacesPanel:
    """On a learner's page."""

    template = "learning/panel_places.html"

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any] | None:
        (found,) = queries.of_learners([learner])
        return {
            "of": found,
            "changed": _changed(found.running, today),
            "ended": [(row, ENDINGS.get(row.ended_how, "")) for row in found.ended],
            "teaches": viewer.can(TEACH),
            "answers": viewer.can(RUN_CLASSES),
        }


def _changed(places: list[Enrolment], today: date) -> list[tuple[str, str, str]]:
    """Meetings of the learner's classes that are not as planned, in the next two weeks: for who tells the learner."""
    classes = [place.taught for place in places]
    found = courses.on_days(classes, today, today + timedelta(days=13)) if classes else []
    return [
        (each.taught.name, wording.when(each.meeting), wording.what_became(each.changed))
        for each in found
        if each.changed is not None
    ]
