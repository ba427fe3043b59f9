"""The days offices are open, with the holidays that were announced officially: the group's own, and theirs."""

from collections.abc import Iterable
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


def of_group(*, also: Iterable[LocalDay] = ()) -> OpenDays:
    """When the group works: on an official holiday of its country it rests, unless it said of the day that it does
    not."""
    own = opening.open_days()
    said = {local.day for local in own.local_days}
    announced = (*_announced_in(own.country), *also)
    official = tuple(local for local in announced if local.day not in said)
    return replace(own, local_days=(*own.local_days, *official)) if official else own


def of_office(pack: Pack, *, also: Iterable[LocalDay] = ()) -> OpenDays:
    """When the office that receives a paper works. UNHCR's rests as its host country does: that of the group."""
    country = country_of(pack)
    return _of_country(country, (*_announced_in(country), *also))


def country_of(pack: Pack) -> str:
    return pack.country.iso2 or current_group().country


def _announced_in(country: str) -> tuple[LocalDay, ...]:
    return tuple(LocalDay(day, closed=True, name=name) for day, name in _announced(country))


@statement
def _announced(country: str) -> QuerySet[AnnouncedHoliday, tuple[date, str]]:
    rows = AnnouncedHoliday.objects.filter(country=country, withdrawn_at__isnull=True)
    return rows.order_by("day").values_list("day", "name")


@lru_cache(maxsize=256)
def _of_country(country: str, announced: tuple[LocalDay, ...]) -> OpenDays:
    """Kept by its content: looking up the feasts of a year is the slow part."""
    return OpenDays(country, local_days=announced, whose="addressee")
