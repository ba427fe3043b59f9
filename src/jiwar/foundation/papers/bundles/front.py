"""What stands before the papers, as data: the cover and the index, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiwar.foundation.languages.directions import Direction, direction
from jiwar.foundation.papers.letter import Letterhead


@dataclass(frozen=True, slots=True)
class Line:
    """One exhibit in the index: its number, what it is, from which page to which."""

    label: str
    said: str
    pages: str


@dataclass(frozen=True, slots=True)
class Front:
    """Text with isolated values (`isolating`). `headings`: of the three columns of the index."""

    language: str
    head: Letterhead
    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    index: str
    headings: tuple[str, str, str]
    lines: Sequence[Line]
    fictional: str = ""

    @property
    def direction(self) -> Direction:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Strip:
    """The foot of one page: which exhibit and which page of it, and the number of the page in the bundle."""

    said: str
    bates: str
