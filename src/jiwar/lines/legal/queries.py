"""What can be asked of the legal line: always for a viewer, and only what they may open."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import F, Min, QuerySet

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.ui.paging import SIZE
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark

ON_MY_DAY: Final = 12
BOARD_ORDER: Final = ("sort_by", "id")
MOST_COUNTED: Final = 99


class Show(StrEnum):
    """What the board is narrowed to."""

    ALL = "all"
    MINE = "mine"
    OVERDUE = "overdue"
    AUTHORITY = "authority"
    WATCH = "watch"


def procedure(viewer: Viewer, procedure_id: UUID) -> Procedure:
    """`NotThere` unless the file's general part stands open to the viewer."""
    rows = policy.scope(viewer, Procedure.objects.filter(id=procedure_id))
    found = rows.select_related("case__subject", "opened_by__account").first()
    if found is None:
        raise NotThere
    return found


def deadline(viewer: Viewer, deadline_id: UUID) -> Deadline:
    rows = policy.scope(viewer, Deadline.objects.filter(id=deadline_id))
    found = rows.select_related("case__subject", "procedure__case__subject", "owner__account").first()
    if found is None:
        raise NotThere
    return found


def event(viewer: Viewer, event_id: UUID) -> ProcedureEvent:
    rows = policy.scope(viewer, ProcedureEvent.objects.filter(id=event_id))
    found = rows.select_related("procedure__case__subject").first()
    if found is None:
        raise NotThere
    return found


def printed_date(viewer: Viewer, row_id: UUID) -> PrintedDate:
    rows = policy.scope(viewer, PrintedDate.objects.filter(id=row_id))
    found = rows.select_related("procedure__case__subject").first()
    if found is None:
        raise NotThere
    return found


def procedures_of(viewer: Viewer, case: Case) -> list[Procedure]:
    """Running ones first, newest first."""
    rows = _procedures_of(viewer, case.id)
    return sorted(rows, key=lambda row: (not row.is_open, -row.opened_on.toordinal(), str(row.id)))


@statement
def _procedures_of(viewer: Viewer, case: UUID) -> QuerySet[Procedure]:
    return policy.scope(viewer, Procedure.objects.filter(case=case))


def running_procedures(viewer: Viewer) -> QuerySet[Procedure]:
    """On the viewer's files, to be paged by the day they were opened."""
    return policy.scope(viewer, Procedure.objects.filter(closed_on__isnull=True)).select_related("case")


def events_of(procedure: Procedure) -> list[ProcedureEvent]:
    """All of them with their history, newest record first. The caller has opened the procedure."""
    rows = procedure.events.select_related("recorded_by__account", "withdrawn_by__account")
    return list(rows.order_by("-recorded_at", "-id"))


def printed_of(procedure: Procedure) -> list[PrintedDate]:
    rows = procedure.printed_dates.filter(replaced_at__isnull=True)
    return list(rows.select_related("recorded_by__account", "confirmed_by__account").order_by("recorded_at", "id"))


def remarks_of(viewer: Viewer, procedure: Procedure) -> dict[UUID, list[Remark]]:
    """The privileged remarks by event, where that compartment stands open to the viewer; else none."""
    rows = policy.scope(viewer, Remark.objects.filter(event__procedure=procedure)).select_related("written_by__account")
    found: dict[UUID, list[Remark]] = {}
    for row in rows.order_by("written_at"):
        found.setdefault(row.event_id, []).append(row)
    return found


def deadlines_of_case(viewer: Viewer, case: Case) -> list[Deadline]:
    """Open ones, nearest first: limits, then what is only watched."""
    return sorted(_deadlines_of_case(viewer, case.id), key=lambda row: row.kind != Deadline.Kind.LIMIT)


@statement
def _deadlines_of_case(viewer: Viewer, case: UUID) -> QuerySet[Deadline]:
    rows = policy.scope(viewer, Deadline.objects.filter(case=case, status=Deadline.Status.OPEN))
    return rows.filter(sort_by__isnull=False).select_related("owner__account").order_by("sort_by", "id")


def deadlines_of(procedure: Procedure) -> dict[str, Deadline]:
    """Rows by the key of the replay's deadline. The caller has opened the procedure."""
    rows = list(Deadline.objects.filter(procedure=procedure).select_related("owner__account"))
    vault.prefetch(rows)
    return {row.details["key"]: row for row in rows}


def board(viewer: Viewer, show: Show, today: date) -> QuerySet[Deadline]:
    """Open deadlines, to be paged by (`sort_by`, `id`). Who oversees gets all not hidden, others their files."""
    return listed(_on_board(viewer, show, today))


