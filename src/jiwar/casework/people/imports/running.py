"""Trying and bringing in: row by row in small transactions, so that others can work meanwhile and nothing is lost.

A task may run twice. Rows that have met their fate are not asked again; trying, which leaves nothing behind, begins
anew. Of two workers only the one whose `run` the import names goes on: under the lock of the import each asks whether
it is still its turn, and stops without a word where it is not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from django.db import transaction
from django.utils import timezone
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
def carry_on(group_id: str, import_id: str, run: str) -> None:
    """Everything that is left to do."""
    with acting_for(Group.objects.get(id=group_id)):
        work_off(import_id, run)


def work_off(import_id: str, run: str) -> None:
    """Inside `acting_for`: by the worker, or by the command while somebody waits."""
    if not _read_all(import_id, run):
        return
    above = _begin_trying(import_id, run)
    while _one_batch(import_id, run, above):
        pass


def _working(import_id: str, run: str) -> PeopleImport | None:
    """The import, locked; None where it has moved on or is another worker's."""
    rows = PeopleImport.objects.select_for_update(of=("self",)).select_related(
        "subject", "file", "group", "member__account", "member__group"
    )
    return rows.filter(id=import_id, run=run, state__in=[State.TRYING, State.RUNNING]).first()


def _read_all(import_id: str, run: str) -> bool:
    """Every row of the file into the database, sealed. False where the work ends here."""
    with keys.session(), transaction.atomic():
        brought = _working(import_id, run)
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
            return _keep_all(import_id, run, (row for row in rows if row.number > plan.header))
        except SheetRefused as refused:
            _stop(import_id, run, {"code": refused.code.value, "about": refused.about})
            return False


def _keep_all(import_id: str, run: str, rows: Iterable[Row]) -> bool:
    total = 0
    for some in _in_lots(rows):
        if not _keep(import_id, run, some):
            return False
        total += len(some)
    with transaction.atomic():
        brought = _working(import_id, run)
        if brought is not None:
            brought.total, brought.counts = total, {}
            brought.save()
    return brought is not None


def _keep(import_id: str, run: str, some: list[Row]) -> bool:
    with transaction.atomic():
        brought = _working(import_id, run)
        if brought is None:
            return False
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
        PeopleImport.objects.filter(id=brought.id).update(changed_at=timezone.now())
    return True


def _in_lots(rows: Iterable[Row]) -> Iterator[list[Row]]:
    each = iter(rows)
    while some := list(islice(each, READ_AT_ONCE)):
        yield some


def _stop(import_id: str, run: str, why: dict[str, object]) -> None:
    with keys.session(), transaction.atomic():
        brought = _working(import_id, run)
        if brought is not None:
            brought.state = State.STOPPED
            brought.about = {**brought.about, "stopped": why}
            brought.save()


def _begin_trying(import_id: str, run: str) -> RowsSoFar | None:
    """Rows above are remembered while trying, so a broken-off try begins from the first row."""
    with transaction.atomic():
        brought = _working(import_id, run)
        if brought is None or brought.state != State.TRYING:
            return None
        ImportedRow.objects.filter(of=brought, person__isnull=True).update(fate=Fate.WAITING, key=b"")
        PeopleImport.objects.filter(id=brought.id).update(counts={})
    return RowsSoFar()


def _one_batch(import_id: str, run: str, above: RowsSoFar | None) -> bool:
    """Some rows; False when none is left or the work must end."""
    with keys.session(), transaction.atomic():
        brought = _working(import_id, run)
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
