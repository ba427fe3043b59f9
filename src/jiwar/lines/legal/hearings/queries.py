"""What can be asked about hearings, always for a viewer: each part only where it stands open to them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import RESTRICTED, Compartment
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.lines.legal.evidence import queries as evidence
from jiwar.lines.legal.evidence.queries import Shown as Exhibited
from jiwar.lines.legal.hearings import company
from jiwar.lines.legal.models import (
    AskedQuestion,
    Companion,
    Hearing,
    HearingMove,
    HearingRecord,
    Preparation,
    TravelNotes,
)
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

Row = TypeVar("Row", bound=Model)

ON_MY_DAY: Final = 12
PREPARED_BY: Final = timedelta(days=3)
"""What is not ticked so long before stands on the day of who leads it."""


@dataclass(frozen=True)
class Listed:
    """A hearing in a list. `alone`: soon, and nobody has agreed to go along."""

    row: Hearing
    alone: bool

    @property
    def starts(self) -> datetime:
        return timezone.localtime(self.row.appointment.starts, clock.zone())

    @property
    def is_over(self) -> bool:
        """Its hour has passed, and nobody said how it went."""
        return self.row.state == Hearing.State.PLANNED and self.row.appointment.ends <= timezone.now()


@dataclass(frozen=True)
class HearingView:
    """`items`, `travel`: None where the restricted part is closed to the viewer; `asked`, `record` the privileged."""

    row: Hearing
    listed: Listed
    moves: list[HearingMove]
    companions: list[Companion]
    items: list[Preparation] | None
    travel: TravelNotes | None
    opens_restricted: bool
    opens_privileged: bool
    asked: list[AskedQuestion]
    record: HearingRecord | None
    exhibits: list[Exhibited]
    """Those that were handed over."""

    @property
    def left(self) -> int:
        return sum(item.done_at is None for item in self.items or ())


def hearing(viewer: Viewer, hearing_id: UUID) -> Hearing:
    rows = policy.scope(viewer, Hearing.objects.filter(id=hearing_id))
    return _found(rows.select_related(*_WITH).first())


_WITH: Final = (
    "case__subject",
    "appointment__staff__account",
    "appointment__person__subject",
    "appointment__case__subject",
    "procedure",
)


def companion(viewer: Viewer, row_id: UUID) -> Companion:
    rows = policy.scope(viewer, Companion.objects.filter(id=row_id))
    return _found(rows.select_related("hearing__case__subject", "member__account").first())


def item(viewer: Viewer, row_id: UUID) -> Preparation:
    rows = policy.scope(viewer, Preparation.objects.filter(id=row_id))
    return _found(rows.select_related("hearing__case__subject").first())


def asked(viewer: Viewer, row_id: UUID) -> AskedQuestion:
    rows = policy.scope(viewer, AskedQuestion.objects.filter(id=row_id))
    return _found(rows.select_related("hearing__case__subject", "hearing__appointment").first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotThere
    return row


def opens(viewer: Viewer, case: Case, part: Compartment) -> bool:
    return policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=part).allowed


def of_case(viewer: Viewer, case: Case) -> list[Listed]:
    """Those to come first, the nearest first; then the others, the newest first."""
    rows = list(_of_case(viewer, case.id))
    vault.prefetch(rows)
    now = timezone.now()
    found = [_listed(row, now) for row in rows]
    coming = [each for each in found if each.row.state == Hearing.State.PLANNED]
    return coming + [each for each in reversed(found) if each.row.state != Hearing.State.PLANNED]


@statement
def _of_case(viewer: Viewer, case: UUID) -> QuerySet[Hearing]:
    agreed = Companion.objects.filter(hearing=OuterRef("id"), state=Companion.State.AGREED.value)
    rows = policy.scope(viewer, Hearing.objects.filter(case=case)).annotate(has_company=Exists(agreed))
    return rows.select_related("appointment__staff__account").order_by("appointment__starts", "id")


def _listed(row: Hearing, now: datetime) -> Listed:
    soon = row.state == Hearing.State.PLANNED and now <= row.appointment.starts <= now + company.AHEAD
    return Listed(row, alone=soon and not row.has_company)  # type: ignore[attr-defined]  # annotated


def hearing_page(viewer: Viewer, row: Hearing) -> HearingView:
    case = row.case
    restricted, privileged = opens(viewer, case, RESTRICTED), opens(viewer, case, LEGAL_PRIVILEGED)
    moves = policy.scope(viewer, HearingMove.objects.filter(hearing=row)).select_related("moved_by__account")
    companions = policy.scope(viewer, Companion.objects.filter(hearing=row)).select_related("member__account")
    record = record_of(viewer, row) if privileged else None
    view = HearingView(
        row=row,
        listed=Listed(row, alone=company.is_alone(row, timezone.now())),
        moves=list(moves.order_by("-moved_at")),
        companions=list(companions.order_by("asked_at", "id")),
        items=items_of(viewer, row) if restricted else None,
        travel=travel_of(viewer, row) if restricted else None,
        opens_restricted=restricted,
        opens_privileged=privileged,
        asked=asked_of(viewer, row) if privileged else [],
        record=record,
        exhibits=handed_over(viewer, row, record) if record else [],
    )
    rest = [each for each in (view.travel, view.record) if each is not None]
    vault.prefetch([row, *view.moves, *view.companions, *(view.items or ()), *view.asked, *rest])
    return view


def items_of(viewer: Viewer, row: Hearing) -> list[Preparation]:
    rows = policy.scope(viewer, Preparation.objects.filter(hearing=row)).select_related("done_by__account")
    return list(rows.order_by("position"))


def travel_of(viewer: Viewer, row: Hearing) -> TravelNotes | None:
    return policy.scope(viewer, TravelNotes.objects.filter(hearing=row)).first()


def record_of(viewer: Viewer, row: Hearing) -> HearingRecord | None:
    return policy.scope(viewer, HearingRecord.objects.filter(hearing=row)).select_related("noted_by__account").first()


def asked_of(viewer: Viewer, row: Hearing) -> list[AskedQuestion]:
    rows = policy.scope(viewer, AskedQuestion.objects.filter(hearing=row)).select_related("noted_by__account")
    return list(rows.order_by("number"))


def handed_over(viewer: Viewer, row: Hearing, record: HearingRecord) -> list[Exhibited]:
    known = evidence.exhibits(viewer, row.case) if record.exhibits else []
    return [each for each in known if str(each.row.id) in record.exhibits]


@dataclass(frozen=True)
class OnMyDay:
    """`left`: how much is not prepared yet; `leads`: from our side it is the viewer's."""

    row: Hearing
    leads: bool
    left: bool = False
    over: bool = False


