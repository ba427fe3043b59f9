"""The events in order of time, and where the order is not known."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import RESTRICTED
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.calendars import Span
from jiwar.lines.legal.models import ChronologyEntry
from jiwar.lines.legal.statements import days, rights
from jiwar.lines.legal.statements.fitting import Told

_WITH = ("case__subject", "written_by__account", "session__note")


@dataclass(frozen=True)
class Line:
    """One event. `follows`: its days come from the event it counts from. `unsure`: it may as well have been before the
    one above it. `other`: the event it counts from, if the viewer sees that."""

    row: ChronologyEntry
    span: Span | None
    follows: bool
    unsure: bool
    other: ChronologyEntry | None

    @property
    def narrow(self) -> bool:
        return self.row.compartment == RESTRICTED.code

    @property
    def by_hand(self) -> bool:
        return bool(self.row.days.get("by_hand"))

    @property
    def estimated(self) -> bool:
        return bool(self.row.days.get("estimated")) or self.follows


@dataclass(frozen=True)
class Chronology:
    """`placed` by their days, `unplaced` as they were written down."""

    placed: list[Line]
    unplaced: list[Line]

    @property
    def rows(self) -> list[ChronologyEntry]:
        return [line.row for line in (*self.placed, *self.unplaced)]


def _rows(viewer: Viewer, case: Case) -> list[ChronologyEntry]:
    """Those the viewer sees: what stands in the restricted part only with both parts, which `to_read` began."""
    rows = ChronologyEntry.objects.filter(case=case, taken_out_at__isnull=True).select_related(*_WITH)
    found = list(policy.scope(viewer, rows.order_by("written_at", "id")))
    vault.prefetch(found)
    return found


def chronology(viewer: Viewer, case: Case) -> Chronology:
    rights.to_read(viewer, case)
    rows = _rows(viewer, case)
    spans, by_id = days.spans(rows), {row.id: row for row in rows}
    placed = sorted((row for row in rows if row.id in spans), key=lambda row: _place(spans[row.id]))
    lines = []
    for at, row in enumerate(placed):
        above = placed[at - 1] if at else None
        lines.append(_line(row, spans, by_id, unsure=above is not None and not _is_after(row, above, spans)))
    unplaced = [_line(row, spans, by_id, unsure=False) for row in rows if row.id not in spans]
    return Chronology(lines, unplaced)


def _place(span: Span) -> tuple[date, date]:
    return span.days.earliest, span.days.latest


def _is_after(row: ChronologyEntry, above: ChronologyEntry, spans: dict[UUID, Span]) -> bool:
    """By the days, or because it was said so."""
    if spans[above.id].surely_before(spans[row.id]):
        return True
    first, second = (row.link, row.other_id), (above.link, above.other_id)
    return (first[1] == above.id and first[0].get("side") == "after") or (
        second[1] == row.id and second[0].get("side") == "before"
    )


def _line(row: ChronologyEntry, spans: dict[UUID, Span], by_id: dict[UUID, ChronologyEntry], *, unsure: bool) -> Line:
    other = by_id.get(row.other_id) if row.other_id else None
    return Line(row, spans.get(row.id), follows=not row.days and row.id in spans, unsure=unsure, other=other)


def entry(viewer: Viewer, entry_id: UUID) -> ChronologyEntry:
    """`NotThere` for one that was taken out, and for a narrow one without both parts."""
    rows = ChronologyEntry.objects.filter(id=entry_id, taken_out_at__isnull=True).select_related(*_WITH)
    found = policy.scope(viewer, rows).first()
    if found is None or not rights.reads(viewer, found.case):
        raise NotThere
    return found


def told_of(found: Chronology) -> list[Told]:
    """As `fitting` looks at them."""
    return [
        Told(
            id=line.row.id,
            span=line.span,
            own=days.span_of(line.row.days),
            place=line.row.place,
            stage=line.row.stage,
            step=line.row.step,
            link=days.link_of(line.row.link),
            other=line.other.id if line.other else None,
            told_on=line.row.session.note.happened_on if line.row.session else None,
            narrow=line.narrow,
        )
        for line in (*found.placed, *found.unplaced)
    ]
