"""What the file does not know and somebody must say: once for the case, or for one letter.

An answer is kept raw (a date as ISO, a choice as its code), so that it can be put into words in any language.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiwar.foundation.languages.fields import CivilDateField, TimeOfDayField


class Shape(StrEnum):
    """LINES are printed as they were typed, LIST as one item a line."""

    LINE = "line"
    LINES = "lines"
    LIST = "list"
    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    YES = "yes"
    SERVICES = "services"
    BASIS = "basis"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Asked:
    """`of_case`: kept with the case, and there the next time; else with the letter alone."""

    label: Promise
    shape: Shape
    needed: bool = False
    of_case: bool = False
    help_text: Promise | str = ""
    most: int = 4000
    """Letters, where somebody may write several lines."""

    def field(self) -> forms.Field:
        known: dict[str, Any] = {"label": self.label, "required": self.needed, "help_text": self.help_text}
        if self.shape is Shape.DAY:
            return CivilDateField(**known)
        if self.shape is Shape.TIME:
            return TimeOfDayField(**known)
        if self.shape is Shape.YES:
            return forms.BooleanField(**known)
        if self.shape is Shape.BASIS:
            return forms.ChoiceField(**known)
        if self.shape in {Shape.LINES, Shape.LIST}:
            return forms.CharField(max_length=self.most, widget=forms.Textarea(attrs={"rows": 4}), **known)
        return forms.CharField(max_length=200, **known)


_ONE_A_LINE: Final = _("One on each line.")

ASKED: Final[dict[str, Asked]] = {
    "authority_name": Asked(_("Authority"), Shape.LINE, needed=True, of_case=True),
    "authority_address": Asked(_("Address of the authority"), Shape.LINES, of_case=True),
    "reference": Asked(_("Their file number"), Shape.NUMBER, of_case=True),
    "decision_number": Asked(_("Number of the decision"), Shape.NUMBER, of_case=True),
    "notified_on": Asked(_("When was it handed over?"), Shape.DAY, help_text=_("As recorded in the procedure.")),
    "basis": Asked(
        _("Legal basis"),
        Shape.BASIS,
        help_text=_("Only what the facts of the procedure hold, with their source. Check it before you sign."),
    ),
    "relied_on": Asked(
        _("What the appeal relies on"),
        Shape.LINES,
        most=12_000,
        help_text=_("Reports about the country, for example. In the language of the letter."),
    ),
    "enclosures": Asked(_("What is enclosed"), Shape.LIST, help_text=_ONE_A_LINE),
    "documents": Asked(_("Which documents"), Shape.LIST, needed=True, help_text=_ONE_A_LINE),
    "interview_on": Asked(_("Date of the interview"), Shape.DAY),
    "interpreter_note": Asked(
        _("What to mind about the interpreter"),
        Shape.LINES,
        help_text=_("A dialect, for example. Nothing that says why the person fled."),
    ),
    "new_address": Asked(_("New address"), Shape.LINES, needed=True),
    "moved_on": Asked(_("Since when"), Shape.DAY),
    "letters_to_us": Asked(_("Ask them to write to us as well"), Shape.YES),
    "partner_name": Asked(_("Partner"), Shape.LINE, needed=True),
    "partner_address": Asked(_("Address of the partner"), Shape.LINES),
    "ask": Asked(
        _("What is asked of them"),
        Shape.LINES,
        needed=True,
        help_text=_("No more than they need for it. Nothing of the claim, nothing of health unless it is the reason."),
    ),
    "place": Asked(_("Where the person is held"), Shape.LINE, needed=True, of_case=True),
    "held_since": Asked(_("Held since"), Shape.DAY),
    "care": Asked(
        _("What they must know to keep the person safe"),
        Shape.LINES,
        help_text=_("Medicine, a child left alone. Only with the person’s or the family’s agreement."),
    ),
    "present_on": Asked(_("Day"), Shape.DAY, needed=True),
    "present_from": Asked(pgettext_lazy("time of day", "From"), Shape.TIME),
    "present_until": Asked(pgettext_lazy("time of day", "Until"), Shape.TIME),
    "attendance_note": Asked(
        _("One more sentence"), Shape.LINES, help_text=_("It will be read by people who must not learn why.")
    ),
}

RECORDED: Final[dict[str, Shape]] = {
    "services": Shape.SERVICES,
    "does": Shape.LIST,
    "does_not": Shape.LIST,
    "explained_by": Shape.LINE,
    "agreed_on": Shape.DAY,
    "agreed_aloud": Shape.YES,
    "interpreter": Shape.LINE,
    "interpreted_into": Shape.LANGUAGE,
}
"""What nobody is asked for a letter: it was recorded elsewhere, and the letter prints that."""

SHAPES: Final = {**{name: each.shape for name, each in ASKED.items()}, **RECORDED}
