"""On the learner's page: what placements found, what the teacher decided and why; and how to begin one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.placement import queries
from jiwar.lines.learning.placement.queries import Held
from jiwar.lines.learning.placement.wording import reasons_in_words
from jiwar.lines.learning.rights import TEACH
from jiwar.lines.learning.words import language_in_words, level_in_words


@dataclass(frozen=True)
class Line:
    """`suggested`: in words, where the teacher decided otherwise."""

    held: Held
    language: str
    level: str
    suggested: str
    reasons: list[tuple[str, str, str]]
    mine: bool


class PlacementPanel:
    template = "learning/panel_placement.html"

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any] | None:
        lines = [_line(viewer, each) for each in queries.of_learner(viewer, learner)]
        asks = viewer.can(can.WORK_ON_FILES)
        return {"learner": learner, "lines": lines, "may_begin": viewer.can(TEACH), "may_ask": asks}


def _line(viewer: Viewer, held: Held) -> Line:
    row = held.row
    level = row.level.level if row.level else ""
    return Line(
        held,
        language_in_words(row.language),
        level_in_words(level) if level else "",
        level_in_words(row.suggested) if row.suggested and row.suggested != level else "",
        reasons_in_words(held.suggested),
        row.teacher_id == viewer.member.id,
    )
