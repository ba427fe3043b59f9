"""Where a procedure stands: its events replayed by the knowledge, on the days of this group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault import prefetch
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Event, Override, Pack, Standing
from jiwar.lines.legal.announcing.days import Closed, offices
from jiwar.lines.legal.models import PrintedDate, Procedure, ProcedureEvent
from jiwar.lines.legal.overriding import packs
from jiwar.lines.legal.recorded import events_of


@dataclass(frozen=True, slots=True)
class Trial:
    """What does not count yet: to see what it would change."""

    overrides: Sequence[Override] = ()
    closed: Sequence[Closed] = ()


def package_of(procedure: Procedure) -> Pack:
    """As Jiwar has it, for what no group changes: names, steps and which deadlines there are."""
    return procedures.load(procedure.pack)


def pack_of(procedure: Procedure, *, trial: Trial = Trial()) -> Pack:
    """As it counts for the group."""
    return packs.load(procedure.pack, also=[each for each in trial.overrides if each.pack == procedure.pack])


def recorded_events(procedure: Procedure) -> list[Event]:
    rows, printed = _events(procedure.id), _printed(procedure.id)
    prefetch([procedure, *rows, *printed])
    return events_of(rows, printed)


@statement
def _events(procedure: UUID) -> QuerySet[ProcedureEvent]:
    return ProcedureEvent.objects.filter(procedure=procedure)


@statement
def _printed(procedure: UUID) -> QuerySet[PrintedDate]:
    return PrintedDate.objects.filter(procedure=procedure)


def standing_of(
    procedure: Procedure,
    today: date,
    *,
    but: Iterable[Event] | None = None,
    by_newest: bool = False,
    trial: Trial = Trial(),
) -> Standing:
    """The standing `today`. `but`: these events instead of the recorded ones, to see what a date would mean.
    `by_newest`: as if the newest edition of the rules had always held."""
    events = recorded_events(procedure) if but is None else list(but)
    pack = pack_of(procedure, trial=trial)
    ours, theirs = offices(pack, also=trial.closed)
    return procedures.replay(
        pack.alone() if by_newest else pack,
        tuple(procedure.tracks),
        events,
        today=today,
        open_days=ours,
        addressee_days=theirs,
    )
