"""On the learner's page: levels with their reasons, what the learner can do, tests; certificates beside."""

from datetime import date
from typing import Any

from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.certificates import queries as certificates
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.progress import queries
from jiwar.lines.learning.progress.queries import Portfolio
from jiwar.lines.learning.progress.wording import outcome_in_words
from jiwar.lines.learning.rights import TEACH
from jiwar.lines.learning.words import language_in_words, level_in_words


class PortfolioPanel:
    template = "learning/panel_portfolio.html"

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any] | None:
        papers = certificates.of_learner(viewer, learner)
        return {
            "learner": learner,
            "languages": [_shown(each) for each in queries.portfolios(viewer, learner)],
            "certificates": [_certificate(paper) for paper in papers],
            "teaches": viewer.can(TEACH),
        }


def _shown(portfolio: Portfolio) -> dict[str, Any]:
    levels = [
        (change.row, level_in_words(change.row.level), level_in_words(change.before) if change.before else "")
        for change in portfolio.changes
    ]
    return {
        "name": language_in_words(portfolio.language),
        "levels": levels,
        "can_dos": [(row, level_in_words(row.level)) for row in portfolio.can_dos],
        "tests": [(row, level_in_words(row.level), outcome_in_words(row.outcome)) for row in portfolio.tests],
    }


def _certificate(paper: Any) -> tuple[Any, str, str]:
    row = paper.certificate
    return paper, language_in_words(row.language), level_in_words(row.level)
