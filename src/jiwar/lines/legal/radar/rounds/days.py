"""The days of a round: whether they are some, and by which of them we want it done."""

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible

LONGEST: Final = 366


def check(first: date, last: date) -> None:
    """Raises `NotPossible` where they are no round."""
    if last < first:
        raise NotPossible(_("The last day lies before the first."))
    if (last - first).days >= LONGEST:
        raise NotPossible(_("That is more than a year: look at the days again."))


def act_by(first: date, last: date) -> date:
    """The day before the last one, as for a deadline; never before the round begins."""
    return max(first, last - timedelta(days=1))
