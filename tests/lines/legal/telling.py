"""Short ways to say what happened in a procedure."""

from datetime import date
from typing import Any

from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions
from jiwar.lines.legal.models import Deadline, Procedure, ProcedureEvent
from jiwar.lines.legal.recorded import Recorded
from tests.cast import Player

REFUSED_HIJRI = GivenDate(Calendar.HIJRI, 1447, 9, 13)
"""13 Ramadan 1447, by the tables 2 March 2026; sighted a day earlier or later."""


def on(day: date) -> GivenDate:
    return GivenDate.of_civil(day)


def happened(player: Player, procedure: Procedure, kind: EventKind, given: GivenDate, **more: Any) -> ProcedureEvent:
    options = {name: more.pop(name) for name in ("printed", "note", "remark", "token") if name in more}
    return actions.record_event(player.viewer, procedure=procedure, recorded=Recorded(kind, given, **more), **options)


def limits(procedure: Procedure) -> dict[str, Deadline]:
    """The rows of its limits by rule."""
    rows = Deadline.objects.filter(procedure=procedure, kind=Deadline.Kind.LIMIT)
    return {row.details["rule"]: row for row in rows}
