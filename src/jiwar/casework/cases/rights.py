"""Who may do what on a case, in terms of the one policy."""

from collections.abc import Iterable

from jiwar.casework.cases.errors import closed
from jiwar.casework.cases.models import Assignment, Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED, Compartment, all_compartments
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for


def to_know(viewer: Viewer, case: Case) -> None:
    """`NotThere` for a stranger."""
    policy.require(viewer, can.SIGNED_IN, subject=case.subject)


def to_work_on(viewer: Viewer, case: Case, compartment: Compartment = GENERAL) -> None:
    """To write content into a running case, in a compartment that stands open to the viewer there."""
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=compartment)
    if case.is_closed:
        raise closed()


def works_on(viewer: Viewer, case: Case) -> bool:
    return policy.decide(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=GENERAL).allowed


def to_hand_over(viewer: Viewer, assignment: Assignment) -> None:
    """One's own work on a case; a colleague's for whoever gives cases away. The page and the action ask the same."""
    subject = assignment.case.subject
    if assignment.member_id == viewer.member.id:
        policy.require(viewer, can.WORK_ON_FILES, subject=subject, compartment=GENERAL)
    else:
        policy.require(viewer, can.ASSIGN, subject=subject)


def on_the_case(member: Membership) -> list[Compartment]:
    """What an assignment opens of the case file: the general part, and the guarded ones the member's roles carry."""
    carried = viewer_for(member).opens
    return [GENERAL, *_guarded(carried)]


def on_its_people(member: Membership) -> list[Compartment]:
    """What it opens of each person's record. What is privileged is about the case, and is kept there."""
    carried = viewer_for(member).opens
    return [GENERAL, RESTRICTED] if RESTRICTED in carried else [GENERAL]


def parts_of_a_case() -> list[Compartment]:
    """What can be opened of a case file for some hours. Names and numbers stand open with any of it."""
    return [GENERAL, *(compartment for compartment in all_compartments() if compartment.guarded)]


def parts_of_a_person() -> list[Compartment]:
    """The same of a person's record: names and numbers alone, for whoever may not find people, or more."""
    return [IDENTITY, GENERAL, RESTRICTED]


def _guarded(carried: Iterable[Compartment]) -> list[Compartment]:
    held = set(carried)
    return [compartment for compartment in all_compartments() if compartment.guarded and compartment in held]
