"""A date as somebody said it, kept as said and as the civil days it can be. Stored inside sealed JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jiwar.knowledge.calendars import GivenDate, Interval, about_age


@dataclass(frozen=True, slots=True)
class SaidDate:
    """`age` and `said_on` only where an age was said instead of a date: 'about 35' ages with the calendar."""

    given: GivenDate
    age: int | None = None
    said_on: date | None = None

    @classmethod
    def of_age(cls, age: int, said_on: date) -> "SaidDate":
        return cls(about_age(age, said_on), age, said_on)

    @property
    def interval(self) -> Interval:
        return self.given.interval()

    def as_data(self) -> dict[str, Any]:
        given, days = self.given, self.interval
        data: dict[str, Any] = {
            **given.as_plain(),
            "earliest": days.earliest.isoformat(),
            "latest": days.latest.isoformat(),
        }
        if self.age is not None and self.said_on is not None:
            data |= {"age": self.age, "said_on": self.said_on.isoformat()}
        return data


def from_data(data: dict[str, Any] | None) -> SaidDate | None:
    if not data:
        return None
    given = GivenDate.of_plain(data)
    if "age" in data:
        return SaidDate(given, data["age"], date.fromisoformat(data["said_on"]))
    return SaidDate(given)
