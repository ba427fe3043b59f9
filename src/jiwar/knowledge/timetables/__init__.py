"""When a class meets: weekly times that hold between days, Ramadan hours that stand before them, and days of rest.

Pure: no clock, no database. No prayer times are computed: whether a time meets one is not known here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    day: date
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """Monday is 0, as `date.weekday()` counts."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Timetable:
    """Weekly times from `since` on, to `until` and with it; without an end where that is None.

    `before_others`: on its days these times hold alone, and a weekday without one is free (Ramadan hours).
    """

    since: date
    until: date | None
    times: tuple[Weekly, ...]
    before_others: bool = False

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def meetings(
    timetables: Sequence[Timetable], first: date, last: date, rests: Callable[[date], bool] = lambda _day: False
) -> list[Meeting]:
    """Every meeting from `first` to `last`, in order. On a day of rest nobody meets."""
    found: list[Meeting] = []
    for day in _days(first, last):
        if not rests(day):
            found += sorted(
                Meeting(day, each.starts, each.ends)
                for each in _holding(timetables, day)
                if each.weekday == day.weekday()
            )
    return found


def _holding(timetables: Sequence[Timetable], day: date) -> Iterable[Weekly]:
    here = [each for each in timetables if each.holds(day)]
    first = [each for each in here if each.before_others] or here
    return {time: None for each in first for time in each.times}


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def clash(some: Iterable[Meeting], others: Iterable[Meeting]) -> Meeting | None:
    """The first of `some` that overlaps one of `others`; ending when the other begins is no overlap."""
    by_day: dict[date, list[Meeting]] = {}
    for other in others:
        by_day.setdefault(other.day, []).append(other)
    for one in sorted(some):
        if any(one.starts < other.ends and other.starts < one.ends for other in by_day.get(one.day, ())):
            return one
    return None


__all__ = ["Meeting", "Timetable", "Weekly", "clash", "meetings"]
