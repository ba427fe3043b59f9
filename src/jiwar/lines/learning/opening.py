"""To whom a learner stands open: who works on the person's file, and who teaches the person; nobody by a role."""

from collections.abc import Iterable
from uuid import UUID

from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject
from jiwar.lines.learning.rights import LEARNING

_WORKING = (Grant.Source.ASSIGNMENT, Grant.Source.SUPERVISION)


def to_team(viewer: Viewer, subject: Subject) -> None:
    """Whoever has the general part of the person's file by an assignment has this part too, and loses both with it."""
    rows = policy.grants_not_over().filter(subject=subject, compartment=GENERAL.code, source__in=_WORKING)
    for grant in rows.select_related("member"):
        _open(viewer, grant.member, subject, Grant.Source(grant.source), grant.origin)


def to_teachers(viewer: Viewer, subject: Subject, teachers: Iterable[Membership], origin: UUID) -> None:
    """`origin` is what the teaching follows from: a place in a class. `grants.end` with it closes this again."""
    for teacher in teachers:
        _open(viewer, teacher, subject, Grant.Source.SERVICE, origin)


def _open(viewer: Viewer, member: Membership, subject: Subject, source: Grant.Source, origin: UUID | None) -> None:
    grants.give(viewer, member=member, subjects=[subject], compartments=[LEARNING], source=source, origin=origin)
