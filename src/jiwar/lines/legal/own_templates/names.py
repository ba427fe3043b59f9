"""Which fields a template of the group may name, and what each is. The same facts fill the letters we bring."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.lines.legal.letters.asked import ASKED

OF_THE_FILE: Final[dict[str, Promise]] = {
    "person": _("The person’s name"),
    "other_name": _("The name in other letters"),
    "birth": _("Date of birth"),
    "nationality": _("Nationality"),
    "paper": _("Kind and number of a paper"),
    "case_number": _("Number of the case"),
    "interpreter_language": _("The language they speak best"),
    "interpreter_gender": _("Whether the interpreter should be a woman or a man"),
    "group": _("Our name"),
    "adviser": _("Who answers for the letter"),
    "today": _("The day it is made, in both calendars where chosen"),
    "present_at": _("From when until when they were here"),
}
KNOWN: Final = {**OF_THE_FILE, **{name: each.label for name, each in ASKED.items()}}
