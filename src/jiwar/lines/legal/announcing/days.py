"""The days offices are open, with the holidays that were announced officially: the group's own, and theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from jiwar.foundation.groups import opening
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.statements import statement
from jiwar.knowledge.calendars import LocalDay, OpenDays
from jiwar.knowledge.procedures import Pack
from jiwar.lines.legal.models import AnnouncedHoliday

Closed = tuple[str, LocalDay]
"""A country, and a day its offices rest."""


def offices(pack: Pack, *, also: Sequence[Closed] = ()) -> tuple[OpenDays, OpenDays]:
    """When the group works, and when the office that receives a paper does. `also`: days that do not count yet, to see
    what they would change."""
    closed = (*((country, LocalDay(day, closed=True, name=name)) for country, day, name in _announced()), *also)
    return _of_group(closed), _of_country(country_of(pack), _in(country_of(pack), closed))


def of_our_country() -> tuple[LocalDay, ...]:
    """Official holidays where the group is."""
    closed = tuple((country, LocalDay(day, closed=True, name=name)) for country, day, name in _announced())
    return _in(current_group().country, closed)


def country_of(pack: Pack) -> str:
    """UNHCR's offices rest as their host country does: that of the group."""
    return pack.country.iso2 or current_group().country


def _of_group(closed: Sequence[Closed]) -> OpenDays:
    """On an official holiday of its country the group rests, unless it said of the day that it does not."""
    own = opening.open_days()
    said = {local.day for local in own.local_days}
    official = tuple(local for local in _in(own.country, closed) if local.day not in said)
    return replace(own, local_days=(*own.local_days, *official)) if official else own


def _in(country: str, closed: Sequence[Closed]) -> tuple[LocalDay, ...]:
    return tuple(local for where, local in closed if where == country)


@statement
def _announced() -> QuerySet[AnnouncedHoliday, tuple[str, date, str]]:
    rows = AnnouncedHoliday.objects.filter(withdrawn_at__isnull=True)
    return rows.order_by("day").values_list("country", "day", "name")


@lru_cache(maxsize=256)
def _of_country(country: str, announced: tuple[LocalDay, ...]) -> OpenDays:
    """Kept by its content, so that no group meets another's days: looking up the feasts of a year is slow."""
    return OpenDays(country, local_days=announced, whose="addressee")
