"""A changed meeting in words."""

from django.utils.translation import gettext as _

from jiwar.foundation.languages.reader import format_clock, format_day
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.models import ClassMeeting


def when(meeting: Meeting) -> str:
    return _("%(day)s, %(time)s") % {"day": format_day(meeting.day), "time": format_clock(meeting.starts)}


def what_became(row: ClassMeeting) -> str:
    """Of one that is not held when it was to be: with the reason."""
    if row.state == ClassMeeting.State.MOVED and row.moved_to is not None:
        return _("moved to %(when)s: %(reason)s") % {"when": when(row.moved_to.known), "reason": _alone(row.reason)}
    return _("called off: %(reason)s") % {"reason": _alone(row.reason)} if row.reason else _("called off")


def instead_of(row: ClassMeeting) -> str:
    return _("instead of %(when)s: %(reason)s") % {"when": when(row.known), "reason": _alone(row.reason)}


def in_a_sentence(row: ClassMeeting) -> str:
    """“Mornings”, Mon 2 March, 9:00: called off: the room is being painted."""
    became = _("is held") if row.state == ClassMeeting.State.HELD else what_became(row)
    said = {"name": _alone(row.taught.name), "when": when(row.known), "became": became}
    return _("“%(name)s”, %(when)s: %(became)s") % said


def _alone(typed: str) -> str:
    """In its own direction: a reason in Latin letters inside an Arabic sentence, or the other way round."""
    return f"\u2068{typed}\u2069"
