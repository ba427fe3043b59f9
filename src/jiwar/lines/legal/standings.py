"""Where a procedure stands: its events replayed by the knowledge, on the days of this group."""

from collections.abc import Iterable
from datetime import date

from jiwar.foundation.groups import opening
from jiwar.foundation.vault import prefetch
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Event, Pack, Standing
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.recorded import events_of


def pack_of(procedure: Procedure) -> Pack:
    return procedures.load(procedure.pack)


def recorded_events(procedure: Procedure) -> list[Event]:
    rows = list(procedure.events.all())
    printed = list(procedure.printed_dates.all())
    prefetch([procedure, *rows, *printed])
    return events_of(rows, printed)


def standing_of(procedure: Procedure, today: date, *, but: Iterable[Event] | None = None) -> Standing:
    """The standing `today`. `but`: these events instead of the recorded ones, to see what a date would mean."""
    events = recorded_events(procedure) if but is None else list(but)
    pack = pack_of(procedure)
    return procedures.replay(
        pack,
        tuple(procedure.tracks),
        events,
        today=today,
        open_days=opening.open_days(),
    )
