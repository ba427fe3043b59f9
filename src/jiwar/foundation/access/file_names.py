"""How a file is called where only its key owner is known: by number. The rooms that keep files say it.

file_names.register(Subject.Kind.CASE, numbers_of_cases)   # in the app's ready()
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from jiwar.foundation.vault.models import Subject


@dataclass(frozen=True)
class FileName:
    """`number` as people say it (C-0142); `href` empty where there is no page."""

    number: str
    href: str = ""


Numbers = Callable[[list[UUID]], dict[UUID, FileName]]
_rooms: dict[str, Numbers] = {}


def register(kind: str, numbers: Numbers) -> None:
    """`numbers` answers for subjects of its kind with one query; it is asked only for what the reader may know."""
    _rooms[str(kind)] = numbers


def of(subjects: Iterable[Subject]) -> dict[UUID, FileName]:
    """A name for every subject: its number, else its kind and the beginning of its key."""
    names: dict[UUID, FileName] = {}
    wanted = {subject.id: subject for subject in subjects}
    for kind, numbers in _rooms.items():
        ids = [subject.id for subject in wanted.values() if subject.kind == kind]
        if ids:
            names |= numbers(ids)
    for subject in wanted.values():
        names.setdefault(subject.id, FileName(f"{subject.get_kind_display()} {subject.id.hex[:8]}"))
    return names
