"""Who came: marks of one learner in the order of the meetings, and what follows from them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from jiwar.knowledge.timetables import Meeting

FOLLOWED_UP: int = 3
"""Absences in a row after which somebody asks how the learner is."""


class Mark(StrEnum):
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    """Said beforehand that they would not come."""
    ABSENT = "absent"

    @property
    def came(self) -> bool:
        return self in (Mark.PRESENT, Mark.LATE)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a learner came to, of the hours that were held for them."""

    attended: timedelta
    offered: timedelta

    @property
    def share(self) -> float | None:
        return self.attended / self.offered if self.offered else None


def absent_in_a_row(marks: Sequence[Mark]) -> int:
    """How often the learner was absent without a word, counted back from the last meeting.

    Excused ones neither count nor break the row: whoever said so for a week and then stays away is asked.
    """
    count = 0
    for mark in reversed(marks):
        if mark.came:
            break
        count += mark == Mark.ABSENT
    return count


def hours(marked: Iterable[tuple[Meeting, Mark]]) -> Hours:
    """Late counts as come: minutes are not counted."""
    attended = offered = timedelta()
    for meeting, mark in marked:
        length = timedelta(
            hours=meeting.ends.hour - meeting.starts.hour, minutes=meeting.ends.minute - meeting.starts.minute
        )
        offered += length
        attended += length if mark.came else timedelta()
    return Hours(attended, offered)


__all__ = ["FOLLOWED_UP", "Hours", "Mark", "absent_in_a_row", "hours"]
