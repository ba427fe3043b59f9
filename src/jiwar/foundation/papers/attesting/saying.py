"""What a certificate says, before it is drawn."""

from dataclasses import dataclass

from jiwar.foundation.languages.directions import Direction, direction
from jiwar.foundation.papers.letter import Letterhead


@dataclass(frozen=True, slots=True)
class Side:
    """The certificate in one language: text with isolated values (`isolating`). `check`: how to check it."""

    language: str
    title: str
    opening: str
    name: str
    said: str
    facts: tuple[tuple[str, str], ...]
    signed: str
    check: tuple[str, ...]

    @property
    def direction(self) -> Direction:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Attestation:
    """`address`: where it is checked; it becomes a picture. `compare`: the short code that stands there too."""

    head: Letterhead
    sides: tuple[Side, ...]
    reference: str
    address: str
    compare: str
    picture_of: str
    fictional: str = ""
