"""What follows on cases from what happens to members and files: supervision moves, who leaves is off, hidden hides."""

from uuid import UUID

from django.urls import reverse

from jiwar.casework.cases import rights
from jiwar.casework.cases.actions.team import leave, open_to_team, people
from jiwar.casework.cases.models import Assignment, Case
from jiwar.foundation.access import events, file_names, file_parts, grants
from jiwar.foundation.access.file_names import FileName
from jiwar.foundation.vault.models import Subject


def subscribe() -> None:
    events.subscribe(events.SupervisorChanged, on_supervisor_changed)
    events.subscribe(events.MembershipEnded, on_membership_ended)
    events.subscribe(events.HidingChanged, on_hiding_changed)
    file_names.register(Subject.Kind.CASE, numbers, letter="C", numbered=numbered)
    file_parts.register(Subject.Kind.CASE, rights.parts_of_a_case, people=records_on)
    file_parts.register(Subject.Kind.PERSON, rights.parts_of_a_person)


def on_supervisor_changed(event: events.SupervisorChanged) -> None:
    """Who supervised closes these files; who supervises now opens them."""
    rows = Assignment.objects.filter(member=event.member, ended_at__isnull=True)
    for assignment in rows.select_related("case__subject"):
        assignment.member = event.member
        if event.before is not None:
            grants.end(event.viewer, origin=assignment.id, member=event.before)
        open_to_team(event.viewer, assignment, [assignment.case.subject], people(assignment.case))


def on_membership_ended(event: events.MembershipEnded) -> None:
    """Their cases go to whoever else leads them, or back to the intake queue: none is lost with its owner."""
    if event.viewer is None:
        return
    rows = Assignment.objects.filter(member=event.member, ended_at__isnull=True)
    for assignment in rows.select_related("case__subject", "member__account"):
        leave(event.viewer, assignment=assignment)


def on_hiding_changed(event: events.HidingChanged) -> None:
    """The cases of somebody hidden are hidden. Showing the person again shows no case: that is decided one by one."""
    if event.subject.kind != Subject.Kind.PERSON or not event.subject.hidden:
        return
    cases = Case.objects.filter(members__person__subject=event.subject)
    Subject.objects.filter(id__in=cases.values("subject")).update(hidden=True)


def records_on(subject_id: UUID) -> list[Subject]:
    """The records of the persons on a case now, by the key of its file."""
    return [record for case in Case.objects.filter(subject=subject_id) for record in people(case)]


def numbers(subject_ids: list[UUID]) -> dict[UUID, FileName]:
    """How case files are called where only their key owner is known."""
    rows = Case.objects.filter(subject__in=subject_ids)
    return {row.subject_id: FileName(row.written_number, reverse("cases:case", args=[row.id])) for row in rows}


def numbered(number: int) -> UUID | None:
    return Case.objects.filter(number=number).values_list("subject_id", flat=True).first()
