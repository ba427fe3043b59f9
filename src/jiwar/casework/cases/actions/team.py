"""Who works on a case. Grants follow from assignments: they begin and end with them, nowhere else.

Giving a case away is the coordinator's (ASSIGN). Two exceptions, so that nobody waits for a coordinator who is away:
a caseworker may take a case that nobody leads, and whoever leads a case may hand it over or leave it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import events, kinds, rights, timeline
from jiwar.casework.cases.errors import NotPossible, closed
from jiwar.casework.cases.models import Assignment, Case, CaseMember, Task
from jiwar.casework.cases.words import CASE_ASSIGNED
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy, roles, words
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, Compartment
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault.models import Subject


def assign(
    viewer: Viewer, *, case: Case, member: Membership, lead: bool = True, role: str = "", handover: str = ""
) -> Assignment:
    """`member` works on the case from now on, in `role` (an access role of theirs; theirs if they have but one).

    With `lead` they lead it; who led it until now stays beside them. Opens to them the general part of the case and of
    its people, and those guarded compartments their confirmed roles carry; to their supervisor the same where the
    supervisor's roles carry it too, else the general part.
    """
    taken = _may_assign(viewer, case, member, lead=lead)
    role = _role_on_case(member, role)
    _announce(viewer, case, member, role)
    with transaction.atomic():
        return _assign(viewer, case, member, lead=lead, role=role, handover=handover, taken=taken)


def _assign(
    viewer: Viewer, case: Case, member: Membership, *, lead: bool, role: str, handover: str, taken: bool
) -> Assignment:
    case = _locked(case)
    # Asked anew of the case as it is: somebody may have taken it, or a wall may have been raised, meanwhile.
    _may_assign(viewer, case, member, lead=lead)
    _hold(member)
    _require_no_wall(case, member)
    if case.is_closed:
        raise closed()
    running = Assignment.objects.filter(case=case, member=member, ended_at__isnull=True).first()
    if running is not None and running.lead == lead and running.role == role:
        return running
    if lead:
        Assignment.objects.filter(case=case, lead=True, ended_at__isnull=True).update(lead=False)
    assignment = running or Assignment(
        case=case, member=member, subject_id=case.subject_id, compartment=GENERAL.code, given_by=viewer.member
    )
    assignment.lead, assignment.role, assignment.handover = lead, role, handover or assignment.handover
    assignment.save()
    open_to_team(viewer, assignment, [case.subject], people(case))
    if lead and case.state == Case.State.INTAKE:
        case.state = Case.State.OPEN
        case.step = Case.Step.ASSESSMENT if case.step == Case.Step.IDENTIFICATION else case.step
        case.save(update_fields=["state", "step"])
    _tell(viewer, assignment, kinds.CASE_TAKEN if taken else kinds.CASE_ASSIGNED)
    return assignment


def _announce(viewer: Viewer, case: Case, member: Membership, role: str) -> None:
    _require_no_wall(case, member)
    working = Assignment.objects.filter(case=case, member=member, role=role, ended_at__isnull=True)
    if not working.exists():
        events.publish(events.CaseAssigning(viewer, case, member, roles.role(role)))


def _require_no_wall(case: Case, member: Membership) -> None:
    """Nobody is given the file of a side they stand against; who asks is not told which side that is."""
    if policy.barred(member, [case.subject, *people(case)]):
        raise NotPossible(_("This colleague cannot be given this case. The data guardian knows why."))


def _tell(viewer: Viewer, assignment: Assignment, kind: Kind) -> None:
    case, member = assignment.case, assignment.member
    facts = {"name": str(member), "lead": assignment.lead, "role": assignment.role}
    timeline.write(viewer, case=case, kind="assigned", facts=facts, compartment=IDENTITY, row=assignment.id)
    about = {"member": str(member.id), "lead": assignment.lead, "role": assignment.role}
    record(viewer, kind, subject=case.subject, compartment=IDENTITY, row=assignment, about=about)
    if member != viewer.member:
        words.tell(member, CASE_ASSIGNED, {"case": str(case.id)})
    events.publish(events.CaseAssigned(viewer, case, assignment))


def hand_over(viewer: Viewer, *, assignment: Assignment, to: Membership, note: str) -> Assignment:
    """Everything `assignment.member` had on this case goes to `to`, with a note: lead, role and open tasks."""
    if to == assignment.member:
        raise NotPossible(_("Choose a colleague to hand over to."))
    rights.to_hand_over(viewer, assignment)
    _announce(viewer, assignment.case, to, _role_of_heir(assignment.case, to, assignment.role))
    with transaction.atomic():
        return _hand_over(viewer, assignment, to, note)


def _hand_over(viewer: Viewer, assignment: Assignment, to: Membership, note: str) -> Assignment:
    case = _locked(assignment.case)
    if assignment.ended_at is not None:
        raise NotPossible(_("This has been handed over already."))
    _hold(to)
    _require_no_wall(case, to)
    if case.is_closed:
        raise closed()
    lead, old = assignment.lead, assignment.member
    _end(viewer, assignment, heir=to)
    given = _given_after(viewer, case, to, lead=lead, role=assignment.role, note=note)
    facts = {"from": str(old), "to": str(to)}
    timeline.write(viewer, case=case, kind="handed-over", facts=facts, compartment=IDENTITY, row=given.id)
    record(viewer, kinds.HANDED_OVER, subject=case.subject, compartment=IDENTITY, row=given, about={"to": str(to.id)})
    return given


def _given_after(viewer: Viewer, case: Case, to: Membership, *, lead: bool, role: str, note: str) -> Assignment:
    """The heir keeps the role where they hold it; one who already worked on the case now also leads it."""
    running = Assignment.objects.filter(case=case, member=to, ended_at__isnull=True).first()
    assignment = running or Assignment(
        case=case, member=to, subject_id=case.subject_id, compartment=GENERAL.code, given_by=viewer.member
    )
    assignment.role = _role_of_heir(case, to, role)
    assignment.lead = assignment.lead or lead
    assignment.handover = note
    assignment.save()
    open_to_team(viewer, assignment, [case.subject], people(case))
    _tell(viewer, assignment, kinds.CASE_ASSIGNED)
    return assignment


@transaction.atomic
def end_assignment(viewer: Viewer, *, assignment: Assignment) -> Case:
    """Their work on the case ends and all that it opened closes. A case nobody leads returns to the intake queue."""
    case = _locked(assignment.case)
    if assignment.ended_at is not None:
        return case
    if assignment.member != viewer.member:
        policy.require(viewer, can.ASSIGN, subject=case.subject)
    return leave(viewer, assignment=assignment)


@transaction.atomic
def leave(viewer: Viewer, *, assignment: Assignment) -> Case:
    """The consequence alone, for what was decided elsewhere: a member left the group."""
    case = _locked(assignment.case)
    lead = Assignment.objects.filter(case=case, lead=True, ended_at__isnull=True).exclude(id=assignment.id).first()
    _end(viewer, assignment, heir=lead.member if lead else None)
    if lead is None and case.state == Case.State.OPEN:
        case.state = Case.State.INTAKE
        case.save(update_fields=["state"])
    facts = {"name": str(assignment.member)}
    timeline.write(viewer, case=case, kind="assignment-ended", facts=facts, compartment=IDENTITY, row=assignment.id)
    return case


def _end(viewer: Viewer, assignment: Assignment, *, heir: Membership | None) -> None:
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["ended_at"])
    grants.end(viewer, origin=assignment.id)
    Task.objects.filter(case=assignment.case, owner=assignment.member, state=Task.State.OPEN).update(owner=heir)
    about = {"member": str(assignment.member_id)}
    subject = assignment.case.subject
    record(viewer, kinds.ASSIGNMENT_ENDED, subject=subject, compartment=IDENTITY, row=assignment, about=about)
    events.publish(events.AssignmentEnded(viewer, assignment.case, assignment, heir))


def people(case: Case) -> list[Subject]:
    """The records of the persons on the case now."""
    rows = CaseMember.objects.filter(case=case, left_at__isnull=True).select_related("person__subject")
    return [row.person.subject for row in rows]


def open_to_team(
    viewer: Viewer, assignment: Assignment, case_subjects: list[Subject], person_subjects: list[Subject]
) -> None:
    """The grants of an assignment, and its supervision. Giving what is given already changes nothing."""
    member, supervisor = assignment.member, assignment.member.supervisor
    on_case, on_people = rights.on_the_case(member), rights.on_its_people(member)
    _open(viewer, assignment, member, Grant.Source.ASSIGNMENT, case_subjects, on_case)
    _open(viewer, assignment, member, Grant.Source.ASSIGNMENT, person_subjects, on_people)
    if supervisor is None or supervisor.ended_at is not None:
        return
    too = set(rights.on_the_case(supervisor))
    _open(viewer, assignment, supervisor, Grant.Source.SUPERVISION, case_subjects, [x for x in on_case if x in too])
    _open(viewer, assignment, supervisor, Grant.Source.SUPERVISION, person_subjects, [x for x in on_people if x in too])


def _open(
    viewer: Viewer,
    assignment: Assignment,
    member: Membership,
    source: Grant.Source,
    subjects: list[Subject],
    compartments: list[Compartment],
) -> None:
    grants.give(
        viewer,
        member=member,
        subjects=subjects,
        compartments=compartments,
        source=source,
        origin=assignment.id,
        reason=str(assignment.case),
    )


def _may_assign(viewer: Viewer, case: Case, member: Membership, *, lead: bool) -> bool:
    """True when the viewer takes the case themself."""
    led = Assignment.objects.filter(case=case, lead=True, ended_at__isnull=True).exists()
    own = member == viewer.member and lead and not led
    if own and viewer.can(can.TRIAGE) and viewer.can(can.WORK_ON_FILES):
        policy.require(viewer, can.WORK_ON_FILES, subject=case.subject)
        return True
    policy.require(viewer, can.ASSIGN, subject=case.subject)
    return False


def _role_of_heir(case: Case, to: Membership, role: str) -> str:
    running = Assignment.objects.filter(case=case, member=to, ended_at__isnull=True).first()
    held = {known.code for known in viewer_for(to).roles}
    return running.role if running else _role_on_case(to, role if role in held else "")


def _role_on_case(member: Membership, role: str) -> str:
    """A role the member holds with which files are worked on. Raises `NotPossible` where there is none."""
    working = [held.code for held in viewer_for(member).roles if can.WORK_ON_FILES in held.capabilities]
    if member.ended_at is not None or not working:
        raise NotPossible(_("This colleague does not work on files."))
    if role and role not in working:
        raise NotPossible(_("This colleague does not hold that role."))
    return role or working[0]


def _hold(member: Membership) -> None:
    """Of two cases given to one member at once, the second is asked after the first has raised its walls."""
    Membership.objects.select_for_update().get(id=member.id)


def _locked(case: Case) -> Case:
    """The case as it is, held for this transaction: two people assigning at once do it one after the other."""
    return Case.objects.select_for_update(of=("self",)).select_related("subject").get(id=case.id)
