"""What the check of a pack says of a value of our own, in the reader's language: by the field it is about.

The check itself speaks English to whoever writes packs; a lawyer reads here what to change in the form.
"""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.knowledge.procedures import Problem

_DAYS: Final = _("From that day on the value fits no edition of this procedure. Choose another day.")
_START: Final = _("Say from which event it starts, and choose none that also ends it.")
_LENGTH: Final = _("Write how many, as a whole number from 1 to 3660, and of what; or say that nobody can verify it.")
_SAID: Final[dict[str, str | Promise]] = {
    "id": _("This time limit does not exist in the procedure on that day. Choose another day, or another limit."),
    "kind": _("Only a time limit by which somebody must act takes a value of your own."),
    "value": _LENGTH,
    "unit": _LENGTH,
    "day_type": _("Only days can be working days."),
    "starts_from": _START,
    "start_event": _START,
    "fallback_from": _START,
    "met_by": _START,
    "closed_by": _START,
    "suspensive_effect": _("Choose one of the answers to whether the decision is stopped."),
    "effective_from": _DAYS,
    "effective_until": _DAYS,
    "sources": _("Name where it was read."),
}
_OTHER: Final = _("It does not fit the other facts of this limit. Read them on the page of the procedure.")


def told(problems: Iterable[Problem]) -> str:
    """Each sentence once."""
    return " ".join(dict.fromkeys(str(_SAID.get(each.place.rpartition(" · ")[2], _OTHER)) for each in problems))
