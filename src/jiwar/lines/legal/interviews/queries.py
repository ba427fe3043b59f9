"""What can be asked of guided interviews: always for a viewer, and only where the privileged part stands open."""

from dataclasses import dataclass
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.casework.cases.queries.page import people_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.instruments import Interview, interview, path
from jiwar.lines.legal.models import GuidedInterview
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED


@dataclass(frozen=True)
class Held:
    """One interview in a list. `of` None: this kind is held no more."""

    row: GuidedInterview
    of: Interview | None

    @property
    def asked(self) -> int:
        return len(path(self.of, self.row.answers)) if self.of else 0

    @property
    def done(self) -> int:
        known = self.row.answers
        return sum(question.id in known for question in path(self.of, known)) if self.of else 0


def opens(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer may hold interviews in this file."""
    asked = policy.decide(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    return asked.allowed


def held(viewer: Viewer, interview_id: UUID) -> Held:
    """`NotThere` unless the privileged part of its file stands open."""
    rows = policy.scope(viewer, GuidedInterview.objects.filter(id=interview_id))
    found = rows.select_related("case__subject", "changed_by__account", "document").first()
    if found is None:
        raise NotThere
    return Held(found, interview(found.kind))


def of_case(viewer: Viewer, case: Case) -> list[Held]:
    """Those not finished first, newest first."""
    rows = policy.scope(viewer, GuidedInterview.objects.filter(case=case)).select_related("changed_by__account")
    found = list(rows.order_by("-changed_at", "-id"))
    prefetch(found)
    return sorted((Held(row, interview(row.kind)) for row in found), key=lambda each: each.row.finished_at is not None)


def person_of(viewer: Viewer, row: GuidedInterview) -> Person | None:
    """Whom it is held with, where the viewer may know them and they are still on the case."""
    on_case = (each.person for each in people_on(viewer, row.case))
    return next((person for person in on_case if str(person.id) == row.person), None)
