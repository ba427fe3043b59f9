"""A limit that moved although nobody touched its file: its owner hears of it, and the audit keeps it."""

from datetime import date
from typing import Final

from jiwar.foundation.access import words
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import Deadline

DEADLINE_MOVED: Final = "deadline-moved"


def say(row: Deadline, was: date | None) -> None:
    """In the transaction that moved it. What only is watched moves with the days, and calls nobody."""
    if row.kind != Deadline.Kind.LIMIT or row.status != Deadline.Status.OPEN:
        return
    days = {"was": was.isoformat() if was else "", "now": row.safe.isoformat() if row.safe else ""}
    if row.owner is not None and row.owner.ended_at is None:
        words.tell(row.owner, DEADLINE_MOVED, {"deadline": str(row.id), **days})
    record(None, kinds.DEADLINE_MOVED, subject=row.subject_id, compartment=row.compartment, row=row, about=days)
