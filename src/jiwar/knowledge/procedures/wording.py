"""English for codes and their parameters. Pages that translate use the code and the parameters instead."""

from collections.abc import Mapping
from datetime import date

from jiwar.knowledge.procedures.vocabulary import VOCABULARY, EventKind

Param = str | int | bool | date | tuple[str, ...]
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_REASONS = {"weekend": "weekend", "holiday": "public holiday", "local": "closed as announced"}
_OFFICES = {"group": "our office", "addressee": "the office addressed"}
_STATUSES = {
    "transitional": "a transitional rule",
    "dated": "an old rule that may have changed",
    "expired": "a rule that is no longer in force",
}
_CALENDARS = {"gregorian": "civil", "hijri": "Hijri", "solar-hijri": "Solar Hijri", "ethiopian": "Ethiopian"}


def sentence(template: str, params: Mapping[str, Param]) -> str:
    """The template with the parameters in words."""
    words = {name: _word(name, value) for name, value in params.items()}
    if "value" in params and "unit" in params:
        words["period"] = _period(int(str(params["value"])), str(params["unit"]))
    if "reason" in params:
        words["closed"] = _closed(params)
    return template.format_map(words)


def long_date(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _word(name: str, value: Param) -> str:
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, tuple):
        return ", ".join(_word("event" if name == "events" else name, item) for item in value)
    if name == "event":
        return VOCABULARY[EventKind(str(value))].label
    if name == "status":
        return _STATUSES.get(str(value), str(value))
    if name == "calendar":
        return _CALENDARS.get(str(value), str(value))
    return str(value).rstrip(".")


def _period(value: int, unit: str) -> str:
    return f"{value} {unit}" if value == 1 else f"{value} {unit}s"


def _closed(params: Mapping[str, Param]) -> str:
    """Such as: Eid al-Fitr, public holiday, not certain, the office addressed."""
    named = f"{params['name']}, " if params.get("name") else ""
    estimated = ", not certain" if params.get("estimated") else ""
    office = str(params.get("whose", ""))
    whose = f", {_OFFICES.get(office, office)}" if office else ""
    return f"{named}{_REASONS[str(params['reason'])]}{estimated}{whose}"
