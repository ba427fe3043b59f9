"""Fates and states in words."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiwar.casework.people.imports.models import ImportedRow
from jiwar.casework.people.imports.running import NO_RIGHT
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused

Fate = ImportedRow.Fate
TONES: Final = {Fate.CREATED: "ok", Fate.UPDATED: "ok", Fate.DECISION: "soon", Fate.ERROR: "now"}
IN_ORDER: Final = (Fate.DECISION, Fate.ERROR, Fate.CREATED, Fate.UPDATED, Fate.DUPLICATE, Fate.SKIPPED)
"""What wants attention first."""

_WOULD: Final[dict[str, Callable[[], str]]] = {
    Fate.CREATED: lambda: _("would be registered"),
    Fate.UPDATED: lambda: _("would be added to a file"),
    Fate.SKIPPED: lambda: _("would be passed over"),
    Fate.DECISION: lambda: _("would need a decision"),
}


def fate_words(fate: str, *, trying: bool = False) -> str:
    """'registered', or while trying 'would be registered'."""
    if trying and fate in _WOULD:
        return _WOULD[fate]()
    return str(Fate(fate).label)


def why_stopped(stopped: dict[str, object] | None) -> str:
    """Why the work ended before its time; '' where it did not."""
    if not stopped:
        return ""
    if stopped["code"] == NO_RIGHT:
        return _("Your role does not include bringing in lists any more.")
    about = stopped["about"]
    return SheetRefused(Refusal(str(stopped["code"])), **(about if isinstance(about, dict) else {})).sentence


def why_encoding(code: str) -> str:
    """How the letters of a text file were recognised."""
    return {
        "mark": _("The file says so itself."),
        "fits": _("All of it can be read so."),
        "zeros": _("Every second byte is empty, as in UTF-16."),
        "arabic-words": _("The letters stand in words as in Arabic."),
        "turkish-letters": pgettext("encoding", "Letters of Turkish stand in it."),
        "western-letters": _("Single accented letters stand in it."),
        "chosen": _("You chose it."),
    }.get(code, "")
