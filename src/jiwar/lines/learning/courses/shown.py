"""A class in words: where, when, for whom, and what is not known about its times."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.calendars import weekend
from jiwar.lines.learning.courses import queries
from jiwar.lines.learning.models import TaughtClass, Timetable
from jiwar.lines.learning.rights import RUN_CLASSES
from jiwar.lines.learning.words import WEEKDAYS, language_in_words, level_in_words


@dataclass(frozen=True)
class TimesShown:
    """`kept_free` empty: whether these times meet prayer is not known."""

    row: Timetable
    times: tuple[tuple[str, Any, Any], ...]

    @property
    def kept_free(self) -> str:
        return self.row.kept_free


def class_line(row: TaughtClass) -> dict[str, Any]:
    """A class as one line of a list."""
    return {"row": row, "where": where(row), "tags": tags(row), "closed": row.closed_at is not None}


def where(row: TaughtClass) -> list[str]:
    places = [row.office.name, row.room] if row.office else []
    return [*(place for place in places if place), *([_("online")] if row.online else [])]


def tags(row: TaughtClass) -> list[str]:
    said = [(row.women_only, _("women only")), (row.childcare, _("children looked after"))]
    return [words for true, words in said if true]


def class_page(viewer: Viewer, row: TaughtClass, today: date) -> dict[str, Any]:
    usual = _times(queries.timetable_now(row, Timetable.Kind.USUAL, today), viewer)
    ramadan = _times(queries.timetable_now(row, Timetable.Kind.RAMADAN, today), viewer)
    return {
        "taught": row,
        "language": language_in_words(row.course.language),
        "level": level_in_words(row.course.level),
        "where": where(row),
        "tags": tags(row),
        "stand_ins": [member.account.name for member in queries.stand_ins(row)],
        "usual": usual,
        "ramadan": ramadan,
        "prayer_unknown": any(each is not None and not each.kept_free for each in (usual, ramadan)),
        "runs": viewer.can(RUN_CLASSES) and row.closed_at is None,
    }


def week_order(viewer: Viewer) -> list[int]:
    """Weekdays as the group lives them: its week begins after its days of rest."""
    group = viewer.group
    known = weekend(group.country, group.created_at.date())
    rest = {int(day) for day in group.weekend} or (set(known.days) if known else {5, 6})
    begin = next((day for day in range(7) if day not in rest and (day - 1) % 7 in rest), 0)
    return [(begin + ahead) % 7 for ahead in range(7)]


def _times(row: Timetable | None, viewer: Viewer) -> TimesShown | None:
    if row is None:
        return None
    order = week_order(viewer)
    inside = sorted(row.weekly, key=lambda each: (order.index(each.weekday), each.starts))
    return TimesShown(row, tuple((str(WEEKDAYS[each.weekday]), each.starts, each.ends) for each in inside))
