"""On the learner's page: with whom they learn, for how long, and whether they wait for somebody."""

from datetime import date
from typing import Any

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.pairing import Kind
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.pairs import queries
from jiwar.lines.learning.pairs.actions import may_answer
from jiwar.lines.learning.pairs.wording import KINDS
from jiwar.lines.learning.rights import RUN_CLASSES, TEACH
from jiwar.lines.learning.words import language_in_words


class PairPanel:
    template = "learning/panel_pairs.html"

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any] | None:
        waits, found = queries.of_learner(viewer, learner)
        minutes = queries.minutes(found)
        return {
            "learner": learner,
            "waits": waits,
            "waits_for": (str(KINDS[Kind(waits.kind)]), language_in_words(waits.language)) if waits else (),
            "pairs": [(row, language_in_words(row.wish.language), minutes.get(row.id, 0)) for row in found],
            "may_wish": viewer.can(TEACH) or viewer.can(can.WORK_ON_FILES),
            "may_answer": waits is not None and waits.proposed is not None and viewer.can(may_answer(viewer)),
            "may_pair": viewer.can(RUN_CLASSES),
            "me": viewer.member.id,
        }
