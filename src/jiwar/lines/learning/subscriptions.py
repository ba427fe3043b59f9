"""What the learning line does when casework tells it something: its part of a person's file follows the team."""

from collections.abc import Iterable
from uuid import UUID

from jiwar.casework.cases import events
from jiwar.casework.cases.models import CaseMember
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning import opening
from jiwar.lines.learning.models import Learner


def subscribe() -> None:
    events.subscribe(events.CaseAssigned, assigned)
    events.subscribe(events.PersonJoined, joined)


def assigned(event: events.CaseAssigned) -> None:
    here = CaseMember.objects.filter(case=event.case, left_at__isnull=True).values_list("person", flat=True)
    _open(event.viewer, here)


def joined(event: events.PersonJoined) -> None:
    _open(event.viewer, [event.member.person_id])


def _open(viewer: Viewer, people: Iterable[UUID]) -> None:
    for learner in Learner.objects.filter(person__in=people).select_related("subject"):
        opening.to_team(viewer, learner.subject)
