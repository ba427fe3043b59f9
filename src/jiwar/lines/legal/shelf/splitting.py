"""Pasted text in numbered paragraphs: the numbers of the source where it has its own, else counted."""

import re
from dataclasses import dataclass
from typing import Final

from jiwar.foundation.languages.bidi import harmless
from jiwar.knowledge.calendars import fold_digits

MOST: Final = 5_000
LONGEST: Final = 20_000
_OWN: Final = re.compile(r"^\s*[\[(]?(\d{1,4}(?:\.\d{1,3}){0,4})[\])]?(?:[.)\-–:]\s|\s{1,4}|[.)]$)(?=\S|$)")
_DATE: Final = re.compile(r"^\s*\d{1,2}\.\d{1,2}\.\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Piece:
    number: str
    text: str


def split(text: str) -> list[Piece]:
    """Paragraphs stand apart by an empty line, or begin with a number of their own at the start of a line."""
    plain = harmless(_whole(text).replace("\r\n", "\n").replace("\r", "\n"))
    blocks = [block for part in re.split(r"\n\s*\n", plain) for block in _begun(part)]
    pieces: list[Piece] = []
    for block in blocks:
        number, words = _numbered(block)
        said = " ".join(words.split())
        if said:
            pieces.append(Piece(number or str(len(pieces) + 1), said))
    return [piece for each in pieces for piece in _cut(each)]


def _whole(text: str) -> str:
    """Without halves of signs, as files bring them: no database keeps one."""
    return text.encode("utf-8", "replace").decode()


def _begun(part: str) -> list[str]:
    """Lines that belong together: a new paragraph begins at a line that starts with '12.' or '2.3.1 '."""
    found: list[list[str]] = []
    for line in part.splitlines():
        if not found or _dotted(line):
            found.append([])
        found[-1].append(line)
    return ["\n".join(lines) for lines in found]


def _dotted(line: str) -> bool:
    """Stricter than at the beginning of a block: inside one a bare number may be of the sentence."""
    number, words = _numbered(line)
    return bool(number and words.strip()) and bool(re.match(r"^\s*[\[(]?\d+(?:[.)\]]|\.\d)", fold_digits(line)))


def _numbered(block: str) -> tuple[str, str]:
    plain = fold_digits(block)
    if len(plain) != len(block) or _DATE.match(plain):
        return "", block
    found = _OWN.match(plain)
    if found is None or not _is_mark(found):
        return "", block
    return found[1], block[found.end() :]


def _is_mark(found: re.Match[str]) -> bool:
    """'12.' and '2.3.1 …' are numbers of paragraphs; '2024 was …' is none."""
    return "." in found[1] or not found[0].strip().isdigit()


def _cut(piece: Piece) -> list[Piece]:
    texts = [piece.text[at : at + LONGEST] for at in range(0, len(piece.text), LONGEST)]
    return [Piece(piece.number, text) for text in texts]
