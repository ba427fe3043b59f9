"""What rooms above people add to a person's page and to the search, without people knowing them.

A room registers in its app's `ready()`:

    contributions.add_finder(find_cases)
    contributions.add_panel(CasesOfPerson())
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.utils.functional import Promise

if TYPE_CHECKING:
    from jiwar.casework.people.models import Person
    from jiwar.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Found:
    """One answer of the search: what it is, where it is, and why it was found in words for the reader.

    `kind` is a word for the reader ('Person', 'Case'); `number` as written (`P-0142`).
    """

    kind: str | Promise
    id: UUID
    number: str
    name: str
    url: str
    other_name: str = ""
    why: tuple[str | Promise, ...] = ()
    about: tuple[str, ...] = field(default=())
    level: str = ""
    """'very-likely', 'likely', 'possible', or '' where it was found by something exact."""


class PersonPanel(Protocol):
    """A part of the person's page: a template, and what it sees as `panel` (None: nothing for this viewer)."""

    template: str

    def context(self, viewer: "Viewer", person: "Person") -> dict[str, Any] | None: ...


Watch = Callable[["Person"], None]
Finder = Callable[["Viewer", str], Sequence[Found]]

_finders: list[Finder] = []
_panels: list[PersonPanel] = []
_watchers: list[Watch] = []


def add_finder(finder: Finder) -> None:
    """`finder(viewer, text)` answers with what it found and the viewer may know; `text` is as typed."""
    if finder not in _finders:
        _finders.append(finder)


def add_panel(panel: PersonPanel) -> None:
    if panel not in _panels:
        _panels.append(panel)


def add_watcher(watch: Watch) -> None:
    """`watch(person)` hears of a record with new names or numbers, inside the transaction; it may only queue work."""
    if watch not in _watchers:
        _watchers.append(watch)


def watchers() -> tuple[Watch, ...]:
    return tuple(_watchers)


def finders() -> tuple[Finder, ...]:
    return tuple(_finders)


def panels() -> tuple[PersonPanel, ...]:
    return tuple(_panels)
