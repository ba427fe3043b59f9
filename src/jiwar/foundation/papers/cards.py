"""Cards to cut out and fold: on one half a word with its picture, on the other what it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiwar.foundation.languages.directions import Direction, direction

A_PAGE = 7


@dataclass(frozen=True, slots=True)
class Half:
    """`picture`: the path of one of the desk's own drawings, or nothing."""

    language: str
    text: str
    below: str = ""
    example: str = ""
    picture: str = ""

    @property
    def direction(self) -> Direction:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Front and back of each card, side by side; the halves stand in the direction of the page's own language."""

    language: str
    title: str
    cards: Sequence[tuple[Half, Half]]
    fictional: str = ""

    @property
    def direction(self) -> Direction:
        return direction(self.language)

    @property
    def pages(self) -> Sequence[Sequence[tuple[Half, Half]]]:
        return [self.cards[start : start + A_PAGE] for start in range(0, len(self.cards), A_PAGE)]
