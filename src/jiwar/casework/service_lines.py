"""What a service line declares of itself. Casework and faces know lines only through this.

Each line's `line.py` has one `LINE = ServiceLine(...)`; the settings name the installed ones. A line missing what a
consumer needs does not start: every field without a default is needed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise

if TYPE_CHECKING:
    from uuid import UUID

    from jiwar.casework.cases.models import Case, TimelineEntry
    from jiwar.foundation.access.capabilities import Capability
    from jiwar.foundation.access.models import Word
    from jiwar.foundation.access.viewer import Viewer

Words = str | Promise


@dataclass(frozen=True)
class ServiceKind:
    """A kind of help the line gives: 'advice', 'document-preparation', 'representation'."""

    code: str
    name: Words


@dataclass(frozen=True)
class Burning:
    """Something of a line that belongs on its owner's day: today's fires first."""

    safe: date | None
    title: str
    case_number: str
    person_name: str
    url: str
    days_left: int | None
    tone: str
    tags: tuple[tuple[str, str], ...] = ()
    """Words and their tone."""
    due: date | None = None
    sources_url: str = ""
    owner: str = ""
    alarm: bool = False
    """Somebody may be in danger this minute: it stands above everything, also above what is late."""
    since: datetime | None = None
    explain: "Callable[[], Explained] | None" = field(default=None, repr=False, compare=False)
    """Called where it stands as a card: most stand as one line."""

    @cached_property
    def explained(self) -> "Explained":
        return self.explain() if self.explain else Explained()


@dataclass(frozen=True)
class DayEntry:
    """One line of a `DayCard`: what it is, what else to know, and the button that leads there."""

    text: str
    url: str
    act: Words
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class DayCard:
    """What a line adds to somebody's day beside its fires."""

    code: str
    title: Words
    entries: Sequence[DayEntry]
    tone: str = ""


@dataclass(frozen=True)
class Explained:
    """Why a day is what it is, sentence by sentence, and the source of it."""

    why: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Said:
    """A word of the house to a member, in words: what it is about, and where to act."""

    text: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class OpenMatter:
    """What stands in the way of closing a case, by name."""

    code: str
    text: str
    url: str


@dataclass(frozen=True)
class Holding:
    """What still needs a file: it is erased only when this is settled, or somebody says that it goes in spite of it.

    Told to those who guard the data and read no file: a kind and a day, never what it is about.
    """

    code: str
    what: Words
    case: UUID | None = None


@dataclass(frozen=True)
class KeepingRule:
    """How long the line keeps what it has of a person; the group's data guardian says how many years.

    `last` answers for those people whom the rule concerns: the day from which the years count, or None while
    something runs.
    """

    code: str
    name: Words
    counts_from: Words
    last: "Callable[[Sequence[UUID]], Mapping[UUID, date | None]]"


class Panel(Protocol):
    """A part of the case page: rendered by its own template with its own context, or None when there is nothing."""

    template: str

    def context(self, viewer: "Viewer", case: "Case", today: date) -> dict[str, Any] | None: ...


@dataclass(frozen=True)
class MenuEntry:
    """What a line adds to the Add menu of a case. `url_name` is reversed with the case's id."""

    label: Words
    url_name: str
    icon: str
    capability: "Capability"


@dataclass(frozen=True)
class ServiceLine:
    """`panels` stand above the columns of the case page, `aside` in its narrow column, each in their order.

    `holds`: what of the line still needs one of these cases (ids), so that it is not erased.
    `keeping`: how long the line keeps what it has; several rules where it keeps several things.
    `day`: what else of the line belongs on a member's day.
    `next_safe`: the earliest open safe date by member's id, for the coordinators' view of the load.
    """

    code: str
    name: Words
    icon: str
    urls: str
    services: Sequence[ServiceKind]
    panels: Sequence[Panel]
    burning: "Callable[[Viewer, date], list[Burning]]"
    open_matters: "Callable[[Viewer, Case], list[OpenMatter]]"
    holds: "Callable[[Sequence[UUID]], list[Holding]]"
    keeping: Sequence[KeepingRule]
    timeline: "dict[str, Callable[[TimelineEntry], Words]]"
    subscribe: Callable[[], None]
    demo: str
    calls: "dict[str, Callable[[Viewer, Sequence[Word]], dict[UUID, Said]]]" = field(default_factory=dict)
    """By kind of `access.Word`: what the words of that kind say, by id; one the viewer may not know is left out."""
    aside: Sequence[Panel] = ()
    menu: Sequence[MenuEntry] = ()
    day: "Callable[[Viewer, date], list[DayCard]] | None" = None
    next_safe: "Callable[[Viewer], Mapping[UUID, date]] | None" = None
    service_page: str = ""
    """The line's own page of one service, reversed with its id."""

    def service(self, code: str) -> ServiceKind:
        return next(kind for kind in self.services if kind.code == code)


@lru_cache(maxsize=1)
def installed() -> tuple[ServiceLine, ...]:
    """The lines the settings name, in that order. A name that is no line stops the start with its reason."""
    return tuple(_load(name) for name in settings.JIWAR_LINES)


def _load(name: str) -> ServiceLine:
    found = getattr(import_module(f"{name}.line"), "LINE", None)
    if not isinstance(found, ServiceLine):
        raise TypeError(f"{name}.line declares no LINE of type ServiceLine")
    return found


def line(code: str) -> ServiceLine:
    """Raises `KeyError` for a line that is not installed."""
    for known in installed():
        if known.code == code:
            return known
    raise KeyError(code)
