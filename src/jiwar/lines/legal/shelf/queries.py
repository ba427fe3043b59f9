"""What can be asked of the shelf, always for a viewer; of cases only what stands open to them."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.models import (
    Argument,
    ArgumentParagraph,
    ArgumentUse,
    Citation,
    CountrySource,
    ProcedureEvent,
    ShelfAge,
    SourceParagraph,
)
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED, USE_SHELF
from jiwar.lines.legal.shelf.index import Asked, find

Row = TypeVar("Row")

MOST_FOUND = 30
FEWEST_TOLD = 3
"""Outcomes of fewer files are not told apart: small numbers tell who."""


class Ended(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    OPEN = "open"


_OUTCOMES = {
    EventKind.RECOGNITION_NOTIFIED: Ended.GRANTED,
    EventKind.REFUSAL_NOTIFIED: Ended.REFUSED,
    EventKind.APPEAL_REFUSED_NOTIFIED: Ended.REFUSED,
    EventKind.INADMISSIBILITY_NOTIFIED: Ended.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph in pieces, those asked for marked; `old`: older than the group's age."""

    paragraph: SourceParagraph
    pieces: list[tuple[str, bool]]
    old: bool


@dataclass(frozen=True, slots=True)
class Cited:
    row: Citation
    published_on: date
    old: bool
    set_aside: bool

    @property
    def line(self) -> str:
        """As it is put into a letter: the words, and where they stand."""
        about = self.row.cited
        return (
            f"“{self.row.words}” ({about['publisher']}, {about['title']}, {about['published_on']}, § {about['number']})"
        )


@dataclass(frozen=True, slots=True)
class Usage:
    """Of the files the viewer may open. `outcomes` None: too few to be told apart."""

    files: int
    outcomes: dict[Ended, int] | None

    @property
    def worked(self) -> bool:
        """Granted more often than refused; of too few files nothing is said."""
        told = self.outcomes or {}
        return told.get(Ended.GRANTED, 0) > told.get(Ended.REFUSED, 0)


def months(viewer: Viewer) -> int:
    policy.require(viewer, USE_SHELF)
    return _months()


def _months() -> int:
    row = ShelfAge.objects.first()
    return row.months if row else 24


def _oldest() -> date:
    """The first day that is not old yet."""
    today = clock.today()
    years, month = divmod(today.year * 12 + today.month - 1 - _months(), 12)
    return date(years, month + 1, min(today.day, monthrange(years, month + 1)[1]))


def sources(viewer: Viewer) -> QuerySet[CountrySource]:
    policy.require(viewer, USE_SHELF)
    return CountrySource.objects.all()


def age(viewer: Viewer) -> Callable[[CountrySource], bool]:
    """Whether a source is older than the group wants, asked of many at the price of one question."""
    policy.require(viewer, USE_SHELF)
    oldest = _oldest()
    return lambda source: source.published_on < oldest


def replacements(viewer: Viewer, of: CountrySource) -> QuerySet[CountrySource]:
    """What may have taken its place: not older, and not set aside itself."""
    rows = sources(viewer).filter(published_on__gte=of.published_on, set_aside_on__isnull=True)
    return rows.exclude(id=of.id).order_by("title")[:200]


def source(viewer: Viewer, source_id: UUID) -> CountrySource:
    rows = sources(viewer).select_related("added_by__account", "newer")
    return _there(rows.filter(id=source_id).first())


def paragraph(viewer: Viewer, paragraph_id: UUID) -> SourceParagraph:
    policy.require(viewer, USE_SHELF)
    return _there(SourceParagraph.objects.select_related("source").filter(id=paragraph_id).first())


def _there(row: Row | None) -> Row:
    if row is None:
        raise NotThere
    return row


def search(viewer: Viewer, typed: str, *, country: str = "", most: int = MOST_FOUND) -> list[Found]:
    """The best first. Whatever is typed is words and phrases, never an instruction."""
    policy.require(viewer, USE_SHELF)
    asked = Asked.typed(typed)
    ids = find(asked, country=country, most=most)
    rows = SourceParagraph.objects.select_related("source").in_bulk(ids)
    oldest = _oldest()
    return [
        Found(rows[each], asked.marks(rows[each].text), rows[each].source.published_on < oldest)
        for each in ids
        if each in rows
    ]


def arguments(
    viewer: Viewer, *, claim: str = "", country: str = "", among: Collection[str] | None = None
) -> QuerySet[Argument]:
    """`among`: only those of these ids."""
    policy.require(viewer, USE_SHELF)
    rows = Argument.objects.filter(set_aside_on__isnull=True)
    rows = rows.filter(claim=claim) if claim else rows
    rows = rows if among is None else rows.filter(id__in=among)
    return rows.filter(country=country) if country else rows


def argument(viewer: Viewer, argument_id: UUID) -> Argument:
    policy.require(viewer, USE_SHELF)
    return _there(Argument.objects.select_related("written_by__account").filter(id=argument_id).first())


