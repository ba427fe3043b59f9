"""Lists of entries page by page, from a moment and an id on; never by counting."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest

SIZE = 50


@dataclass(frozen=True)
class EntriesPage:
    """As `ui.pager` shows it."""

    rows: list[Any]
    previous_href: str | None
    next_href: str | None


def entries_page(request: HttpRequest, rows: Any) -> EntriesPage:
    """Newest first, after the place in the address. Raises `Http404` for a place that is none."""
    place = request.GET.get("before", "")
    if place:
        at, row_id = _place(place)
        # Of that very moment those that come after this one; the last condition keeps the database in its index.
        rows = rows.filter(Q(at__lt=at) | Q(id__lt=row_id), at__lte=at)
    found = list(rows[: SIZE + 1])
    shown = found[:SIZE]
    further = _href(request, f"{shown[-1].at.isoformat()}_{shown[-1].id}") if len(found) > SIZE else None
    return EntriesPage(shown, _href(request, "") if place else None, further)


def _place(text: str) -> tuple[datetime, UUID]:
    at, _mark, row_id = text.partition("_")
    try:
        moment, row = datetime.fromisoformat(at), UUID(row_id)
        if moment.tzinfo is None:
            raise ValueError("a moment has a zone")
        return moment.astimezone(UTC), row
    except (ValueError, OverflowError):
        raise Http404 from None


def _href(request: HttpRequest, before: str) -> str:
    asked = request.GET.copy()
    asked.pop("before", None)
    if before:
        asked["before"] = before
    return f"?{asked.urlencode()}"
