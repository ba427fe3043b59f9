"""The civil days something can have been, where perhaps only one end is known; and what follows from another event."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from jiwar.knowledge.calendars.counting import Unit
from jiwar.knowledge.calendars.given import Interval

OPEN_REACH: Final = 366
"""'After the wedding': how many days an end that nobody knows is drawn. A convention of this program; never a bound."""
_DAYS: Final = {Unit.DAY: 1.0, Unit.WEEK: 7.0, Unit.MONTH: 30.4375, Unit.YEAR: 365.25}
_SLACK: Final = {Unit.DAY: 1, Unit.WEEK: 3, Unit.MONTH: 15, Unit.YEAR: 183}
"""People say 'two months' and mean about two months: half a unit on both sides, a day for days."""


class Side(StrEnum):
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Span:
    """`open_start`, `open_end`: that end is only drawn somewhere, so nothing is said to lie outside of it."""

    days: Interval
    open_start: bool = False
    open_end: bool = False

    def surely_before(self, other: "Span") -> bool:
        """Whether it was earlier, whatever day each was. Never sure over an end nobody knows."""
        return not (self.open_end or other.open_start) and self.days.latest < other.days.earliest

    def moved(self, earliest: int, latest: int) -> "Span":
        return Span(
            Interval(_shift(self.days.earliest, earliest), _shift(self.days.latest, latest)),
            self.open_start,
            self.open_end,
        )


@dataclass(frozen=True, slots=True)
class Link:
    """'Two months after the wedding'. `amount` None: after it, nobody said how long. `anchor`: what was typed of it."""

    side: Side
    anchor: str
    amount: int | None = None
    unit: Unit | None = None

    def span_from(self, other: Span) -> Span:
        """When it was, if the other event was then."""
        if self.amount is None or self.unit is None:
            return beyond(other, self.side, from_its_end=False)
        far = round(self.amount * _DAYS[self.unit])
        slack = _SLACK[self.unit]
        if self.side is Side.AFTER:
            return other.moved(max(far - slack, 0), far + slack)
        return other.moved(-far - slack, min(slack - far, 0))

    def holds(self, own: Span, other: Span) -> bool:
        """Whether both can be: neither the order nor the length that was said is against the days that were said."""
        if self.amount is not None:
            expected = self.span_from(other)
            return not (own.surely_before(expected) or expected.surely_before(own))
        return not (own.surely_before(other) if self.side is Side.AFTER else other.surely_before(own))


def beyond(span: Span, side: Side, *, from_its_end: bool, margin: int = 0) -> Span:
    """After or before it, with the far end open. A period is over when one says 'after'; of an event known only by the
    days it can have been, `from_its_end` is False. `margin`: by how many days the near end is not sure."""
    if side is Side.AFTER:
        near = _shift(span.days.latest, 1 - margin) if from_its_end else span.days.earliest
        far = max(near, _shift(span.days.latest, OPEN_REACH))
        return Span(Interval(near, far), open_start=span.open_start or (from_its_end and span.open_end), open_end=True)
    near = _shift(span.days.earliest, margin - 1) if from_its_end else span.days.latest
    far = min(near, _shift(span.days.earliest, -OPEN_REACH))
    return Span(Interval(far, near), open_start=True, open_end=span.open_end or (from_its_end and span.open_start))


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
