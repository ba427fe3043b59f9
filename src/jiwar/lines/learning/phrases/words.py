"""What is said of words and phrases: situations, how well somebody remembered, what is wrong with a wording."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.directions import ENDONYMS, endonym
from jiwar.knowledge.phrases import Fault
from jiwar.lines.learning.words import language_in_words

SITUATIONS: Final[dict[str, tuple[str | Promise, str]]] = {
    "asylum-interview": (_("The asylum interview"), "speech"),
    "police": (_("Police and emergencies"), "danger"),
    "doctor": (_("At the doctor"), "heart"),
    "school": (_("School"), "learning"),
    "work": (_("Work"), "office"),
    "market": (_("At the market"), "assistance"),
    "rights": (_("Rights and papers"), "scales"),
    "housing": (_("House and street"), "home"),
    "family": (_("Family and greetings"), "household"),
    "time": (_("Time and days"), "calendar"),
    "numbers": (_("Numbers"), "task"),
}
"""In words, and its picture."""

FAULTS: Final[dict[Fault, str | Promise]] = {
    Fault.NO_TONGUE: _("Words in this language cannot be kept here."),
    Fault.EMPTY: _("The word itself is missing."),
    Fault.LONG: _("Too long: at most 160 signs."),
    Fault.SPACES: _("There are spaces too many."),
    Fault.HIDDEN_SIGNS: _("There are signs in it that nobody sees. Type it anew."),
    Fault.BRACKETS: _("A bracket is opened and not closed, or closed and not opened."),
    Fault.SCRIPT: _("Some letters are not of the script in which this language is written."),
    Fault.NOT_SAID: _("Say also how it is said, in Latin letters."),
    Fault.SAID_NOT_LATIN: _("How it is said is written in Latin letters."),
}


def situation_in_words(code: str) -> str:
    return str(SITUATIONS[code][0])


def tongue_in_words(code: str) -> str:
    """In the reader's language, with its own name beside it where that is another."""
    own, named = endonym(code), language_in_words(code)
    return named if code not in ENDONYMS or own == named else f"{named} · {own}"


ICONS: Final[dict[str, str | Promise]] = {
    "home": _("house"),
    "user": _("person"),
    "people": _("people"),
    "household": _("family"),
    "heart": _("heart"),
    "calendar": _("day"),
    "clock": _("clock"),
    "phone": _("telephone"),
    "document": _("paper"),
    "edit": _("pen"),
    "learning": _("book"),
    "office": _("building"),
    "assistance": _("money"),
    "scales": _("scales"),
    "key": _("key"),
    "warning": _("beware"),
    "danger": _("danger"),
    "check": _("yes"),
    "close": _("no"),
    "eye": _("eye"),
    "speech": _("speaking"),
    "forward": _("way"),
    "search": _("looking for"),
}
"""Pictures to choose from for a word of the group's own."""
