"""Trying and bringing in: row by row in small transactions, so that others can work meanwhile and nothing is lost.

A task may run twice. Rows that have met their fate are not asked again; trying, which leaves nothing behind, begins
anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from django.db import transaction
from django_tasks import task

from jiwar.casework.people import audit_kinds
from jiwar.casework.people.imports import applying, headers, verdicts
from jiwar.casework.people.imports.likeness import RowsSoFar
from jiwar.casework.people.imports.models import ImportedRow, PeopleImport
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.sheets import reading
from jiwar.foundation.sheets.cells import Row, packed
from jiwar.foundation.sheets.refusals import SheetRefused
from jiwar.foundation.vault import files, keys

State = PeopleImport.State
Fate = ImportedRow.Fate
BATCH: Final = 1
"""Rows of one transaction: weighing a name takes its time, and on SQLite others wait before they can write."""
READ_AT_ONCE: Final = 500
NO_RIGHT: Final = "no-right"


@task()
def carry_on(group_id: str, import_id: str) -> None:
    """Everything that is left to do."""
    with acting_for(Group.objects.get(id=group_id)):
        work_off(import_id)


def work_off(import_id: str) -> None:
    """Inside `acting_for`: by the worker, or by the command while somebody waits."""
    if not _read_all(import_id):
        return
    above = _begin_trying(import_id)
    while _one_batch(import_id, above):
        pass


def _working(import_id: str) -> PeopleImport | None:
    rows = PeopleImport.objects.select_for_update(of=("self",)).select_related(
        "subject", "file", "group", "member__account", "member__group"
    )
    return rows.filter(id=import_id, state__in=[State.TRYING, State.RUNNING]).first()


def _read_all(import_id: str) -> bool:
    """Every row of the file into the database, sealed. False where the work ends here."""
    with keys.session(), transaction.atomic():
        brought = _working(import_id)
        if brought is None or brought.file is None:
            return False
        if brought.total is not None:
            return True
        ImportedRow.objects.filter(of=brought).delete()
        plan = headers.from_data(brought.plan)
        about, file = brought.about, brought.file
    with keys.session():
        try:
            rows = reading.rows(
                files.read(file), sheet=about["sheet"], encoding=about["encoding"], delimiter=about["delimiter"]
            )
            total = _keep(brought, (row for row in rows if row.number > plan.header))
        except SheetRefused as refused:
            _stop(import_id, {"code": refused.code.value, "about": refused.about})
            return False
    PeopleImport.objects.filter(id=import_id).update(total=total, counts={})
    return True


def _keep(brought: PeopleImport, rows: Iterable[Row]) -> int:
    total = 0
    for some in _in_lots(rows):
        ImportedRow.objects.bulk_create(
            [
                ImportedRow(
                    of=brought,
                    subject_id=brought.subject_id,
                    compartment=brought.compartment,
                    row=row.number,
                    cells=packed(row)[1],
                )
                for row in some
            ]
        )
        total += len(some)
    return total


def _in_lots(rows: Iterable[Row]) -> Iterator[list[Row]]:
    each = iter(rows)
    while some := list(islice(each, READ_AT_ONCE)):
        yield some


def _stop(import_id: str, why: dict[str, object]) -> None:
    with keys.session(), transaction.atomic():
        brought = _working(import_id)
        if brought is not None:
            brought.state = State.STOPPED
            brought.about = {**brought.about, "stopped": why}
            brought.save()


def _begin_trying(import_id: str) -> RowsSoFar | None:
    """Rows above are remembered while trying, so a broken-off try begins from the first row."""
    with transaction.atomic():
        brought = PeopleImport.objects.filter(id=import_id, state=State.TRYING).first()
        if brought is None:
            return None
        ImportedRow.objects.filter(of=brought).update(fate=Fate.WAITING, key=b"")
        PeopleImport.objects.filter(id=brought.id).update(counts={})
    return RowsSoFar()


def _one_batch(import_id: str, above: RowsSoFar | None) -> bool:
    """Some rows; False when none is left or the work must end."""
    with keys.session(), transaction.atomic():
        brought = _working(import_id)
        if brought is None:
            return False
        viewer = viewer_for(brought.member)
        if brought.member.ended_at is not None or not viewer.can(can.IMPORT_PEOPLE):
            brought.state = State.STOPPED
            brought.about = {**brought.about, "stopped": {"code": NO_RIGHT, "about": {}}}
            brought.save()
            return False
        rows = list(ImportedRow.objects.filter(of=brought, fate=Fate.WAITING).order_by("row")[:BATCH])
        if not rows:
            _finish(viewer, brought)
            return False
        _ask(viewer, brought, rows, above)
    return True


def _ask(viewer: Viewer, brought: PeopleImport, rows: list[ImportedRow], above: RowsSoFar | None) -> None:
    plan = headers.from_data(brought.plan)
    met: Counter[str] = Counter(brought.counts)
    for row in rows:
        verdict = verdicts.judge(viewer, brought, row, plan, above)
        if above is None:
            applying.carry_out(viewer, brought, row, verdict)
        else:
            applying.only_note(row, verdict)
            if verdict.entry is not None and verdict.fate != Fate.SKIPPED:
                above.add(row.row, verdict.entry)
        met[row.fate] += 1
    brought.counts = dict(met)
    brought.save()


def _finish(viewer: Viewer, brought: PeopleImport) -> None:
    brought.state = State.TRIED if brought.state == State.TRYING else State.DONE
    brought.save()
    about = {"counts": brought.counts, "state": brought.state}
    record(viewer, audit_kinds.IMPORT_FINISHED, subject=brought.subject, compartment=IDENTITY, row=brought, about=about)
