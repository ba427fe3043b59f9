"""The words of a portfolio."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.lines.learning.models import TakenTest

OUTCOMES: Final[dict[TakenTest.Outcome, str | Promise]] = {
    TakenTest.Outcome.PASSED: _("passed"),
    TakenTest.Outcome.NOT_PASSED: _("not passed"),
    TakenTest.Outcome.NOT_KNOWN: _("not known yet"),
}


def outcome_in_words(code: str) -> str:
    return str(OUTCOMES[TakenTest.Outcome(code)])
