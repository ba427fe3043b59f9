"""Planning a hearing, changing what is said of it, and its day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.appointments.events import AppointmentMoved
from jiwar.casework.cases import receipts, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.versions import step_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.hearings import company, preparing
from jiwar.lines.legal.models import Hearing, HearingMove, Preparation, Procedure

NO_INTERPRETER_OF_OURS = ""


@dataclass(frozen=True, slots=True)
class HearingGiven:
    """What is said of a hearing beside its time; the codes as `hearings.words` has them."""

    kind: str
    authority: str
    address: str = ""
    mode: str = "in-person"
    language: str = ""
    interpreter: str = "to-ask"
    procedure: Procedure | None = None
    stage: str = ""


def plan_hearing(
    viewer: Viewer,
    *,
    case: Case,
    person: Person,
    given: HearingGiven,
    starts: datetime,
    ends: datetime,
    staff: Membership | None = None,
    in_spite: bool = False,
    token: UUID | None = None,
) -> Hearing:
    """With its appointment, and the list of what is to be prepared. Raises `Doubtful` as booking does."""
    rights.to_work_on(viewer, case)
    _belongs(case, given)

    def make() -> Hearing:
        appointment = appointments.book(
            viewer,
            person=person,
            case=case,
            staff=staff,
            starts=starts,
            ends=ends,
            interpreter_language=_ours(given),
            in_spite=in_spite,
        )
        row = Hearing(
            case=case,
            subject_id=case.subject_id,
            compartment=GENERAL.code,
            appointment=appointment,
            planned_by=viewer.member,
        )
        _take(row, given)
        row.save()
        _list(viewer, row)
        timeline.write(viewer, case=case, kind="legal-hearing", facts=_facts(row, starts), row=row.id)
        record(viewer, kinds.HEARING_PLANNED, subject=row.subject_id, compartment=GENERAL, row=row)
        return row

    with transaction.atomic():
        return receipts.once(viewer, token, Hearing, make)


def change_hearing(viewer: Viewer, *, hearing: Hearing, given: HearingGiven, seen_version: int) -> Hearing:
    """Where, in which language, for which procedure. Its kind stays, and with it the list. Raises `Stale`."""
    rights.to_work_on(viewer, hearing.case)
    _belongs(hearing.case, given)
    with transaction.atomic():
        step_on(hearing, seen_version)
        to_come(hearing)
        _take(hearing, given)
        hearing.save()
        hearing.appointment.interpreter_language = _ours(given)
        hearing.appointment.save(update_fields=["interpreter_language"])
        record(viewer, kinds.HEARING_CHANGED, subject=hearing.subject_id, compartment=GENERAL, row=hearing)
    return hearing


def move_hearing(
    viewer: Viewer,
    *,
    hearing: Hearing,
    starts: datetime,
    ends: datetime,
    reason: str,
    seen_version: int,
    in_spite: bool = False,
) -> Hearing:
    """Another day: the earlier one is kept with its reason, and who goes along is told. Raises `Stale`, `Doubtful`."""
    rights.to_work_on(viewer, hearing.case)
    with transaction.atomic():
        step_on(hearing, seen_version)
        to_come(hearing)
        new = appointments.move(
            viewer,
            appointment=hearing.appointment,
            starts=starts,
            ends=ends,
            in_spite=in_spite,
            seen_version=hearing.appointment.version,
        )
        move = HearingMove.objects.filter(hearing=hearing).latest("moved_at")
        move.reason = reason
        move.save(update_fields=["reason"])
        hearing.appointment = new
    return hearing


def moved(event: AppointmentMoved) -> None:
    """Of whoever moved the appointment, here or in the calendar: the hearing goes with it. In their transaction."""
    row = Hearing.objects.select_for_update().filter(appointment=event.before).select_related("case").first()
    if row is None:
        return
    row.appointment, row.escalated_level, row.escalated_on = event.after, 0, None
    row.version += 1
    row.save(update_fields=["appointment", "escalated_level", "escalated_on", "version"])
    HearingMove.objects.create(
        hearing=row,
        subject_id=row.subject_id,
        compartment=row.compartment,
        was=event.before.starts,
        became=event.after.starts,
        moved_by=event.viewer.member,
    )
    facts = _facts(row, event.after.starts) | {"was": event.before.starts.isoformat()}
    timeline.write(event.viewer, case=row.case, kind="legal-hearing-moved", facts=facts, row=row.id)
    record(event.viewer, kinds.HEARING_MOVED, subject=row.subject_id, compartment=GENERAL, row=row)
    company.tell_moved(row, but=event.viewer.member)


def to_come(hearing: Hearing) -> None:
    if hearing.state != Hearing.State.PLANNED:
        raise NotPossible(_("This hearing is over: write down the next one."))


def _belongs(case: Case, given: HearingGiven) -> None:
    if given.procedure is not None and given.procedure.case_id != case.id:
        raise NotPossible(_("This procedure belongs to another case."))


def _take(row: Hearing, given: HearingGiven) -> None:
    row.kind, row.authority, row.address = given.kind, given.authority, given.address
    row.mode, row.language, row.interpreter = given.mode, given.language, given.interpreter
    row.procedure, row.stage = given.procedure, given.stage if given.procedure else ""


def _ours(given: HearingGiven) -> str:
    """The calendar names an interpreter where we are to find one."""
    return given.language if given.interpreter == "ours" else NO_INTERPRETER_OF_OURS


def _list(viewer: Viewer, row: Hearing) -> None:
    for position, item in enumerate(preparing.to_prepare(row.kind)):
        Preparation.objects.create(
            hearing=row,
            subject_id=row.subject_id,
            compartment=RESTRICTED.code,
            position=position,
            code=item.id,
            added_by=viewer.member,
        )


def _facts(row: Hearing, starts: datetime) -> dict[str, str]:
    return {"kind": row.kind, "starts": starts.isoformat()}