def listed(rows: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """What a list shows, and beside the row `case_number` and `owner_name`."""
    return _of_case(rows).annotate(owner_name=F("owner__account__name"))


def _of_case(rows: QuerySet[Deadline]) -> QuerySet[Deadline]:
    return vault.keyed(rows).annotate(case_number=F("case__number")).only(*_LISTED)


_LISTED: Final = (
    "subject", "compartment", "procedure", "case", "kind", "status", "safe", "due", "sort_by", "precaution",
    "escalated_level", "details",
)  # fmt: skip


def board_begins(viewer: Viewer, show: Show, today: date) -> list[Deadline]:
    """The first page of `board`, and one row more."""
    return _board_by_day(viewer, show, today) if show is Show.OVERDUE else _board(viewer, show)


@statement
def _board(viewer: Viewer, show: Show) -> QuerySet[Deadline]:
    return _beginning(_on_board(viewer, show, date.min))


@statement
def _board_by_day(viewer: Viewer, show: Show, today: date) -> QuerySet[Deadline]:
    return _beginning(_on_board(viewer, show, today))


def _beginning(rows: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Whose the nearest are is looked for in the index alone, and only the found ones are read."""
    nearest = rows.order_by(*BOARD_ORDER).values("id")[: SIZE + 1]
    return listed(Deadline.objects.filter(id__in=nearest)).order_by(*BOARD_ORDER)


def opened(viewer: Viewer, rows: Sequence[Deadline]) -> frozenset[UUID]:
    """Of one page of the board: the rows whose content the viewer may read, with their keys fetched."""
    found = {row.id for row in rows}
    if viewer.can(can.OVERSEE):
        found = set(policy.scope(viewer, Deadline.objects.filter(id__in=found)).values_list("id", flat=True))
    vault.prefetch([row for row in rows if row.id in found])
    return frozenset(found)


def wall(viewer: Viewer) -> list[Deadline]:
    """For the wall: open limits of the next six weeks that the viewer may know of, nearest first."""
    until = clock.today() + timedelta(weeks=6)
    rows = _on_board(viewer, Show.ALL, clock.today()).filter(sort_by__lte=until, case__subject__hidden=False)
    return list(rows.select_related("case").order_by("sort_by", "id")[:200])


def mine(viewer: Viewer) -> list[Deadline]:
    """The viewer's own open limits, nearest first, as many as a day shows."""
    found = _mine(viewer)
    vault.prefetch(found)
    return found


@statement
def _mine(viewer: Viewer) -> QuerySet[Deadline]:
    rows = policy.scope(viewer, _limits().filter(owner=viewer.member))
    return _of_case(rows).order_by("sort_by", "id")[:ON_MY_DAY]


def urgent_of(viewer: Viewer) -> int:
    """How many of the viewer's own limits want attention now; never counts the table."""
    until = clock.today() + timedelta(days=current_group().escalation_days)
    return len(_mine_until(viewer, until))


@statement
def _mine_until(viewer: Viewer, until: date) -> QuerySet[Deadline, UUID]:
    rows = policy.scope(viewer, _limits().filter(owner=viewer.member, sort_by__lte=until))
    return rows.values_list("id", flat=True)[:MOST_COUNTED]


def next_safe(viewer: Viewer) -> dict[UUID, date]:
    """The earliest open limit of each member, among the files the viewer may know of."""
    rows = policy.known(viewer, _limits().filter(owner__isnull=False), Subject.Kind.CASE)
    return dict(rows.values_list("owner_id").annotate(first=Min("sort_by")).values_list("owner_id", "first"))


def _limits() -> QuerySet[Deadline]:
    return Deadline.objects.filter(
        status=Deadline.Status.OPEN, kind=Deadline.Kind.LIMIT, sort_by__isnull=False
    ).exclude(case__state=Case.State.CLOSED)


def _on_board(viewer: Viewer, show: Show, today: date) -> QuerySet[Deadline]:
    rows = Deadline.objects.filter(status=Deadline.Status.OPEN, sort_by__isnull=False)
    if show is Show.AUTHORITY:
        rows = rows.filter(kind=Deadline.Kind.AUTHORITY)
    elif show is Show.WATCH:
        rows = rows.filter(kind__in=[Deadline.Kind.WAIT, Deadline.Kind.VALIDITY])
    else:
        rows = rows.filter(kind=Deadline.Kind.LIMIT)
    if show is Show.MINE:
        rows = rows.filter(owner=viewer.member)
    elif show is Show.OVERDUE:
        rows = rows.filter(sort_by__lt=today)
    if viewer.can(can.OVERSEE):
        return policy.known(viewer, rows, Subject.Kind.CASE)
    return policy.scope(viewer, rows)
