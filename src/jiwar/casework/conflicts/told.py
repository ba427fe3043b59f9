"""The words of this room's timeline entries."""

from django.utils.translation import gettext as _

from jiwar.casework.cases.models import TimelineEntry
from jiwar.casework.cases.sectors import word
from jiwar.casework.cases.timeline import TEAM, tells
from jiwar.casework.conflicts.models import Check, Opposed


@tells("opposed-marked", TEAM)
def marked(entry: TimelineEntry) -> str:
    return _("Somebody stands against the person: %(kind)s") % {"kind": word(Opposed.Kind, entry.facts["kind"])}


@tells("opposed-withdrawn", TEAM)
def withdrawn(_entry: TimelineEntry) -> str:
    return _("Withdrawn that somebody stands against the person")


@tells("conflicts-checked", TEAM)
def checked(entry: TimelineEntry) -> str:
    return _("Looked for conflicts of interest: %(outcome)s") % {"outcome": word(Check.Outcome, entry.facts["outcome"])}
