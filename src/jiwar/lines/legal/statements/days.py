"""The days an event can have been, as a row keeps them, and as they follow from the event it counts from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from jiwar.knowledge.calendars import Calendar, HalfDate, Interval, Link, Side, Span, Unit, read_half
from jiwar.lines.legal.models import ChronologyEntry


def days_kept(span: Span, *, by_hand: bool, estimated: bool = False) -> dict[str, Any]:
    return {
        "earliest": span.days.earliest.isoformat(),
        "latest": span.days.latest.isoformat(),
        "open_start": span.open_start,
        "open_end": span.open_end,
        "by_hand": by_hand,
        "estimated": estimated,
    }


def span_of(kept: Mapping[str, Any]) -> Span | None:
    if not kept:
        return None
    days = Interval(date.fromisoformat(kept["earliest"]), date.fromisoformat(kept["latest"]))
    return Span(days, kept["open_start"], kept["open_end"])


def link_kept(link: Link) -> dict[str, Any]:
    return {
        "side": link.side.value,
        "anchor": link.anchor,
        "amount": link.amount,
        "unit": link.unit.value if link.unit else None,
    }


def link_of(kept: Mapping[str, Any]) -> Link | None:
    if not kept:
        return None
    unit = Unit(kept["unit"]) if kept["unit"] else None
    return Link(Side(kept["side"]), kept["anchor"], kept["amount"], unit)


def by_hand(earliest: date | None, latest: date | None) -> Span | None:
    """Set by the adviser; an end they left out is open."""
    if earliest is None and latest is None:
        return None
    first, last = earliest or latest, latest or earliest
    if first is None or last is None:
        return None
    return Span(Interval(first, last), open_start=earliest is None, open_end=latest is None)


def read(said: str, calendar: str) -> HalfDate | None:
    return read_half(said, Calendar(calendar) if calendar else None)


def spans(rows: Sequence[ChronologyEntry]) -> dict[UUID, Span]:
    """Of each row whose days are known: its own, else those that follow from the row it counts from.

    Only rows given are looked at: from one the viewer may not see, nothing follows. A circle of links gives nothing.
    """
    by_id = {row.id: row for row in rows}
    found: dict[UUID, Span] = {}
    for row in rows:
        span = _span(row, by_id, frozenset())
        if span is not None:
            found[row.id] = span
    return found


def _span(row: ChronologyEntry, by_id: Mapping[UUID, ChronologyEntry], passed: frozenset[UUID]) -> Span | None:
    own = span_of(row.days)
    link, other = link_of(row.link), by_id.get(row.other_id) if row.other_id else None
    if own is not None or link is None or other is None or row.id in passed:
        return own
    from_there = _span(other, by_id, passed | {row.id})
    return link.span_from(from_there) if from_there else None
