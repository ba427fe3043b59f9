"""Which parts a file of a kind has, and whose records belong to it. The room that keeps such files says it.

file_parts.register(Subject.Kind.CASE, parts_of_a_case, people=records_on)   # in the app's ready()
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.vault.models import Subject

Parts = Callable[[], list[Compartment]]
People = Callable[[UUID], list[Subject]]


@dataclass(frozen=True)
class _Room:
    parts: Parts
    people: People | None


_rooms: dict[str, _Room] = {}


def register(kind: str, parts: Parts, *, people: People | None = None) -> None:
    """`people` gives the records of the persons a file is about, for files that are about somebody else's."""
    _rooms[str(kind)] = _Room(parts, people)


def of(kind: str) -> list[Compartment]:
    """The parts that can be opened of a file of this kind; none of a kind nobody opens for others."""
    return _rooms[kind].parts() if kind in _rooms else []


def people_of(subject: Subject) -> list[Subject]:
    """Of whoever the file is about. Asks no policy."""
    room = _rooms.get(subject.kind)
    return room.people(subject.id) if room and room.people else []
