"""What is still to be asked: found by the days, or written down. Only for whoever takes statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal import queries as procedures
from jiwar.lines.legal.models import ChronologyEntry, StatementQuestion
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.statements import rights
from jiwar.lines.legal.statements.fitting import Happened, Unfitting, unfitting
from jiwar.lines.legal.statements.queries.chronology import Chronology, chronology, told_of


@dataclass(frozen=True)
class Open:
    """`found`: by the program, else `row`. `entries`: those it is about that the viewer sees."""

    code: str
    entries: list[ChronologyEntry]
    found: Unfitting | None = None
    row: StatementQuestion | None = None


@dataclass(frozen=True)
class Questions:
    """`answered`: newest first."""

    open: list[Open]
    answered: list[StatementQuestion]

    def by_code(self, code: str) -> Open | None:
        return next((each for each in self.open if each.code == code), None)


def questions(viewer: Viewer, case: Case, told: Chronology | None = None) -> Questions:
    rights.to_ask(viewer, case)
    told = told or chronology(viewer, case)
    rows = StatementQuestion.objects.filter(case=case).select_related(
        "case", "document", "asked_by__account", "answered_by__account"
    )
    kept = list(policy.scope(viewer, rows.order_by("asked_at", "id")))
    vault.prefetch([*kept, *(row.document for row in kept if row.document)])
    by_id = {row.id: row for row in told.rows}
    closed = {row.key for row in kept if row.key and row.answered_at}
    happened = list(_happened(viewer, case))
    found = [each for each in unfitting(told_of(told), happened) if each.code not in closed]
    return Questions(
        open=[
            *(Open(each.code, [by_id[one] for one in each.entries], found=each) for each in found),
            *(Open(row.id.hex, _of(row, by_id), row=row) for row in kept if not row.answered_at),
        ],
        answered=sorted((row for row in kept if row.answered_at), key=_when, reverse=True),
    )


def _of(row: StatementQuestion, by_id: dict[UUID, ChronologyEntry]) -> list[ChronologyEntry]:
    return [by_id[UUID(one)] for one in row.entries if UUID(one) in by_id]


def _when(row: StatementQuestion) -> float:
    return row.answered_at.timestamp() if row.answered_at else 0.0


def _happened(viewer: Viewer, case: Case) -> Iterator[Happened]:
    """What was recorded in the procedures of the case, in force."""
    for procedure in procedures.procedures_of(viewer, case):
        rows = [row for row in procedures.events_of(procedure) if row.in_force]
        vault.prefetch(rows)
        for row in rows:
            recorded = Recorded.of(row)
            yield Happened(recorded.kind, recorded.given.interval())
