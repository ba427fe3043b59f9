"""Deadlines as rows: they follow what is recorded, move with it, and keep their history."""

from collections.abc import Callable
from datetime import date

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.models import Assignment, Task, TimelineEntry
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions, projection, recurring
from jiwar.lines.legal.models import Deadline, Procedure, ProcedureEvent
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.tasks import ORIGIN
from tests.cast import Cast, Player
from tests.lines.legal.telling import REFUSED_HIJRI, happened, limits, on

OBJECT = "tr-appeal-commission-regular"
SUE = "tr-court-regular"


def test_a_refusal_given_in_hijri_counts_from_the_earliest_day_it_can_be(
    legal_adviser: Player, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, REFUSED_HIJRI)
    rows = limits(procedure)
    objection = min(rows.values(), key=lambda row: row.safe or date.max)
    assert objection.due == date(2026, 3, 11)
    assert objection.safe == date(2026, 3, 10)
    assert objection.status == Deadline.Status.OPEN


def test_the_legal_adviser_owns_it_and_one_task_follows(legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, REFUSED_HIJRI)
    rows = limits(procedure)
    tasks = {task.origin: task for task in Task.objects.filter(origin_kind=ORIGIN)}
    assert {row.owner for row in rows.values()} == {legal_adviser.member}
    assert set(tasks) == {row.id for row in rows.values()}
    assert {(task.due, task.owner) for task in tasks.values()} == {(row.safe, row.owner) for row in rows.values()}


def test_a_corrected_date_moves_the_same_rows_and_tasks(legal_adviser: Player, procedure: Procedure) -> None:
    event = happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    before = limits(procedure)
    corrected = Recorded(EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 4)))
    actions.correct_event(legal_adviser.viewer, row=event, recorded=corrected)
    after = limits(procedure)
    assert {row.id for row in after.values()} == {row.id for row in before.values()}
    assert all(_later(after[rule], before[rule]) for rule in after)
    tasks = {task.origin: task.due for task in Task.objects.filter(origin_kind=ORIGIN)}
    assert tasks == {row.id: row.safe for row in after.values()}


def _later(row: Deadline, than: Deadline) -> bool:
    assert row.safe
    assert than.safe
    return row.safe > than.safe


def test_the_earlier_version_stays_readable(legal_adviser: Player, procedure: Procedure) -> None:
    event = happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)), note="by post")
    new = actions.correct_event(
        legal_adviser.viewer, row=event, recorded=Recorded(EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 4)))
    )
    old = ProcedureEvent.objects.get(id=event.id)
    assert (old.superseded_by, old.in_force) == (new, False)
    assert old.details["earliest"] == "2026-03-02"
    assert new.note == "by post"
    entry = TimelineEntry.objects.get(case=procedure.case, kind="legal-event-corrected")
    assert entry.facts["before"]["day"] == 2


def test_withdrawing_ends_what_followed_and_drops_its_tasks(legal_adviser: Player, procedure: Procedure) -> None:
    event = happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    actions.withdraw_event(legal_adviser.viewer, row=event, reason="another person's letter")
    assert {row.status for row in limits(procedure).values()} == {Deadline.Status.CLOSED}
    assert {task.state for task in Task.objects.filter(origin_kind=ORIGIN)} == {Task.State.DROPPED}
    assert ProcedureEvent.objects.get(id=event.id).withdrawn_reason == "another person's letter"


def test_recording_what_was_done_meets_the_deadline_and_finishes_its_task(
    legal_adviser: Player, procedure: Procedure, today: Callable[[date], None]
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    happened(legal_adviser, procedure, EventKind.APPEAL_FILED, on(date(2026, 3, 5)))
    rows = limits(procedure)
    met = [row for row in rows.values() if row.status == Deadline.Status.MET]
    assert met
    assert all(row.ended_on == date(2026, 3, 6) for row in met)
    assert Task.objects.get(origin=met[0].id).state == Task.State.DONE


def test_the_day_alone_changes_nothing_but_the_day(legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    before = list(Deadline.objects.order_by("id").values("id", "safe", "due", "status", "owner"))
    tasks = list(Task.objects.order_by("id").values())
    projection.refresh(procedure, date(2026, 3, 7))
    assert list(Deadline.objects.order_by("id").values("id", "safe", "due", "status", "owner")) == before
    assert list(Task.objects.order_by("id").values()) == tasks
    assert Procedure.objects.get(id=procedure.id).refreshed_on == date(2026, 3, 7)


def test_deadlines_follow_the_team(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    work = Assignment.objects.get(case=procedure.case, member=legal_adviser.member)
    case_actions.end_assignment(cast.coordinator.viewer, assignment=work)
    assert {row.owner for row in limits(procedure).values()} == {cast.caseworker.member}
    assert {task.owner for task in Task.objects.filter(origin_kind=ORIGIN)} == {cast.caseworker.member}


def test_what_was_taken_over_stays_with_its_owner(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    row = next(iter(limits(procedure).values()))
    actions.take_over(cast.caseworker.viewer, deadline=row)
    projection.refresh(procedure, date(2026, 3, 7))
    row.refresh_from_db()
    assert row.owner == cast.caseworker.member
    assert Task.objects.get(origin=row.id).owner == cast.caseworker.member


def test_a_ticked_task_does_not_come_back_but_the_deadline_goes_on(legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    row = next(iter(limits(procedure).values()))
    case_actions.finish_task(legal_adviser.viewer, task=Task.objects.get(origin=row.id))
    projection.refresh(procedure, date(2026, 3, 7))
    assert Task.objects.filter(origin=row.id).count() == 1
    assert Deadline.objects.get(id=row.id).status == Deadline.Status.OPEN


def test_a_deadline_is_set_aside_with_its_reason_and_taken_up_again(
    legal_adviser: Player, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    row = next(iter(limits(procedure).values()))
    actions.set_aside(legal_adviser.viewer, deadline=row, reason="goes to court instead")
    projection.refresh(procedure, date(2026, 3, 7))
    row = Deadline.objects.get(id=row.id)
    assert (row.status, row.set_aside_reason) == (Deadline.Status.SET_ASIDE, "goes to court instead")
    assert Task.objects.get(origin=row.id).state == Task.State.DROPPED
    actions.take_up_again(legal_adviser.viewer, deadline=row)
    assert Deadline.objects.get(id=row.id).status == Deadline.Status.OPEN
    assert Task.objects.filter(origin=row.id, state=Task.State.OPEN).count() == 1


def test_every_open_procedure_is_replayed_once_a_civil_day(
    legal_adviser: Player, procedure: Procedure, today: Callable[[date], None]
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    today(date(2026, 4, 20))
    recurring.refresh_for_the_day()
    assert Procedure.objects.get().refreshed_on == date(2026, 4, 20)
    missed = [row for row in limits(procedure).values() if row.details["standing"] == "missed"]
    assert missed
    assert {row.status for row in missed} == {Deadline.Status.OPEN}
    Procedure.objects.update(closed_on=date(2026, 4, 20))
    today(date(2026, 4, 21))
    recurring.refresh_for_the_day()
    assert Procedure.objects.get().refreshed_on == date(2026, 4, 20)
