"""Keeps the rows of `Deadline` as the replay says, inside the transaction of whatever changed.

Rows are found again by their identity, so that a corrected date moves a deadline with its owner and its history instead
of making a second one. What is met, set aside or no longer needed stays as history.
"""

from datetime import date
from typing import Any, Final

from django.db import transaction

from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import blind, prefetch
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import RUNNING, Standing, Status
from jiwar.lines.legal import moved, owners, tasks
from jiwar.lines.legal.kept import details_of
from jiwar.lines.legal.models import Deadline, Procedure
from jiwar.lines.legal.standings import standing_of

_DONE: Final = frozenset({Status.MET, Status.LATE})


def refresh(procedure: Procedure, today: date, *, viewer: Viewer | None = None) -> Standing:
    """Writes what the replay says today, moves owners and tasks along, and returns the standing.

    `viewer` is whoever changed something; None when the day, a rule or a holiday did. Then nobody who works on the
    case knows of it, and each owner is told which of their limits moved.
    """
    with transaction.atomic():
        standing = standing_of(procedure, today)
        rows = {bytes(row.identity): row for row in Deadline.objects.filter(procedure=procedure)}
        prefetch([procedure, *rows.values()])
        owner = owners.owner_of(procedure.case)
        for found in standing.deadlines:
            if found.status is not Status.WAITING:
                row = _known(rows, procedure, found) or _new(procedure, found)
                was = row.safe
                _write(row, found, standing, owner, today, running=procedure.is_open)
                if viewer is None and not row._state.adding and row.safe != was:
                    moved.say(row, was)
        for row in rows.values():
            _end(row, today)
        tasks.follow(viewer, procedure)
        if procedure.refreshed_on != today:
            Procedure.objects.filter(id=procedure.id).update(refreshed_on=today)
    return standing


def identities_of(procedure: Procedure, key: str) -> list[bytes]:
    """One and the same for a rule and the event it started from, whatever their dates; under each key of the group for
    indexes, the newest first.
    """
    return blind.indexes("legal-deadline", f"{procedure.id}|{key}")


def _known(rows: dict[bytes, Deadline], procedure: Procedure, found: procedures.Deadline) -> Deadline | None:
    return next((rows.pop(each) for each in identities_of(procedure, found.key) if each in rows), None)


def _new(procedure: Procedure, found: procedures.Deadline) -> Deadline:
    return Deadline(
        procedure=procedure,
        case=procedure.case,
        subject_id=procedure.subject_id,
        compartment=procedure.compartment,
        identity=identities_of(procedure, found.key)[0],
        kind=found.rule.kind.value,
    )


def _write(
    row: Deadline,
    found: procedures.Deadline,
    standing: Standing,
    owner: Membership | None,
    today: date,
    *,
    running: bool,
) -> None:
    before = _picture(row)
    moved = row.safe != found.act_by
    row.safe, row.due = found.act_by, found.due
    row.sort_by = _sort_by(found)
    row.precaution = found.precaution_safe is not None and found.precaution_safe == found.act_by
    row.details = details_of(found, standing)
    if not row.owner_chosen:
        row.owner = owner
    if moved and row.safe is not None:
        row.escalated_at, row.escalated_on, row.escalated_level, row.acknowledged_on = None, None, 0, None
    _settle(row, found, today, running=running)
    if row._state.adding or before != _picture(row):
        row.save()


def _settle(row: Deadline, found: procedures.Deadline, today: date, *, running: bool) -> None:
    if row.status == Deadline.Status.SET_ASIDE and found.status in RUNNING:
        return
    if found.status in _DONE:
        status = Deadline.Status.MET
    elif found.status in RUNNING and running:
        status = Deadline.Status.OPEN
    else:
        status = Deadline.Status.CLOSED
    if status == Deadline.Status.OPEN:
        row.ended_on = None
    elif row.status != status or row.ended_on is None:
        row.ended_on = today
    row.status = status


def _sort_by(found: procedures.Deadline) -> date | None:
    if found.act_by is not None:
        return found.act_by
    asks = found.ask_lawyer and found.started is not None
    return found.started.earliest if asks and found.started else None


def _end(row: Deadline, today: date) -> None:
    """Its event is withdrawn, or its track no longer in force."""
    if row.status in {Deadline.Status.OPEN, Deadline.Status.MET}:
        row.status, row.ended_on = Deadline.Status.CLOSED, today
        row.save(update_fields=["status", "ended_on"])


def _picture(row: Deadline) -> tuple[Any, ...]:
    """What a refresh may change: nothing is written when it is the same."""
    fixed = (row.safe, row.due, row.sort_by, row.precaution, row.status, row.owner_id, row.ended_on)
    return (*fixed, row.details if not row._state.adding else None)
