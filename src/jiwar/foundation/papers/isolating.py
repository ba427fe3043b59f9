"""Names, dates and references inside a sentence of a letter, each kept apart from the direction around it.

On a page `<bdi>` does this. On paper the marks of Unicode do it better: what draws the letter resolves the order of
signs within one run of text, and an element in the middle of a sentence would cut the run in pieces.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jiwar.foundation.languages.bidi import harmless
from jiwar.foundation.languages.directions import Direction

_LEFT_TO_RIGHT: Final = "\u2066"
_BY_FIRST_LETTER: Final = "\u2068"
_END: Final = "\u2069"
_NO_BREAK: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence. `kept`: '' the sentence itself, 'ltr' a reference, 'auto' a name or a date."""

    text: str
    kept: str = ""


def isolated(text: str) -> str:
    """A name, a date, somebody's words: direction by their own first letter, line by line."""
    return _within(_BY_FIRST_LETTER, text)


def reference(text: str) -> str:
    """A number, a telephone, a code: always left to right, and never cut in two by the end of a line."""
    return _within(_LEFT_TO_RIGHT, text).replace(" ", _NO_BREAK)


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


def own_direction(line: str) -> Direction | None:
    """The direction of a line that is somebody's words and nothing else; None for a sentence of the letter.

    Long words of another direction are a paragraph of their own: what draws forgets at the end of a line in which
    direction it was.
    """
    found = list(pieces(line))
    if len(found) != 1 or found[0].kept != "auto":
        return None
    return direction_of(found[0].text)


def direction_of(text: str) -> Direction | None:
    """By its first letter."""
    letter = next((sign for sign in text if sign.isalpha()), "")
    if not letter:
        return None
    return "rtl" if unicodedata.bidirectional(letter) in {"R", "AL"} else "ltr"
