"""Tasks: with a case or for oneself, by hand or following from something of a line."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import events, kinds, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Task
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault.models import Subject


@transaction.atomic
def add_task(
    viewer: Viewer,
    *,
    title: str,
    due: date | None = None,
    case: Case | None = None,
    owner: Membership | None = None,
    compartment: Compartment = GENERAL,
    token: UUID | None = None,
) -> Task:
    """Without a case a task is the viewer's own, and nobody else opens it. `owner` None: the viewer."""
    owner = owner or viewer.member
    if case is None:
        policy.require(viewer, can.SEE_DESK)
        if owner != viewer.member or compartment is not GENERAL:
            raise NotPossible(_("A task for a colleague belongs to a case."))
        return once(
            viewer, token, Task, lambda: _add(viewer, own_subject(viewer), None, title, due, owner, compartment)
        )
    rights.to_work_on(viewer, case, compartment)
    _must_work_on(owner, case)
    return once(viewer, token, Task, lambda: _add(viewer, case.subject, case, title, due, owner, compartment))


def _add(
    viewer: Viewer,
    subject: Subject,
    case: Case | None,
    title: str,
    due: date | None,
    owner: Membership,
    compartment: Compartment,
) -> Task:
    task = Task.objects.create(
        subject=subject,
        compartment=compartment.code,
        case=case,
        title=title,
        due=due,
        owner=owner,
        made_by=viewer.member,
    )
    record(viewer, kinds.TASK_ADDED, subject=subject, compartment=compartment, row=task)
    return task


@transaction.atomic
def move_task(
    viewer: Viewer, *, task: Task, title: str, due: date | None, owner: Membership, seen_version: int
) -> Task:
    """Another day, owner or wording. A task that follows from a deadline moves with the deadline, not by hand."""
    _may_touch(viewer, task)
    step_on(task, seen_version)
    if not task.is_open:
        raise NotPossible(_("This task is finished."))
    if task.origin is not None and due != task.due:
        raise NotPossible(_("This day follows from a deadline: correct what happened, and the task moves with it."))
    if task.case is not None:
        _must_work_on(owner, task.case)
    elif owner != viewer.member:
        raise NotPossible(_("A task for a colleague belongs to a case."))
    task.title, task.due, task.owner = title, due, owner
    task.save(update_fields=["title", "due", "owner"])
    record(viewer, kinds.TASK_MOVED, subject=task.subject_id, compartment=task.compartment, row=task)
    return task


@transaction.atomic
def finish_task(viewer: Viewer, *, task: Task) -> Task:
    """Done. Finishing what is finished changes nothing."""
    _may_touch(viewer, task)
    return _finish(viewer, task, Task.State.DONE)


@transaction.atomic
def drop_task(viewer: Viewer, *, task: Task) -> Task:
    """No longer needed."""
    _may_touch(viewer, task)
    return _finish(viewer, task, Task.State.DROPPED)


def _finish(viewer: Viewer | None, task: Task, state: Task.State) -> Task:
    if not task.is_open:
        return task
    task.state, task.finished_at = state, timezone.now()
    task.finished_by = viewer.member if viewer else None
    task.version += 1
    task.save(update_fields=["state", "finished_at", "finished_by", "version"])
    if task.case is not None and state == Task.State.DONE:
        compartment = compartment_of(task.compartment)
        facts = {"title": task.title}
        timeline.write(viewer, case=task.case, kind="task-finished", facts=facts, compartment=compartment, row=task.id)
    if task.case is None:
        grants.end(viewer, origin=task.id)
    about = {"state": str(state)}
    record(viewer, kinds.TASK_FINISHED, subject=task.subject_id, compartment=task.compartment, row=task, about=about)
    if task.case is not None and viewer is not None:
        events.publish(events.TaskFinished(viewer, task.case, task))
    return task


