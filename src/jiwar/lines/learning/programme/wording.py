"""What became of learners, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiwar.knowledge.levels import Level
from jiwar.knowledge.programme import FINISHED, GAINED, GOES_ON, NO_CLASS
from jiwar.lines.learning.models import TakenTest
from jiwar.lines.learning.progress.wording import outcome_in_words
from jiwar.lines.learning.words import DROPPED, ENDINGS, level_in_words

_OUTCOMES: Final[dict[str, str | Promise]] = {
    NO_CLASS: _("no class yet"),
    GOES_ON: _("go on"),
    GAINED: _("gained a level"),
    FINISHED: _("finished, at the same level"),
}


def in_words(code: str) -> str:
    if code in set(Level):
        return level_in_words(code)
    if code in set(TakenTest.Outcome):
        return outcome_in_words(code)
    if code in DROPPED:
        return gettext("left: %(why)s") % {"why": ENDINGS[code]}
    return str(_OUTCOMES.get(code) or ENDINGS[code])
