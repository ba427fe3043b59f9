"""Who reads and who writes what the person told."""

from typing import Protocol
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import RESTRICTED, Compartment
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.actions.permission import to_decide
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED, TAKE_STATEMENTS


class OfCase(Protocol):
    @property
    def case_id(self) -> UUID: ...


def to_read(viewer: Viewer, case: Case) -> None:
    """Refused where the privileged part of the case is closed to the viewer."""
    policy.require(viewer, can.SIGNED_IN, subject=case.subject, compartment=LEGAL_PRIVILEGED)


def reads(viewer: Viewer, case: Case) -> bool:
    return policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=LEGAL_PRIVILEGED).allowed


def reads_narrow(viewer: Viewer, case: Case) -> bool:
    """The narrower circle: both parts stand open."""
    opened = policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=RESTRICTED).allowed
    return opened and reads(viewer, case)


def takes(viewer: Viewer, case: Case) -> bool:
    """May write it down, and see what is still to be asked."""
    return policy.decide(viewer, TAKE_STATEMENTS, subject=case.subject, compartment=LEGAL_PRIVILEGED).allowed


def to_ask(viewer: Viewer, case: Case) -> None:
    """To see what is still to be asked, and what does not fit yet."""
    policy.require(viewer, TAKE_STATEMENTS, subject=case.subject, compartment=LEGAL_PRIVILEGED)


def to_take(viewer: Viewer, case: Case, *, narrow: bool = False) -> None:
    """Works on the case as an adviser. `narrow`: with the narrower circle, as for every whole text. Whether there is
    anything in it does not matter, so that a refusal tells nothing."""
    to_decide(viewer, case, TAKE_STATEMENTS)
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    if narrow:
        policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=RESTRICTED)


def to_see_whole(viewer: Viewer, case: Case) -> None:
    """Before a whole text is shown to be written on, read back or printed: the same, also on a closed case."""
    to_ask(viewer, case)
    policy.require(viewer, TAKE_STATEMENTS, subject=case.subject, compartment=RESTRICTED)


def of_one_case(case: Case, *rows: OfCase | None) -> None:
    """What is linked belongs to the case: an id from elsewhere is not there."""
    if any(row is not None and row.case_id != case.id for row in rows):
        raise NotThere


def circle(*, narrow: bool) -> Compartment:
    return RESTRICTED if narrow else LEGAL_PRIVILEGED