@transaction.atomic
def follow_up_task(
    viewer: Viewer | None,
    *,
    case: Case,
    origin_kind: str,
    origin: UUID,
    title: str,
    due: date | None,
    owner: Membership | None,
    compartment: Compartment = GENERAL,
) -> Task:
    """For lines: the open task that follows from `origin`, made where there is none, moved where it differs.

    The line has asked the policy for what it is doing; here is only the consequence.
    """
    task = _following(viewer, case.subject, case, compartment, origin_kind, origin)
    return _told(viewer, task, title, due, owner)


@transaction.atomic
def follow_up_on_file(
    viewer: Viewer | None,
    *,
    subject: Subject,
    compartment: Compartment,
    origin_kind: str,
    origin: UUID,
    title: str,
    due: date | None,
    owner: Membership,
    reason: str,
) -> Task:
    """For lines: as `follow_up_task`, of a person with whom nobody works on a case. Sealed under that person's file,
    whose part opens to the owner for as long as the task is to be done.
    """
    task = _told(viewer, _following(viewer, subject, None, compartment, origin_kind, origin), title, due, owner)
    for grant in Grant.objects.filter(origin=task.id, ended_at__isnull=True).exclude(member=owner):
        grants.end(viewer, origin=task.id, member=grant.member)
    grants.give(
        viewer,
        member=owner,
        subjects=[subject],
        compartments=[compartment],
        source=Grant.Source.SERVICE,
        origin=task.id,
        reason=reason,
    )
    return task


def _following(
    viewer: Viewer | None,
    subject: Subject,
    case: Case | None,
    compartment: Compartment,
    origin_kind: str,
    origin: UUID,
) -> Task:
    """The open one, or a new one, not written yet. One under another file is ended: what is sealed does not move."""
    task = Task.objects.filter(origin_kind=origin_kind, origin=origin, state=Task.State.OPEN).first()
    if task is not None and task.subject_id != subject.id:
        _finish(viewer, task, Task.State.DROPPED)
        task = None
    return task or Task(
        subject=subject,
        compartment=compartment.code,
        case=case,
        origin_kind=origin_kind,
        origin=origin,
        made_by=viewer.member if viewer else None,
    )


def _told(viewer: Viewer | None, task: Task, title: str, due: date | None, owner: Membership | None) -> Task:
    new = task._state.adding
    if not new and (task.title, task.due, task.owner_id) == (title, due, owner.id if owner else None):
        return task
    task.version += 0 if new else 1
    task.title, task.due, task.owner = title, due, owner
    task.save()
    kind = kinds.TASK_ADDED if new else kinds.TASK_MOVED
    record(viewer, kind, subject=task.subject_id, compartment=task.compartment, row=task)
    return task


@transaction.atomic
def end_follow_up(viewer: Viewer | None, *, origin_kind: str, origin: UUID, done: bool) -> Task | None:
    """For lines: what the task follows from is met (`done`) or gone. None where no task was open."""
    task = Task.objects.filter(origin_kind=origin_kind, origin=origin, state=Task.State.OPEN).first()
    if task is None:
        return None
    return _finish(viewer, task, Task.State.DONE if done else Task.State.DROPPED)


def own_subject(viewer: Viewer) -> Subject:
    """The staff subject under which this member's own tasks are sealed; made with the first one."""
    own = Task.objects.filter(case__isnull=True, owner=viewer.member, subject__kind=Subject.Kind.STAFF)
    mine = own.select_related("subject").first()
    if mine is not None:
        return mine.subject
    subject = Subject.objects.create(kind=Subject.Kind.STAFF, hidden=True)
    grants.give(
        viewer,
        member=viewer.member,
        subjects=[subject],
        compartments=[GENERAL],
        source=Grant.Source.REGISTERED,
        origin=viewer.member.id,
    )
    return subject


def _may_touch(viewer: Viewer, task: Task) -> None:
    if task.case is not None:
        rights.to_work_on(viewer, task.case, compartment_of(task.compartment))
    else:
        policy.require(viewer, can.SEE_DESK, subject=task.subject, compartment=compartment_of(task.compartment))


def _must_work_on(owner: Membership, case: Case) -> None:
    if not case.assignments.filter(member=owner, ended_at__isnull=True).exists():
        raise NotPossible(_("This colleague does not work on the case."))
