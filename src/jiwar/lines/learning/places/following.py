"""What somebody has to do: tell of a place, ask how a learner is. Never the reason.

A task on the case for its lead; where no case is open, or nobody leads it, a task of one coordinator on the learner's
own file (`speaking`). Whoever teaches is told neither which of the two it was nor that a case exists.
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.actions.tasks import end_follow_up, follow_up_on_file, follow_up_task
from jiwar.casework.cases.models import Assignment, Case, CaseMember
from jiwar.casework.people import wording
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import current_group
from jiwar.lines.learning.models import Enrolment, Learner, PlaceOffer
from jiwar.lines.learning.places import speaking
from jiwar.lines.learning.rights import LEARNING

OFFERED: Final = "learning.offer"
LEFT: Final = "learning.left"
AWAY: Final = "learning.away"


def offered(viewer: Viewer | None, offer: PlaceOffer) -> None:
    title = _("%(name)s: a place in “%(class)s”. Ask whether they take it.")
    _task(viewer, offer.entry.case, OFFERED, offer.id, title, offer.entry.learner, offer.taught.name, offer.until)


def answered(viewer: Viewer | None, offer: PlaceOffer, *, done: bool) -> None:
    end_follow_up(viewer, origin_kind=OFFERED, origin=offer.id, done=done)


def left(viewer: Viewer, place: Enrolment, today: date) -> None:
    """Somebody left a class before its end."""
    title = _("%(name)s left “%(class)s”. Ask what would help.")
    _task(viewer, case_of(place), LEFT, place.id, title, place.learner, place.taught.name, today)


def away(viewer: Viewer, place: Enrolment, today: date) -> None:
    title = _("%(name)s did not come to “%(class)s” three times in a row. Ask how they are.")
    _task(viewer, case_of(place), AWAY, place.id, title, place.learner, place.taught.name, today)


def came_again(viewer: Viewer, place: Enrolment) -> None:
    end_follow_up(viewer, origin_kind=AWAY, origin=place.id, done=False)


def case_of(place: Enrolment) -> Case | None:
    """The case from which a class was asked for, or else the newest open one the person is on."""
    asked = place.entry.case if place.entry else None
    if asked is not None and not asked.is_closed:
        return asked
    rows = CaseMember.objects.filter(person=place.learner.person_id, left_at__isnull=True)
    open_ones = rows.exclude(case__state=Case.State.CLOSED).select_related("case__subject").order_by("-case__opened_at")
    found = open_ones.first()
    return found.case if found else None


def _task(
    viewer: Viewer | None,
    case: Case | None,
    origin_kind: str,
    origin: UUID,
    title: Promise,
    learner: Learner,
    of_class: str,
    due: date,
) -> None:
    lead = _lead(case)
    if case is not None and lead is not None:
        # The case may outlive the person: whose name is erased must not stand in its tasks.
        said = _said(title, learner.person.written_number, of_class)
        follow_up_task(viewer, case=case, origin_kind=origin_kind, origin=origin, title=said, due=due, owner=lead)
        return
    owner = speaking.who(learner, origin_kind, origin)
    if owner is None:
        speaking.tell_guardians(learner)
        return
    follow_up_on_file(
        viewer,
        subject=learner.subject,
        compartment=LEARNING,
        origin_kind=origin_kind,
        origin=origin,
        title=_said(title, wording.heading(learner.person)[0], of_class),
        due=due,
        owner=owner,
        reason=_said(speaking.REASON),
    )


def _said(words: Promise, who: str = "", of_class: str = "") -> str:
    """In the language of the group: several read it."""
    with translation.override(current_group().default_language):
        return str(words) % {"name": who, "class": of_class}


def _lead(case: Case | None) -> Membership | None:
    """None too where the case is closed."""
    if case is None or case.is_closed:
        return None
    rows = Assignment.objects.filter(case=case, lead=True, ended_at__isnull=True, member__ended_at__isnull=True)
    lead = rows.select_related("member").first()
    return lead.member if lead else None
