"""What a date would mean, before it is saved: the deadlines that would follow, move or be met. Writes nothing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from markupsafe import Markup

from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import RUNNING, Standing, Status
from jiwar.lines.legal.kept import details_of
from jiwar.lines.legal.models import Deadline, Procedure
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.shown import ShownDeadline
from jiwar.lines.legal.standings import recorded_events, standing_of


@dataclass(frozen=True)
class Meaning:
    """`follows`: deadlines that would run from it. `meets`, `ends`: running ones it would meet, or close."""

    follows: list[ShownDeadline]
    meets: list[Markup | str]
    ends: list[Markup | str]

    @property
    def nothing(self) -> bool:
        return not (self.follows or self.meets or self.ends)


def meaning_of(
    procedure: Procedure,
    recorded: Recorded,
    today: date,
    *,
    thread: UUID | None = None,
    printed: dict[str, date] | None = None,
) -> Meaning:
    """With `thread` the event takes the place of the one it corrects, and keeps that one's printed dates."""
    ref = str(thread or uuid4())
    before = recorded_events(procedure)
    kept = next((event.printed for event in before if event.ref == ref), {})
    papers = {rule: procedures.PrintedDate(day) for rule, day in (printed or {}).items()}
    events = [event for event in before if event.ref != ref]
    events.append(recorded.event(ref, {**kept, **papers}))
    standing = standing_of(procedure, today, but=events)
    follows = [found for found in standing.running if found.started_by == ref and not found.rule.no_limit]
    touched = [found for found in standing.deadlines if found.ended_by == ref]
    return Meaning(
        follows=[ShownDeadline(_unsaved(procedure, found, standing), today) for found in follows],
        meets=[phrase(found.rule.action) for found in touched if found.status in {Status.MET, Status.LATE}],
        ends=[phrase(found.rule.action) for found in touched if found.status is Status.CLOSED],
    )


def _unsaved(procedure: Procedure, found: procedures.Deadline, standing: Standing) -> Deadline:
    return Deadline(
        procedure=procedure,
        case_id=procedure.case_id,
        kind=found.rule.kind.value,
        safe=found.act_by,
        due=found.due,
        sort_by=found.act_by or (found.started.earliest if found.started else None),
        precaution=found.precaution_safe is not None and found.precaution_safe == found.act_by,
        details=details_of(found, standing),
        status=Deadline.Status.OPEN if found.status in RUNNING else Deadline.Status.CLOSED,
    )
