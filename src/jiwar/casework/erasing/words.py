"""What this room tells members, and what it says on a case that goes on without the one who was erased."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework.cases import timeline
from jiwar.casework.cases.models import TimelineEntry
from jiwar.casework.cases.timeline import TEAM
from jiwar.foundation.access import told

WAITS: Final = "erasure-waits"
HELD: Final = "erasure-held"
DECIDED: Final = "erasure-decided"
DONE: Final = "erasure-done"
PERSON_ERASED: Final = "person-erased"
CAME_DUE: Final = "keeping-came-due"
YEARS_CHANGED: Final = "keeping-years-changed"
ON_THE_TIMELINE: Final = "person-erased"

_SENTENCES = {
    WAITS: gettext_lazy("Erasing %(person)s for good waits for your word: look under Erasing."),
    HELD: gettext_lazy("Erasing %(person)s was stopped: something needs the file now. Look under Erasing."),
    DECIDED: gettext_lazy("A second person spoke about erasing %(person)s: look under Erasing."),
    DONE: gettext_lazy("%(person)s was erased for good."),
    PERSON_ERASED: gettext_lazy(
        "%(person)s was erased for good. If they were on a case that goes on: look through its notes and papers for "
        "what still speaks of them."
    ),
    CAME_DUE: gettext_lazy("Files have come due: decide under Erasing whether they are kept or erased."),
    YEARS_CHANGED: gettext_lazy("%(member)s changed for how many years files are kept."),
}


def register() -> None:
    """Called by the app's `ready`."""
    for kind, sentence in _SENTENCES.items():
        told.register(kind, sentence)


@timeline.tells(ON_THE_TIMELINE, TEAM)
def left_the_case(entry: TimelineEntry) -> str:
    return _("%(number)s was erased for good") % {"number": entry.facts["number"]}
