"""The walls that follow from matches: raised and lowered as cases are given away, people join, and somebody decides."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from jiwar.casework.cases import events
from jiwar.casework.conflicts import sides
from jiwar.casework.conflicts.models import Match, Opposed
from jiwar.casework.people.models import Person
from jiwar.foundation.access import barriers
from jiwar.foundation.access.viewer import Viewer


def subscribe() -> None:
    for kind in (
        events.CaseOpened,
        events.CaseAssigned,
        events.AssignmentEnded,
        events.PersonJoined,
        events.PersonLeft,
    ):
        events.subscribe(kind, on_case_changed)


def on_case_changed(event: events.CaseEvent) -> None:
    left = [event.member.person_id] if isinstance(event, events.PersonLeft) else []
    for match in sides.touching(event.case, besides=left):
        follow(event.viewer, match)


def follow(viewer: Viewer | None, match: Match) -> None:
    """Brings the wall of one match to where its decision and the work on both sides put it. Twice is once."""
    standing = match.state in Match.STANDING
    barriers.keep(viewer, origin=match.id, between=sides.apart(match) if standing else ())


def forget(subjects: list[UUID], person: Person | None = None) -> None:
    """Before these are erased: walls of matches that go with them are lowered. Who else wrote the person down as
    opposed keeps their words: they protect somebody; only the link goes."""
    about = Q(opposed__subject__in=subjects)
    if person is not None:
        about |= Q(person=person)
        Opposed.objects.filter(person=person).exclude(subject__in=subjects).update(person=None)
    for match in Match.objects.filter(about):
        barriers.keep(None, origin=match.id, between=())


def follow_all() -> None:
    """Supervision moved, records were linked, hours ran out: what no event of a case tells."""
    for match in sides.with_files(Match.objects.filter(state__in=Match.STANDING)):
        with transaction.atomic():
            follow(None, match)
