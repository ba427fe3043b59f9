"""Marking who came. Sent once or five times, there is one mark a meeting and learner; nobody's mark is overwritten
unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge.attendance import FOLLOWED_UP, Mark, absent_in_a_row
from jiwar.lines.learning import kinds
from jiwar.lines.learning.attending import queries
from jiwar.lines.learning.attending.queries import Expected, Register
from jiwar.lines.learning.meetings import rows
from jiwar.lines.learning.models import Attendance, ClassMeeting, Enrolment
from jiwar.lines.learning.places import following
from jiwar.lines.learning.rights import LEARNING, TEACH


@dataclass
class Outcome:
    """`kept`: marks as they stand now, by learner. `meanwhile`: marks of somebody else that were not overwritten."""

    kept: dict[UUID, Mark] = field(default_factory=dict)
    meanwhile: dict[UUID, Mark] = field(default_factory=dict)


@transaction.atomic
def mark(
    viewer: Viewer, *, register: Register, marks: Mapping[UUID, Mark], seen: Mapping[UUID, Mark | None]
) -> Outcome:
    """`seen`: what the writer saw beside each learner. A mark that is another one now stays, unless it is the same."""
    row = _held(viewer, register)
    now = {each.learner_id: each for each in Attendance.objects.filter(meeting=row).select_for_update()}
    outcome, changed = Outcome(), []
    for each in register.expected:
        learner = each.place.learner_id
        if learner not in marks:
            continue
        policy.require(viewer, TEACH, subject=each.place.subject, compartment=LEARNING)
        before, new = now.get(learner), marks[learner]
        if before is not None and before.mark != new and before.mark != seen.get(learner):
            outcome.meanwhile[learner] = Mark(before.mark)
            continue
        outcome.kept[learner] = new
        if before is None or before.mark != new:
            _write(viewer, row, each, before, new)
            changed.append(each.place)
    for place in changed:
        _follow_up(viewer, place)
    return outcome


def _held(viewer: Viewer, register: Register) -> ClassMeeting:
    policy.require(viewer, TEACH)
    if register.meeting.day > clock.today():
        raise NotPossible(_("This meeting is still to come."))
    row = rows.of(register.taught, register.meeting)
    if row.state == ClassMeeting.State.CALLED_OFF:
        raise NotPossible(_("This meeting was called off."))
    if row.state == ClassMeeting.State.MOVED:
        raise NotPossible(_("This meeting was moved to another time."))
    row.marked_by, row.marked_at = viewer.member, timezone.now()
    row.save(update_fields=["marked_by", "marked_at"])
    return row


def _write(viewer: Viewer, row: ClassMeeting, each: Expected, before: Attendance | None, new: Mark) -> None:
    written = before or Attendance(
        meeting=row, learner=each.place.learner, subject_id=each.place.subject_id, compartment=LEARNING.code
    )
    written.mark, written.marked_by = new.value, viewer.member
    written.save()
    record(viewer, kinds.ATTENDANCE_MARKED, subject=each.place.subject_id, compartment=LEARNING, row=written)


def _follow_up(viewer: Viewer, place: Enrolment) -> None:
    """Three absences in a row, and every three after them, are a task for the case's lead; never why."""
    meetings = [row for row in queries.held(place.taught) if row.day >= place.since]
    marks = queries.marks_of([place.learner_id], meetings)
    row_of = absent_in_a_row([marks[key] for each in meetings if (key := (place.learner_id, each.id)) in marks])
    if row_of < FOLLOWED_UP:
        following.came_again(viewer, place)
    elif row_of % FOLLOWED_UP == 0:
        following.away(viewer, place, clock.today())
