"""What is lent now, who may end it, and what may be asked for in an emergency: asked by actions and by queries."""

from django.db.models import QuerySet
from django.utils import timezone

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import file_parts, policy
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.models import Grant, Lending
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject


def running() -> QuerySet[Lending]:
    return Lending.objects.filter(ended_at__isnull=True, until__gt=timezone.now())


def may_end(viewer: Viewer, lending: Lending) -> bool:
    """The giver, the one it was given to, the file's owners, and the data guardian where no barrier stands."""
    return (
        viewer.member.id in (lending.given_by_id, lending.member_id)
        or (viewer.can(can.GUARD_DATA) and not policy.barred(viewer.member, [lending.subject]))
        or any(policy.holds_file(viewer, each) for each in files_of(lending))
    )


def files_of(lending: Lending) -> list[Subject]:
    """The file, and those of the people on it of which parts were opened with it."""
    opened = Grant.objects.filter(origin=lending.id).exclude(subject=lending.subject_id)
    return [lending.subject, *Subject.objects.filter(id__in=opened.values("subject"))]


def emergency_parts(viewer: Viewer, subject: Subject) -> list[Compartment]:
    """What the viewer may ask for in an emergency: what is not open to them already, of the unguarded parts and of
    the guarded ones their roles carry.
    """
    opened = policy.opened_compartments(viewer, subject)
    parts = [part for part in file_parts.of(subject.kind) if not part.guarded or part in viewer.opens]
    return [part for part in parts if part not in opened]
