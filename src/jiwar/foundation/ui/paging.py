"""Lists page by page without counting and without OFFSET: a page begins after the last row seen.

    page = page_of(request, queries.open_cases(viewer), by=("-opened_on", "-number"))

The order must be total (end with something unique) and its columns never null. The place in the list travels in the
address as a signed value, so that nobody can ask with it for what the list does not show.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

Row = TypeVar("Row", bound=Model)

SIZE: Final = 25
_SALT: Final = "jiwar.place-in-list"
_READ: Final[dict[str, Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "uuid": UUID,
    "plain": lambda value: value,
}


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """What `ui.pager` shows: the rows, and where the neighbouring pages are (None at an end)."""

    rows: list[Row]
    previous_href: str | None
    next_href: str | None


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row] | Callable[[], QuerySet[Row]],
    *,
    by: Sequence[str],
    size: int = SIZE,
    first: Callable[[], list[Row]] | None = None,
) -> Page[Row]:
    """The page the address asks for. One query, one row more than shown. Raises `Http404` for a forged place.

    `first`: a statement that gives the beginning of the same list, `size + 1` rows of it, for the page asked most.
    """
    place = request.GET.get("after") or request.GET.get("before")
    backwards = "before" in request.GET and "after" not in request.GET
    order = [_turned(key) for key in by] if backwards else list(by)
    if first is not None and not place and not backwards:
        found = first()
    else:
        asked = rows() if callable(rows) else rows
        asked = asked.filter(_beyond(order, _opened(place, by))) if place else asked
        found = list(asked.order_by(*order)[: size + 1])
    more = len(found) > size
    shown = found[:size][::-1] if backwards else found[:size]
    there_is_before = bool(place) if not backwards else more
    there_is_after = more if not backwards else bool(place)
    return Page(
        rows=shown,
        previous_href=_href(request, "before", shown[0], by) if shown and there_is_before else None,
        next_href=_href(request, "after", shown[-1], by) if shown and there_is_after else None,
    )


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows after the place, in this order: `(a, b) > (x, y)` written so that an index on (a, b) serves it."""
    beyond = Q()
    equal: dict[str, Any] = {}
    for key, value in zip(order, values, strict=True):
        name, comparison = (key[1:], "lt") if key.startswith("-") else (key, "gt")
        beyond |= Q(**equal, **{f"{name}__{comparison}": value})
        equal[name] = value
    first, value = order[0], values[0]
    bound = {f"{first[1:]}__lte": value} if first.startswith("-") else {f"{first}__gte": value}
    return Q(**bound) & beyond


def _href(request: HttpRequest, direction: str, row: Model, by: Sequence[str]) -> str:
    asked = request.GET.copy()
    for name in ("after", "before"):
        asked.pop(name, None)
    asked[direction] = signing.dumps([_kept(_value(row, key.removeprefix("-"))) for key in by], salt=_SALT)
    return f"?{asked.urlencode()}"


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _kept(value: Any) -> list[Any]:
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return ["uuid", str(value)] if isinstance(value, UUID) else ["plain", value]


def _opened(place: str, by: Sequence[str]) -> list[Any]:
    try:
        kept = signing.loads(place, salt=_SALT)
        values = [_READ[kind](value) for kind, value in kept]
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise Http404 from None
    if len(values) != len(by):
        raise Http404
    return values