def standing_on(argument: Argument) -> list[Found]:
    rows = ArgumentParagraph.objects.filter(argument=argument).select_related("paragraph__source")
    oldest = _oldest()
    found = sorted((row.paragraph for row in rows), key=lambda each: (each.source.title, each.position))
    return [Found(each, [(each.text, False)], each.source.published_on < oldest) for each in found]


def arguments_on(viewer: Viewer, source: CountrySource) -> list[Argument]:
    """Those that stand on one of its paragraphs."""
    rows = ArgumentParagraph.objects.filter(paragraph__source=source).values_list("argument", flat=True)
    return list(arguments(viewer).filter(id__in=rows).order_by("title"))


def usage(viewer: Viewer, argument: Argument) -> Usage:
    return usages(viewer).get(str(argument.id), Usage(0, None))


def usages(viewer: Viewer) -> dict[str, Usage]:
    """Of every argument used, by its id. Which one is sealed, so each use is opened; what may not be seen is not
    counted."""
    policy.require(viewer, USE_SHELF)
    uses = list(policy.scope(viewer, ArgumentUse.objects.all()))
    vault.prefetch(uses)
    cases_of: dict[str, set[UUID]] = {}
    for row in uses:
        cases_of.setdefault(row.argument, set()).add(row.case_id)
    ended = outcomes(viewer, {row.case_id for row in uses})
    return {argument: _usage(of_it, ended) for argument, of_it in cases_of.items()}


def _usage(of_it: set[UUID], ended: dict[UUID, Ended]) -> Usage:
    if len(of_it) < FEWEST_TOLD:
        return Usage(len(of_it), None)
    counts = Counter(ended.get(case, Ended.OPEN) for case in of_it)
    return Usage(len(of_it), {each: counts[each] for each in Ended if counts[each]})


def outcomes(viewer: Viewer, of: set[UUID]) -> dict[UUID, Ended]:
    """How the procedures of these cases ended: by the last that was notified, where that decides. A refusal ends a case
    only when its procedure is closed; recognition ends it at once."""
    rows = policy.scope(viewer, ProcedureEvent.objects.filter(procedure__case__in=of)).select_related("procedure")
    events = [row for row in rows if row.in_force]
    vault.prefetch(events)
    last: dict[UUID, tuple[date, Ended]] = {}
    for row in events:
        said = Recorded.of(row)
        ended = _OUTCOMES.get(said.kind)
        if ended is None or (ended is Ended.REFUSED and row.procedure.is_open):
            continue
        day, case = said.given.interval().latest, row.procedure.case_id
        if case not in last or last[case][0] <= day:
            last[case] = (day, ended)
    return {case: ended for case, (_day, ended) in last.items()}


def cases_to_cite_in(viewer: Viewer) -> list[tuple[Case, str]]:
    """Running cases the viewer works on, as choices: number and names."""
    page = cases.my_cases(viewer)
    lines = list(page.lines)
    while page.before is not None:
        page = cases.my_cases(viewer, before=page.before)
        lines += page.lines
    return [
        (line.case, " · ".join([line.case.written_number, *line.names]))
        for line in lines
        if LEGAL_PRIVILEGED in policy.opened_compartments(viewer, line.case.subject)
    ]


def citations(viewer: Viewer, case: Case) -> list[Cited]:
    """Of the case, in the order they were chosen; none where the privileged part is closed."""
    rows = list(policy.scope(viewer, Citation.objects.filter(case=case, dropped_at__isnull=True)).order_by("cited_at"))
    vault.prefetch(rows)
    oldest = _oldest()
    aside = _set_aside([row.cited["source"] for row in rows])
    days = [date.fromisoformat(row.cited["published_on"]) for row in rows]
    return [Cited(row, day, day < oldest, row.cited["source"] in aside) for row, day in zip(rows, days, strict=True)]


def _set_aside(ids: Sequence[str]) -> set[str]:
    rows = CountrySource.objects.filter(id__in=set(ids), set_aside_on__isnull=False)
    return {str(each) for each in rows.values_list("id", flat=True)}


def citation(viewer: Viewer, citation_id: UUID) -> Citation:
    rows = policy.scope(viewer, Citation.objects.filter(id=citation_id)).select_related("case__subject")
    return _there(rows.first())


def arguments_in(viewer: Viewer, case: Case) -> list[Argument]:
    """What was argued in the case, as far as the viewer may see it."""
    uses = list(policy.scope(viewer, ArgumentUse.objects.filter(case=case)))
    vault.prefetch(uses)
    return list(Argument.objects.filter(id__in={row.argument for row in uses}).order_by("title"))


def argued_countries(viewer: Viewer) -> list[str]:
    return sorted(set(arguments(viewer).order_by().values_list("country", flat=True)))


def to_stand_on(viewer: Viewer, source_id: str) -> list[SourceParagraph]:
    """The paragraphs of one source; none for an address that names none."""
    try:
        asked = UUID(source_id)
    except ValueError:
        return []
    policy.require(viewer, USE_SHELF)
    return list(SourceParagraph.objects.filter(source=asked).order_by("position")[:300])
