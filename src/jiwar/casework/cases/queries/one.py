"""One case, or one row of it: a stranger gets `NotThere`, a reader who would write gets `Refused`."""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.cases import rights
from jiwar.casework.cases.models import Assignment, Case, CaseMember, Document, Goal, Need, Note, Service, Task
from jiwar.casework.people.models import Person
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, Compartment
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import SealedModel, Subject
from jiwar.knowledge.calendars import fold_digits

Row = TypeVar("Row", bound=SealedModel)


def case(viewer: Viewer, case_id: UUID) -> Case:
    """Raises `NotThere` for one that does not exist or that the viewer may not know of."""
    found = _case(case_id)
    if not found:
        raise NotThere()
    rights.to_know(viewer, found[0])
    return found[0]


@statement
def _case(case: UUID) -> QuerySet[Case]:
    return Case.objects.select_related("subject", "opened_by__account").filter(id=case)


def workable(viewer: Viewer, case_id: UUID) -> Case:
    """For pages that write into a case: `NotThere` to a stranger, `Refused` to one who only knows of it."""
    found = case(viewer, case_id)
    policy.require(viewer, can.WORK_ON_FILES, subject=found.subject, compartment=GENERAL)
    return found


def _one(viewer: Viewer, of: Case, rows: QuerySet[Row], row_id: UUID) -> Row:
    found = policy.scope(viewer, rows.filter(id=row_id)).first()
    if found is None:
        raise NotThere(of.subject_id)
    return found


def note(viewer: Viewer, of: Case, note_id: UUID) -> Note:
    """A note in a compartment closed to the viewer is not there."""
    rows = Note.objects.filter(case=of).select_related("case__subject", "written_by__account")
    return _one(viewer, of, rows, note_id)


def task(viewer: Viewer, task_id: UUID, of: Case | None = None) -> Task:
    """Of a case, or one of the viewer's own without a case."""
    rows = Task.objects.filter(case=of).select_related("case__subject", "subject", "owner__account")
    rows = rows.filter(owner=viewer.member) if of is None else rows
    found = policy.scope(viewer, rows.filter(id=task_id)).first()
    if found is None:
        raise NotThere(of.subject_id if of else None)
    return found


def service(viewer: Viewer, of: Case, service_id: UUID) -> Service:
    return _one(viewer, of, Service.objects.filter(case=of).select_related("case__subject", "person"), service_id)


def document(viewer: Viewer, of: Case, document_id: UUID) -> Document:
    rows = Document.objects.filter(case=of).select_related("case__subject", "file", "added_by__account")
    return _one(viewer, of, rows, document_id)


def goal(viewer: Viewer, of: Case, goal_id: UUID) -> Goal:
    return _one(viewer, of, Goal.objects.filter(case=of).select_related("case__subject"), goal_id)


def need(viewer: Viewer, of: Case, need_id: UUID) -> Need:
    return _one(viewer, of, Need.objects.filter(case=of).select_related("case__subject"), need_id)


def assignment(viewer: Viewer, of: Case, assignment_id: UUID) -> Assignment:
    """Who works on a case is known to whoever may know the case; the hand-over note is not read from here."""
    rights.to_know(viewer, of)
    rows = Assignment.objects.filter(case=of, id=assignment_id)
    found = rows.select_related("case__subject", "member__account", "member__supervisor").first()
    if found is None:
        raise NotThere(of.subject_id)
    return found


def case_member(viewer: Viewer, of: Case, member_id: UUID) -> CaseMember:
    rows = CaseMember.objects.filter(case=of, id=member_id)
    known = policy.known(viewer, rows, Subject.Kind.PERSON, "person__subject")
    found = known.select_related("case__subject", "person__subject").first()
    if found is None:
        raise NotThere(of.subject_id)
    return found


def team(of: Case) -> list[Assignment]:
    """Who works on the case now, the lead first."""
    return _team(of.id)


@statement
def _team(case: UUID) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(case=case, ended_at__isnull=True)
    return rows.select_related("member__account").order_by("-lead", "since")


def note_compartments(viewer: Viewer, of: Case) -> list[Compartment]:
    """Those in which the viewer may write a note on this case, the general one first."""
    opened = policy.opened_compartments(viewer, of.subject) - {IDENTITY}
    return sorted(opened, key=lambda compartment: (compartment.guarded, compartment.code))


def handovers(viewer: Viewer, of: Case) -> dict[UUID, str]:
    """The words with which running assignments were given, by assignment, for those who read the general part."""
    rows = list(policy.scope(viewer, Assignment.objects.filter(case=of, ended_at__isnull=True)))
    return {row.id: row.handover for row in rows if row.handover}


def documents(viewer: Viewer, of: Case) -> list[Document]:
    """Every paper of the case the viewer may open, newest first."""
    rows = policy.scope(viewer, Document.objects.filter(case=of).select_related("added_by__account"))
    found = list(rows)
    vault.prefetch(found)
    return found


def person_by_number(viewer: Viewer, typed: str) -> Person | None:
    """Someone the viewer may know, by the number as people say it: P-0142, 142, ١٤٢."""
    digits = "".join(sign for sign in fold_digits(typed) if sign.isascii() and sign.isdigit())[:9]
    if not digits:
        return None
    rows = Person.objects.filter(number=int(digits)).select_related("subject")
    return policy.known(viewer, rows, Subject.Kind.PERSON).first()
