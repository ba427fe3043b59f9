"""Where a signed-in person can go. Rooms say so in their app's `ready()`; a page shows what its viewer may open.

navigation.register(Destination(_("Deadlines"), "legal:board", "deadlines", SEE_DEADLINES, count=burning, order=30))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from django.http import HttpRequest

from jiwar.foundation.languages.reader import format_number
from jiwar.foundation.ui.addresses import address

_PHONE_PLACES = 4


class Place(Enum):
    RAIL = "rail"
    OWN = "own"
    """The menu under one's own name: security, language, preferences."""


class PageViewer(Protocol):
    """What a page asks of the signed-in person; `access.Viewer` answers."""

    @property
    def display_name(self) -> str: ...

    def can(self, capability: Any, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry. `capability` None shows it to everyone signed in, several to whoever has one of them; `count` may show
    a number that wants attention.
    """

    label: Any
    url_name: str
    icon: str
    capability: Any = None
    count: Callable[[Any], int] | None = None
    order: int = 50
    place: Place = Place.RAIL


@dataclass(frozen=True, slots=True)
class Shown:
    """A destination as one page shows it. Its address tells it apart; its label follows from that and the language."""

    label: Any = field(compare=False)
    href: str
    icon: str
    current: bool
    count: str
    """In the reader's digits; empty where nothing wants attention."""
    on_phone: bool


_destinations: dict[str, Destination] = {}
_under: dict[str, str] = {}
_search: list[tuple[str, str, Any]] = []


def register(*destinations: Destination) -> None:
    """Adds entries; one address stands once."""
    for destination in destinations:
        _destinations[destination.url_name] = destination


def place_under(url_name: str, *pages: str) -> None:
    """Pages without an entry of their own that stand under this one; a room's name alone means its other pages."""
    _under.update(dict.fromkeys(pages, url_name))


def register_search(url_name: str, capability: Any = None, *, typed: str) -> None:
    """The page that answers the search box in the bar, and the part that answers while somebody types: both POST,
    field `q`, for a name never stands in an address.
    """
    _search[:] = [(url_name, typed, capability)]


@dataclass(frozen=True, slots=True)
class SearchBox:
    """Where the search box sends."""

    whole: str
    typed: str


def search_box(viewer: PageViewer | None) -> SearchBox | None:
    """None for a viewer who may not search."""
    if viewer is None or not _search:
        return None
    url_name, typed, capability = _search[0]
    if capability is not None and not viewer.can(capability):
        return None
    return SearchBox(address(url_name), address(typed))


def shown_to(request: HttpRequest, viewer: PageViewer | None, place: Place = Place.RAIL) -> tuple[Shown, ...]:
    """The entries this viewer may open, in order; the first few also stand on a phone's bottom rail."""
    if viewer is None:
        return ()
    open_to_viewer = [
        destination
        for destination in sorted(_destinations.values(), key=lambda entry: entry.order)
        if destination.place is place and _is_for(viewer, destination)
    ]
    here = _room(request)
    return tuple(
        Shown(
            label=destination.label,
            href=address(destination.url_name),
            icon=destination.icon,
            current=_is_current(destination, here),
            count=_figures(destination.count(viewer) if destination.count else 0),
            on_phone=position < _PHONE_PLACES,
        )
        for position, destination in enumerate(open_to_viewer)
    )


def _is_for(viewer: PageViewer, destination: Destination) -> bool:
    asked = destination.capability
    if asked is None:
        return True
    return any(viewer.can(each) for each in (asked if isinstance(asked, tuple) else (asked,)))


def _figures(count: int) -> str:
    return format_number(count) if count else ""


def _room(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def _is_current(destination: Destination, view_name: str) -> bool:
    """The entry of this very page; else the one entry of its room."""
    if destination.url_name == view_name or view_name in {entry.url_name for entry in _destinations.values()}:
        return destination.url_name == view_name
    room, _, name = view_name.rpartition(":")
    if above := _under.get(view_name) or _under.get(room):
        return destination.url_name == above
    if not room or destination.url_name.rpartition(":")[0] != room:
        return False
    siblings = [entry for entry in _destinations.values() if entry.url_name.rpartition(":")[0] == room]
    return min(siblings, key=lambda entry: entry.order) is destination and bool(name)