def on_my_day(viewer: Viewer) -> list[OnMyDay]:
    """Of those the viewer leads: not prepared three days before, or over and nobody said how it went. And those of the
    next seven days to which the viewer agreed to go along.
    """
    now = timezone.now()
    own = list(_led_by(viewer, now + PREPARED_BY, now))
    along = [row for row in _goes_along(viewer, now, now + company.AHEAD) if row.id not in {each.id for each in own}]
    vault.prefetch([*own, *along])
    led = [OnMyDay(row, leads=True, left=row.appointment.starts > now, over=row.appointment.ends <= now) for row in own]
    return led + [OnMyDay(row, leads=False) for row in along]


@statement
def _led_by(viewer: Viewer, until: datetime, now: datetime) -> QuerySet[Hearing]:
    left = policy.scope(viewer, Preparation.objects.filter(hearing=OuterRef("id"), done_at__isnull=True))
    wants = Q(appointment__ends__lte=now) | Q(Exists(left), appointment__starts__gt=now)
    rows = _to_come(viewer).filter(wants, appointment__staff=viewer.member, appointment__starts__lt=until)
    return rows.order_by("appointment__starts", "id")[:ON_MY_DAY]


@statement
def _goes_along(viewer: Viewer, begin: datetime, until: datetime) -> QuerySet[Hearing]:
    going = Companion.objects.filter(hearing=OuterRef("id"), member=viewer.member, state=Companion.State.AGREED.value)
    rows = _to_come(viewer).filter(Exists(going), appointment__starts__gte=begin, appointment__starts__lt=until)
    return rows.order_by("appointment__starts", "id")[:ON_MY_DAY]


def _to_come(viewer: Viewer) -> QuerySet[Hearing]:
    """Not over by what anybody said; of running cases."""
    rows = Hearing.objects.filter(state=Hearing.State.PLANNED.value).exclude(case__state=Case.State.CLOSED.value)
    rows = rows.exclude(appointment__state=Appointment.State.CANCELLED.value)
    return policy.scope(viewer, rows).annotate(case_number=F("case__number")).select_related("appointment")
