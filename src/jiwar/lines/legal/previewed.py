"""Which deadlines a rule or a holiday would move, before it counts: those of the files the viewer has open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from markupsafe import Markup

from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.procedures import RUNNING, Deadline, Kind, Standing
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import Trial, recorded_events, standing_of

MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline that would move. `later`: the day we act by, or the law's last day for it, would come later."""

    number: str
    procedure: Procedure
    action: Markup | str
    was: date | None
    now: date | None
    due_was: date | None
    due_now: date | None
    ours: bool
    """Somebody of us must act by then."""

    @property
    def later(self) -> bool:
        if not self.ours:
            return False
        pairs = ((self.was, self.now), (self.due_was, self.due_now))
        return any(before is not None and (after is None or after > before) for before, after in pairs)


@dataclass(frozen=True, slots=True)
class Preview:
    """`looked_at`: of how many open procedures; `more`: there are others among the viewer's own."""

    moves: tuple[Move, ...]
    looked_at: int
    more: bool


def would_move(viewer: Viewer, trial: Trial, today: date, *, packs: Iterable[str] | None) -> Preview:
    """Writes nothing. `packs` None: whatever the procedure."""
    rows = list(_open_to(viewer, packs)[: MOST_LOOKED_AT + 1])
    looked_at = rows[:MOST_LOOKED_AT]
    prefetch(looked_at)
    moves = [move for row in looked_at for move in _of_one(row, trial, today)]
    moves.sort(key=lambda move: (move.now or move.was or date.max, move.number))
    return Preview(tuple(moves), len(looked_at), len(rows) > MOST_LOOKED_AT)


def _open_to(viewer: Viewer, packs: Iterable[str] | None) -> QuerySet[Procedure]:
    rows = Procedure.objects.filter(closed_on__isnull=True)
    if packs is not None:
        rows = rows.filter(pack__in=list(packs))
    return policy.scope(viewer, rows).select_related("case__subject").order_by("case__number", "id")


def _of_one(row: Procedure, trial: Trial, today: date) -> Iterable[Move]:
    events = recorded_events(row)
    before = _running(standing_of(row, today, but=events))
    after = _running(standing_of(row, today, but=events, trial=trial))
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        found = new or old
        if found is not None and _days(old) != _days(new):
            (was, due_was), (now, due_now) = _days(old), _days(new)
            ours = found.rule.kind is Kind.LIMIT
            yield Move(row.case.written_number, row, phrase(found.rule.action), was, now, due_was, due_now, ours)


def _running(standing: Standing) -> dict[str, Deadline]:
    return {found.key: found for found in standing.deadlines if found.status in RUNNING}


def _days(found: Deadline | None) -> tuple[date | None, date | None]:
    return (None, None) if found is None else (found.act_by, found.due)
