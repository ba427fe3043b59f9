"""Counting periods in civil days, and finding open days.

The start day never counts: the day after it is day 1. Nothing here decides which date is safe to work towards, or
whether a last day rolls forward: those are rules of a country's law, and `knowledge.procedures` applies them.
Every function raises `ImpossibleDate` when the result would lie outside years 1 to 9999, and `ValueError` for a
negative length or for offices that share no open day within a year.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jiwar.knowledge.calendars.errors import DateProblem, ImpossibleDate
from jiwar.knowledge.calendars.opening import OpenDays, Reading, Reason

# More closed days in a row than any office has; past them, the offices asked about share no open day.
_LONGEST_CLOSURE = 366


class Unit(StrEnum):
    """What a period is measured in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    """Whether a period runs on from its event or back from it."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A closed day that was passed over, and why. `whose`: the label of the `OpenDays` that was closed."""

    day: date
    reason: Reason
    name: str
    estimated: bool
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """Where counting ended, and each day passed over on the way, in the order they were met."""

    day: date
    skipped: tuple[Skipped, ...] = ()


def count_calendar(start: date, n: int, unit: Unit, *, direction: Direction = Direction.AFTER) -> Counted:
    """`n` units after or before `start`, without regard to closed days.

    Months and years keep the day number, or take the last day of a shorter month (31 January + 1 month = 28 or 29
    February). Hours run from an unknown time of the start day and become the earliest day on which they can end:
    36 hours after Monday is Tuesday, 36 hours before Monday is Saturday.
    """
    _require_count(n)
    if unit is Unit.MONTH or unit is Unit.YEAR:
        months = n * 12 if unit is Unit.YEAR else n
        return Counted(_shift_months(start, months if direction is Direction.AFTER else -months))
    after = direction is Direction.AFTER
    if unit is Unit.HOUR:
        days = n // 24 if after else -(n // -24)
    else:
        days = n * 7 if unit is Unit.WEEK else n
    return Counted(_shift_days(start, days if after else -days))


def count_working(
    start: date,
    n: int,
    open_days: OpenDays,
    *,
    direction: Direction = Direction.AFTER,
    reading: Reading = Reading.RECORDED,
) -> Counted:
    """The `n`th open day after (or before) `start`; with `n` = 0, `start` itself, open or not.

    For the earliest day a limit can mean, read closures as `Reading.SURE`.
    """
    _require_count(n)
    day, skipped = start, list[Skipped]()
    for _ in range(n):
        found = _open_from(_shift_days(day, _step(direction)), (open_days,), direction, reading)
        day = found.day
        skipped += found.skipped
    return Counted(day, tuple(skipped))


def last_open_on_or_before(day: date, *open_days: OpenDays, reading: Reading = Reading.POSSIBLE) -> Counted:
    """The last day, `day` or earlier, on which all of the offices are open.

    Doubtful closures count as closed unless told otherwise: moving back too far loses a day, too little loses a right.
    """
    return _open_from(day, open_days, Direction.BEFORE, reading)


def next_open_on_or_after(day: date, *open_days: OpenDays, reading: Reading = Reading.RECORDED) -> Counted:
    """The first day, `day` or later, on which all of the offices are open."""
    return _open_from(day, open_days, Direction.AFTER, reading)


def _open_from(day: date, offices: tuple[OpenDays, ...], direction: Direction, reading: Reading) -> Counted:
    skipped: list[Skipped] = []
    while (passed := _closed_at_one_of(day, offices, reading)) is not None:
        skipped.append(passed)
        if len(skipped) > _LONGEST_CLOSURE:
            raise ValueError("the offices are never open on the same day")
        day = _shift_days(day, _step(direction))
    return Counted(day, tuple(skipped))


def _closed_at_one_of(day: date, offices: tuple[OpenDays, ...], reading: Reading) -> Skipped | None:
    for office in offices:
        closure = office.closed(day, reading)
        if closure is not None:
            return Skipped(day, closure.reason, closure.name, closure.estimated, closure.whose)
    return None


def _step(direction: Direction) -> int:
    return 1 if direction is Direction.AFTER else -1


def _shift_days(start: date, days: int) -> date:
    ordinal = start.toordinal() + days
    if not date.min.toordinal() <= ordinal <= date.max.toordinal():
        raise _outside(start)
    return date.fromordinal(ordinal)


def _shift_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise _outside(start)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _outside(start: date) -> ImpossibleDate:
    return ImpossibleDate(
        DateProblem.DAY_OUT_OF_RANGE,
        calendar="gregorian",
        day=start.isoformat(),
        first_day=date.min.isoformat(),
        last_day=date.max.isoformat(),
    )


def _require_count(n: int) -> None:
    if n < 0:
        raise ValueError("a period is counted forward or, with a direction, backward; its length is not negative")
