"""The rules for places in words, and each place with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.languages.reader import format_number
from jiwar.knowledge import places
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.places.order import InOrder

ORDER: Final[dict[str, str | Promise]] = {
    "lost-place": gettext_lazy("Whoever lost a place because we closed a class comes before all others."),
    "first-course": gettext_lazy("Whoever had no course of this language with us yet comes before who had one."),
    "waiting": gettext_lazy("Whoever has waited longer comes first."),
    "lot": gettext_lazy(
        "Where all this is equal, the lot decides. It is drawn from the class and the learner’s number."
    ),
}
FITS: Final[dict[str, str | Promise]] = {
    "women": gettext_lazy("A class for women only is for women; who learns only among women waits for such a class."),
    "childcare": gettext_lazy("Who needs somebody to look after the children waits for a class where that is done."),
    "way": gettext_lazy("In a room or online: as the learner can."),
    "times": gettext_lazy("The times of the class are among those at which the learner can come."),
    "declined": gettext_lazy("Who said no to this class waits for another one, with all their days."),
}
DECIDED: Final[dict[str, str | Promise]] = {
    "": gettext_lazy("first by the rules"),
    "lost-place": gettext_lazy("the one before lost a place by us"),
    "first-course": gettext_lazy("the one before had no course yet"),
    "waiting": gettext_lazy("the one before has waited longer"),
    "lot": gettext_lazy("by lot"),
}
AGAINST: Final[dict[str, str | Promise]] = {
    "women": gettext_lazy("not the class for it: women only"),
    "childcare": gettext_lazy("needs childcare"),
    "way": gettext_lazy("room or online does not fit"),
    "times": gettext_lazy("the times do not fit"),
    "declined": gettext_lazy("said no to this class"),
}


@dataclass(frozen=True)
class Line:
    """`name` empty: the learner does not stand open to the reader, and is a number."""

    learner: Learner
    name: str
    place: int | None
    gets_place: bool
    since: date
    because: tuple[str, ...]


def line_in_words(each: InOrder, names: Mapping[UUID, str]) -> Line:
    found, learner = each.ranked, each.entry.learner
    reasons = [AGAINST[code] for code in found.against] or [DECIDED[found.decided_by]]
    name = names.get(learner.id, "")
    return Line(learner, name, found.place, found.gets_place, each.entry.since, tuple(str(said) for said in reasons))


def rules_in_words() -> dict[str, Any]:
    rules = places.rules()
    answer = _(
        "A place that is offered is answered within %(days)s days; then it goes on to the next, and who did not "
        "answer waits anew from that day."
    )
    return {
        "order": [ORDER[code] for code in rules.order],
        "fits": [FITS[code] for code in rules.fits],
        "answer": answer % {"days": format_number(rules.answer_days)},
    }
