"""The words for the codes of the register, and what an exhibit is called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.papers.bundles.refusals import Refusal, sentence
from jiwar.lines.legal.models import Bundle
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

Said = str | Promise

KINDS: Final[dict[str, Said]] = {
    "identity": _("Passport or identity paper"),
    "authority": _("Letter of the authority"),
    "civil": _("Birth, marriage or death certificate"),
    "medical": _("Medical paper"),
    "photo": _("Photograph"),
    "country": _("Country information"),
    "witness": _("Statement of a witness"),
    "other": _("Other"),
}
PERSON, US, AUTHORITY, OTHER, LOST, NEVER = "person", "group", "authority", "other", "lost", "never"
HOLDERS: Final[dict[str, Said]] = {
    PERSON: _("the person"),
    US: _("we"),
    AUTHORITY: _("an authority"),
    OTHER: _("someone else"),
    LOST: _("it is lost"),
    NEVER: _("there never was one"),
}
TRANSLATION: Final[dict[str, Said]] = {
    "not-needed": _("not needed"),
    "needed": pgettext_lazy("translation", "needed"),
    "ordered": _("ordered"),
    "there": _("there, certified"),
}
LEGALISATION: Final[dict[str, Said]] = {
    "not-needed": _("not needed"),
    "needed": pgettext_lazy("legalisation", "needed"),
    "done": _("done"),
}
ORIGINAL, TRANSLATED, BOTH = "original", "translation", "both"
VERSIONS: Final[dict[str, Said]] = {
    ORIGINAL: _("the paper itself"),
    TRANSLATED: _("the translation"),
    BOTH: _("the paper and its translation"),
}
_LETTERS: Final = {GENERAL.code: "A", LEGAL_PRIVILEGED.code: "B", RESTRICTED.code: "C"}


def label(compartment: str, number: int) -> str:
    """'A3': the letter says in which part of the file it stands, the number counts there."""
    return f"{_LETTERS.get(compartment, 'D')}{number}"


def why_not(bundle: Bundle) -> str:
    """Why a bundle was not made, in the language at hand."""
    refusal = bundle.refusal
    if "code" in refusal:
        return refused(Refusal(refusal["code"]), refusal.get("paper", ""))
    return str(refusal.get("said", ""))


def refused(code: Refusal, exhibit: str) -> str:
    return sentence(code, _now("Exhibit %(label)s") % {"label": exhibit} if exhibit else _now("A paper"))
