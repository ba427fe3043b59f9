"""Writing what happened, and saying it in words.

A kind of entry has words: this room's are in `told`, a line's in its declaration (`ServiceLine.timeline`). An entry of
a kind nobody knows any more still shows its date and that something was recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jiwar.casework import service_lines
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case, TimelineEntry
from jiwar.casework.service_lines import Words
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.foundation.access.viewer import Viewer

Teller = Callable[[TimelineEntry], Words]


@dataclass(frozen=True)
class Chapter:
    """What the timeline can be narrowed to."""

    code: str
    name: Words


NOTES = Chapter("notes", _("Notes"))
PLAN = Chapter("plan", _("Assessment and plan"))
HELP = Chapter("help", _("Help"))
PAPERS = Chapter("papers", _("Documents"))
TEAM = Chapter("team", _("Who works on it"))
CHAPTERS = (NOTES, PLAN, HELP, PAPERS, TEAM)

_tellers: dict[str, tuple[Chapter, Teller]] = {}


def tells(kind: str, chapter: Chapter) -> Callable[[Teller], Teller]:
    """Registers the words of a kind of entry; rooms above casework may add theirs."""

    def register(teller: Teller) -> Teller:
        if kind in _tellers:
            raise ValueError(f"timeline kind {kind} is told twice")
        _tellers[kind] = (chapter, teller)
        return teller

    return register


def write(
    viewer: Viewer | None,
    *,
    case: Case,
    kind: str,
    facts: dict[str, Any] | None = None,
    compartment: Compartment = GENERAL,
    happened_on: date | None = None,
    row: UUID | None = None,
) -> TimelineEntry:
    """One entry, in the transaction of what it tells. `viewer` None is the program itself."""
    return TimelineEntry.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=compartment.code,
        kind=kind,
        facts=facts or {},
        happened_on=happened_on or clock.today(),
        by=viewer.member if viewer else None,
        row=row,
    )


def words_of(entry: TimelineEntry) -> Words:
    if entry.kind in _tellers:
        return _tellers[entry.kind][1](entry)
    for line in service_lines.installed():
        if entry.kind in line.timeline:
            return line.timeline[entry.kind](entry)
    return _("Something was recorded")


def chapters() -> tuple[Chapter, ...]:
    """This room's and one for each line that tells something."""
    return (*CHAPTERS, *(Chapter(line.code, line.name) for line in service_lines.installed() if line.timeline))


def kinds_of(chapter: str) -> list[str]:
    """The kinds of entries in a chapter; of an unknown one none."""
    own = [kind for kind, (known, _teller) in _tellers.items() if known.code == chapter]
    return own + [kind for line in service_lines.installed() if line.code == chapter for kind in line.timeline]
