"""Whether an office is closed on a day, and why: weekly rest, public holidays, and what the group announced itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from jiwar.knowledge.calendars.feasts import Holiday, exchanged_workdays, public_holidays
from jiwar.knowledge.calendars.weekends import weekend

# Where nobody recorded a weekend, these are the days some country of the region rests on.
_ANY_WEEKEND = frozenset({4, 5, 6})


class Reason(StrEnum):
    """Why a day is closed."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    LOCAL = "local"


class Reading(StrEnum):
    """How to take closures that are in doubt (disputed weekend days, feasts whose day the moon decides).

    SURE: only what no source disputes and no moon decides: working days pass soonest.
    RECORDED: what the record says.
    POSSIBLE: every day that may turn out closed, so also the days beside an estimated feast, and Friday to Sunday
    where the weekend is unknown: for moving a date we work towards back to a day that is open for certain.
    """

    SURE = "sure"
    RECORDED = "recorded"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Closure:
    """Why a day is closed. `name`: of the feast or as announced, empty for weekends. `estimated`: it may be open
    after all. `whose`: the label of the `OpenDays` that is closed."""

    reason: Reason
    name: str
    estimated: bool
    whose: str = ""


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day the group or the addressee announced as closed, or as open although it is a weekend or holiday."""

    day: date
    closed: bool
    name: str


@dataclass(slots=True)
class _Year:
    feasts: dict[date, Holiday]  # a certain feast before an estimated one of the same day
    estimated: dict[date, Holiday]
    exchanged: frozenset[date]


@dataclass
class OpenDays:
    """The days an office works.

    `country`: ISO 3166 alpha-2, or "" when unknown (then only `weekend` and `local_days` close a day).
    `weekend_override`: weekdays (Monday 0) the office itself rests on, certain; an empty set: it never rests.
    `local_days` override everything else; where two disagree about a day, it is closed.
    `language`: of holiday names. `whose`: a label that comes back in each closure ('group', 'court').
    """

    country: str
    weekend_override: frozenset[int] | None = None
    local_days: Iterable[LocalDay] = ()
    language: str = "en"
    whose: str = ""
    _local: dict[date, LocalDay] = field(init=False, repr=False, compare=False, default_factory=dict)
    _years: dict[int, _Year] = field(init=False, repr=False, compare=False, default_factory=dict)
    _known: dict[tuple[date, Reading], Closure | None] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        if self.weekend_override is not None and not self.weekend_override < frozenset(range(7)):
            raise ValueError("an office rests on some weekdays, numbered 0 to 6, not on all of them")
        self.local_days = tuple(self.local_days)
        for local in self.local_days:
            if local.closed or local.day not in self._local:
                self._local[local.day] = local

    def closed(self, day: date, reading: Reading = Reading.RECORDED) -> Closure | None:
        """Why the day is closed, or None when it is open."""
        asked = (day, reading)
        if asked not in self._known:
            self._known[asked] = self._closed(day, reading)
        return self._known[asked]

    def _closed(self, day: date, reading: Reading) -> Closure | None:
        local = self._local.get(day)
        if local is not None:
            return Closure(Reason.LOCAL, local.name, estimated=False, whose=self.whose) if local.closed else None
        found = [closure for closure in (self._weekly(day, reading), self._feast(day, reading)) if closure]
        # A certain reason is worth more than a doubtful one, whichever it is.
        closure = min(found, key=lambda reason: reason.estimated, default=None)
        return None if closure and closure.estimated and reading is Reading.SURE else closure

    def _weekly(self, day: date, reading: Reading) -> Closure | None:
        weekday = day.weekday()
        if self.weekend_override is not None:
            return self._resting(estimated=False) if weekday in self.weekend_override else None
        known = weekend(self.country, day)
        if known is None:
            return self._resting(estimated=True) if reading is Reading.POSSIBLE and weekday in _ANY_WEEKEND else None
        recorded = weekday in known.days and day not in self._year(day.year).exchanged
        if recorded or (reading is Reading.POSSIBLE and weekday in known.possible):
            return self._resting(estimated=not recorded or weekday not in known.sure)
        return None

    def _resting(self, *, estimated: bool) -> Closure:
        return Closure(Reason.WEEKEND, "", estimated, self.whose)

    def _feast(self, day: date, reading: Reading) -> Closure | None:
        feast = self._year(day.year).feasts.get(day)
        if feast is None and reading is Reading.POSSIBLE:
            beside = (self._year(near.year).estimated.get(near) for near in _beside(day))
            feast = next((holiday for holiday in beside if holiday), None)
        return Closure(Reason.HOLIDAY, feast.name, feast.estimated, self.whose) if feast else None

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            feasts = public_holidays(self.country, year, self.language)
            certain = {feast.day: feast for feast in feasts if not feast.estimated}
            estimated = {feast.day: feast for feast in feasts if feast.estimated}
            self._years[year] = _Year(estimated | certain, estimated, exchanged_workdays(self.country, year))
        return self._years[year]


def _beside(day: date) -> Iterable[date]:
    if day > date.min:
        yield day - timedelta(days=1)
    if day < date.max:
        yield day + timedelta(days=1)
