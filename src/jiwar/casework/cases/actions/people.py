"""The people a case is about: one joins, one leaves; what the team may open follows."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import events, kinds, rights, timeline
from jiwar.casework.cases.actions.team import open_to_team
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Assignment, Case, CaseMember
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


@transaction.atomic
def add_member(viewer: Viewer, *, case: Case, person: Person, role: str) -> CaseMember:
    """A person joins the case; its running team may open the general part of their record from now on.

    A case that a person with a hidden file joins is hidden from then on.
    """
    rights.to_work_on(viewer, case)
    policy.require(viewer, can.SIGNED_IN, subject=person.subject)
    team = Assignment.objects.filter(case=case, ended_at__isnull=True).select_related("member", "case")
    if any(policy.barred(each.member, [person.subject]) for each in team):
        raise NotPossible(_("This person cannot join this case. The data guardian knows why."))
    member, made = CaseMember.objects.get_or_create(case=case, person=person, left_at=None, defaults={"role": role})
    if not made:
        return member
    if person.subject.hidden and not case.subject.hidden:
        case.subject.hidden = True
        case.subject.save(update_fields=["hidden"])
    for assignment in team:
        open_to_team(viewer, assignment, [], [person.subject])
    facts = {"number": person.written_number, "role": role}
    timeline.write(viewer, case=case, kind="person-joined", facts=facts, row=person.id)
    record(viewer, kinds.PERSON_JOINED, subject=person.subject, row=member, about={"case": str(case.id)})
    record(viewer, kinds.PERSON_JOINED, subject=case.subject, compartment=IDENTITY, row=member)
    events.publish(events.PersonJoined(viewer, case, member))
    return member


@transaction.atomic
def remove_member(viewer: Viewer, *, member: CaseMember) -> CaseMember:
    """The person leaves the case; what the assignments had opened of their record closes."""
    case = member.case
    rights.to_work_on(viewer, case)
    if member.left_at is not None:
        return member
    if not CaseMember.objects.filter(case=case, left_at__isnull=True).exclude(id=member.id).exists():
        raise NotPossible(_("A case is about somebody: close it instead of taking the last person off it."))
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    for assignment in Assignment.objects.filter(case=case, ended_at__isnull=True):
        grants.end(viewer, origin=assignment.id, subjects=[member.person.subject])
    facts = {"number": member.person.written_number}
    timeline.write(viewer, case=case, kind="person-left", facts=facts, row=member.person_id)
    record(viewer, kinds.PERSON_LEFT, subject=member.person.subject, row=member, about={"case": str(case.id)})
    events.publish(events.PersonLeft(viewer, case, member))
    return member
