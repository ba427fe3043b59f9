"""How a file is called where only its key owner is known: by number; and back again. The rooms that keep files say it.

file_names.register(Subject.Kind.CASE, numbers_of_cases, letter="C", numbered=case_numbered)   # in the app's ready()
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import fold_digits


@dataclass(frozen=True)
class FileName:
    """`number` as people say it (C-0142); `href` empty where there is no page."""

    number: str
    href: str = ""


Numbers = Callable[[list[UUID]], dict[UUID, FileName]]
Numbered = Callable[[int], UUID | None]
_rooms: dict[str, Numbers] = {}
_letters: dict[str, Numbered] = {}
_SAID = re.compile(r"([A-Z])[\s-]*(\d{1,9})")


def register(kind: str, numbers: Numbers, *, letter: str, numbered: Numbered) -> None:
    """`numbers` answers for subjects of its kind with one query; it is asked only for what the reader may know.

    `numbered` gives the subject of the file with a number, hidden or not; `letter` stands before such numbers.
    """
    _rooms[str(kind)] = numbers
    _letters[letter] = numbered


def subject_of(said: str) -> UUID | None:
    """The file of a number as people say it: C-0142, p142, C ١٤٢. Asks no policy: the data guardian's desk does."""
    match = _SAID.fullmatch(fold_digits(said.strip()).upper())
    room = _letters.get(match[1]) if match else None
    return room(int(match[2])) if match and room else None


def split(name: FileName) -> tuple[str, int] | None:
    """Letter and number of a file's name; None where it has none."""
    match = _SAID.fullmatch(fold_digits(name.number).upper())
    return (match[1], int(match[2])) if match else None


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
