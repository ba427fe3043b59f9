"""One's own classes in one's calendar: when, in which room, and what was called off or moved. Nothing of a learner."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from jiwar.casework.appointments.feed import Busy
from jiwar.casework.cases import clock
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.courses import queries
from jiwar.lines.learning.courses.queries import InTimetable
from jiwar.lines.learning.rights import TEACH


def of_member(viewer: Viewer, first: datetime, last: datetime) -> Iterator[Busy]:
    """As teacher and as a stand-in."""
    if not viewer.can(TEACH):
        return
    zone = clock.zone()
    classes = list(queries.own_classes(viewer))
    for each in queries.on_days(classes, first.astimezone(zone).date(), last.astimezone(zone).date()):
        yield _busy(each)


def _busy(each: InTimetable) -> Busy:
    meeting, off = each.meeting, each.changed is not None
    starts, ends = _moments(meeting)
    key = f"{each.taught.id}-{starts:%Y%m%d%H%M}"
    room = each.taught.room if each.taught.office_id else ""
    return Busy(key, starts, ends, _("Jiwar: class, not held") if off else _("Jiwar: class"), room, off)


def _moments(meeting: Meeting) -> tuple[datetime, datetime]:
    zone = clock.zone()
    return (
        datetime.combine(meeting.day, meeting.starts, zone),
        datetime.combine(meeting.day, meeting.ends, zone),
    )
