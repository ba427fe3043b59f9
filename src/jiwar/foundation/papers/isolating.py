"""Names, dates and references inside a sentence of a letter, each kept apart from the direction around it.

On a page `<bdi>` does this. On paper the marks of Unicode do it better: what draws the letter resolves the order of
signs within one run of text, and an element in the middle of a sentence would cut the run in pieces.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jiwar.foundation.languages.bidi import harmless

_LEFT_TO_RIGHT: Final = "\u2066"
_BY_FIRST_LETTER: Final = "\u2068"
_END: Final = "\u2069"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence. `kept`: '' the sentence itself, 'ltr' a reference, 'auto' a name or a date."""

    text: str
    kept: str = ""


def isolated(text: str) -> str:
    """A name, a date, somebody's words: direction by their own first letter, line by line."""
    return _within(_BY_FIRST_LETTER, text)


def reference(text: str) -> str:
    """A number, a telephone, a code: always left to right."""
    return _within(_LEFT_TO_RIGHT, text)


def _within(mark: str, text: str) -> str:
    lines = harmless(text).strip().splitlines()
    return "\n".join(f"{mark}{line}{_END}" if line.strip() else "" for line in lines)


def pieces(text: str) -> Iterator[Piece]:
    """A sentence as its pieces, for formats that keep direction beside the text."""
    start = 0
    while start < len(text):
        marks = [at for at in (text.find(_LEFT_TO_RIGHT, start), text.find(_BY_FIRST_LETTER, start)) if at >= 0]
        if not marks:
            break
        begin = min(marks)
        end = text.find(_END, begin)
        end = len(text) if end < 0 else end
        if begin > start:
            yield Piece(text[start:begin])
        yield Piece(text[begin + 1 : end], "ltr" if text[begin] == _LEFT_TO_RIGHT else "auto")
        start = end + 1
    if start < len(text):
        yield Piece(text[start:])


def plain(text: str) -> str:
    """Without the marks, for a title or a list."""
    return "".join(piece.text for piece in pieces(text))
