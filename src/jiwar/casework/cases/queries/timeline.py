"""One line of everything on a case that the viewer may see."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from jiwar.casework.cases import timeline as registry
from jiwar.casework.cases.models import Case, Note, TimelineEntry
from jiwar.casework.cases.sectors import word
from jiwar.casework.cases.told import MINUTES
from jiwar.casework.service_lines import Words
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement

PAGE = 20


@dataclass(frozen=True)
class Told:
    """As `ui.timeline` shows it."""

    id: UUID
    when: date
    title: Words
    text: str = ""
    who: str = ""
    href: str | None = None
    tags: tuple[tuple[Words, str], ...] = ()
    icon: str | None = None


@dataclass(frozen=True)
class TimelinePage:
    """`before`: the entry to go on from, None at the end."""

    entries: list[Told] = field(default_factory=list)
    before: UUID | None = None


def timeline(
    viewer: Viewer,
    case: Case,
    *,
    before: UUID | None = None,
    chapter: str = "",
    opened: frozenset[Compartment] | None = None,
) -> TimelinePage:
    """Newest first by the day it happened. `chapter` narrows it to one; `opened` if it is known already."""
    opened = policy.opened_compartments(viewer, case.subject) if opened is None else opened
    codes = tuple(sorted(each.code for each in opened))
    if chapter or before:
        rows = TimelineEntry.objects.filter(case=case, compartment__in=codes)
        rows = rows.filter(kind__in=registry.kinds_of(chapter)) if chapter else rows
        found = list(_newest(_after(rows, before)))
    else:
        found = _first(case.id, codes)
    entries = found[:PAGE]
    vault.prefetch(entries)
    written = tuple(row.row for row in entries if row.kind == "note-written" and row.row)
    about = {note.id: note for note in _notes(case.id, codes, written)} if written else {}
    return TimelinePage(
        [_told(case, entry, about.get(entry.row) if entry.row else None) for entry in entries],
        entries[-1].id if len(found) > PAGE else None,
    )


@statement
def _first(case: UUID, codes: tuple[str, ...]) -> QuerySet[TimelineEntry]:
    return _newest(TimelineEntry.objects.filter(case=case, compartment__in=codes))


@statement
def _notes(case: UUID, codes: tuple[str, ...], ids: tuple[UUID, ...]) -> QuerySet[Note]:
    return Note.objects.filter(case=case, compartment__in=codes, id__in=ids)


def _newest(rows: QuerySet[TimelineEntry]) -> QuerySet[TimelineEntry]:
    return rows.select_related("by__account").order_by("-happened_on", "-at", "-id")[: PAGE + 1]


def _after(rows: QuerySet[TimelineEntry], before: UUID | None) -> QuerySet[TimelineEntry]:
    """From an entry on; an entry the viewer may not see is no place to go on from."""
    place = rows.filter(id=before).first() if before else None
    if place is None:
        return rows
    same_day = Q(happened_on=place.happened_on)
    return rows.filter(
        Q(happened_on__lt=place.happened_on)
        | same_day & Q(at__lt=place.at)
        | same_day & Q(at=place.at, id__lt=place.id)
    )


def _told(case: Case, entry: TimelineEntry, note: Note | None) -> Told:
    where = compartment_of(entry.compartment)
    tags: list[tuple[Words, str]] = [] if where in (IDENTITY, GENERAL) else [(where.name, "")]
    who = entry.by.account.name if entry.by else ""
    if note is None:
        text = str(entry.facts.get("text", ""))
        return Told(entry.id, entry.happened_on, registry.words_of(entry), text, who, tags=tuple(tags))
    if note.minutes:
        tags.insert(0, (MINUTES % {"minutes": note.minutes}, ""))
    href = reverse("cases:note", args=[case.id, note.id])
    title = word(Note.Kind, note.kind)
    return Told(entry.id, entry.happened_on, title, note.text, who, href, tuple(tags))
