"""The learner's words on the learner's page."""

from datetime import date
from typing import Any

from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.phrases import queries, words


class Panel:
    template = "learning/words_panel.html"

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any]:
        study = queries.study_of(learner)
        if study is None:
            return {"study": None, "learner": learner.id}
        return {
            "study": study,
            "learner": learner.id,
            "learned": words.tongue_in_words(study.learned),
            "own": words.tongue_in_words(study.own),
            "decks": queries.decks_in_words(study),
            "tally": queries.asked(study).tally,
        }
