"""Which holidays were announced, for everybody in the group."""

from uuid import UUID

from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.languages.countries import alphabetical, country_name
from jiwar.foundation.languages.reader import current_reader
from jiwar.knowledge import procedures
from jiwar.lines.legal.models import AnnouncedHoliday

MOST_SHOWN = 60


def recorded() -> list[AnnouncedHoliday]:
    """The latest days first, those taken back too."""
    rows = AnnouncedHoliday.objects.select_related("announced_by__account", "withdrawn_by__account")
    return list(rows.order_by("-day", "country", "-announced_at")[:MOST_SHOWN])


def one(holiday: UUID) -> AnnouncedHoliday:
    row = AnnouncedHoliday.objects.filter(id=holiday).first()
    if row is None:
        raise NotThere
    return row


def countries() -> list[tuple[str, str]]:
    """Those we know a procedure of, by name; the group's own first."""
    own = current_group().country
    codes = {outline.country for outline in procedures.outlines() if outline.country} | {own}
    named = [(code, country_name(code, current_reader().language)) for code in codes]
    return sorted(named, key=lambda each: (each[0] != own, alphabetical(each[1])))


def packs_of(country: str) -> list[str] | None:
    """The procedures whose offices rest there; None where the group does too, and so all of them may move."""
    if country == current_group().country:
        return None
    return [outline.id for outline in procedures.outlines() if outline.country == country]
