"""One meeting called off, moved, or held after all: with a reason for learners and colleagues, about nobody.

By who runs classes, also of a colleague's class: whoever teaches it may be ill.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.reader import format_clock, format_day
from jiwar.knowledge import timetables
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning import kinds, opening
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.courses.actions.classes import beside
from jiwar.lines.learning.meetings import rows
from jiwar.lines.learning.meetings.calls import MEETING_CHANGED
from jiwar.lines.learning.models import ClassMeeting, TaughtClass
from jiwar.lines.learning.rights import RUN_CLASSES

State = ClassMeeting.State


@transaction.atomic
def call_off(viewer: Viewer, *, taught: TaughtClass, meeting: Meeting, reason: str) -> ClassMeeting:
    """One that was marked has been held. Calling off what is called off changes nothing."""
    policy.require(viewer, RUN_CLASSES)
    row = rows.of(taught, meeting)
    if row.state == State.CALLED_OFF:
        return row
    _still_to_be_held(row)
    row.state, row.reason = State.CALLED_OFF, reason
    row.save(update_fields=["state", "reason"])
    record(viewer, kinds.MEETING_CALLED_OFF, row=row, about={"off": True})
    _tell(viewer, taught, row)
    return row


@transaction.atomic
def move(viewer: Viewer, *, taught: TaughtClass, meeting: Meeting, to: Meeting, reason: str) -> ClassMeeting:
    """To another day or hour: there it is held and marked, and stands instead of this one. Sent twice it moves once."""
    policy.require(viewer, RUN_CLASSES)
    row = rows.of(taught, meeting)
    if row.state == State.MOVED and row.moved_to is not None and row.moved_to.known == to:
        return row.moved_to
    _still_to_be_held(row)
    _must_fit(taught, meeting, to)
    new = rows.of(taught, to)
    if new.state != State.HELD or new.marked_at is not None:
        raise NotPossible(_("At that time a meeting was called off, moved or marked already. Choose another time."))
    new.ends = to.ends
    new.save(update_fields=["ends"])
    row.state, row.reason, row.moved_to = State.MOVED, reason, new
    row.save(update_fields=["state", "reason", "moved_to"])
    record(viewer, kinds.MEETING_MOVED, row=row)
    _tell(viewer, taught, row)
    return new


@transaction.atomic
def hold(viewer: Viewer, *, taught: TaughtClass, meeting: Meeting) -> ClassMeeting:
    """It is held after all, when it was to be; what stood instead of it goes."""
    policy.require(viewer, RUN_CLASSES)
    row = rows.of(taught, meeting)
    if row.state == State.HELD:
        return row
    instead, row.moved_to = row.moved_to, None
    if instead is not None and (instead.marked_at is not None or instead.state != State.HELD):
        raise NotPossible(_("It was held at the other time, or changed there once more."))
    row.state, row.reason = State.HELD, ""
    row.save(update_fields=["state", "reason", "moved_to"])
    if instead is not None:
        instead.delete()
    record(viewer, kinds.MEETING_CALLED_OFF, row=row, about={"off": False})
    _tell(viewer, taught, row)
    return row


def _still_to_be_held(row: ClassMeeting) -> None:
    if row.marked_at is not None:
        raise NotPossible(_("This meeting was marked: it was held."))
    if row.state != State.HELD:
        raise NotPossible(_("This meeting was called off or moved meanwhile."))


def _must_fit(taught: TaughtClass, meeting: Meeting, to: Meeting) -> None:
    if not taught.first_day <= to.day <= taught.last_day:
        raise NotPossible(_("The class runs from %(first)s to %(last)s.") % _days(taught.first_day, taught.last_day))
    own = [each for each in courses.meetings(taught, to.day, to.day) if each != meeting]
    if timetables.clash([to], own) is not None:
        raise NotPossible(_("The class meets at that time anyway."))
    for other in beside(taught):
        found = timetables.clash([to], courses.meetings(other, to.day, to.day))
        if found is not None:
            said = {"name": other.name, "time": format_clock(found.starts)}
            raise NotPossible(_("“%(name)s” has the teacher or the room then, from %(time)s.") % said)


def _days(first: date, last: date) -> dict[str, str]:
    return {"first": format_day(first), "last": format_day(last)}


def _tell(viewer: Viewer, taught: TaughtClass, row: ClassMeeting) -> None:
    """Teacher and stand-ins, but for whoever did it."""
    for member in opening.teaching(taught):
        if member.id != viewer.member.id:
            words.tell(member, MEETING_CHANGED, {"meeting": str(row.id)})
