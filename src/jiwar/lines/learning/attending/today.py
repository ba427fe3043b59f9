"""A teacher's day: the classes of today, and the registers of other days that nobody marked."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import DayCard, DayEntry
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_clock, format_day
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.attending import queries
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.courses.shown import where
from jiwar.lines.learning.models import TaughtClass
from jiwar.lines.learning.rights import TEACH


def cards(viewer: Viewer, today: date) -> list[DayCard]:
    """Of classes the viewer teaches, as teacher or stand-in; nothing for others."""
    if not viewer.can(TEACH):
        return []
    rows = list(courses.own_classes(viewer))
    now = [(each.meeting, each.taught) for each in courses.on_days(rows, today, today) if each.changed is None]
    before = [(each, row) for row in rows for each in queries.to_mark(row, today) if each.day < today]
    found = (
        DayCard("classes-today", _("Your classes today"), [_entry(*each) for each in now]),
        DayCard("to-mark", _("Registers to mark"), [_entry(*each) for each in sorted(before, key=_when)], "soon"),
    )
    return [card for card in found if card.entries]


def _when(each: tuple[Meeting, TaughtClass]) -> tuple[date, object, str]:
    meeting, row = each
    return meeting.day, meeting.starts, row.name


def _entry(meeting: Meeting, row: TaughtClass) -> DayEntry:
    at = [row.id, meeting.day.isoformat(), meeting.starts.isoformat("minutes")]
    hours = f"{format_clock(meeting.starts)}–{format_clock(meeting.ends)}"
    facts = (format_day(meeting.day), hours, *where(row))
    return DayEntry(row.name, reverse("learning:register", args=at), _("Who came?"), facts)
