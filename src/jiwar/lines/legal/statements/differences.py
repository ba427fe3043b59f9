"""What differs between two versions, word by word. Paragraphs are known by their id, wherever they went."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from jiwar.lines.legal.statements.paragraphs import Paragraph

_WORDS: Final = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """`how`: 'same', 'added' or 'removed'."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph. `how`: 'same', 'changed', 'added' or 'removed'."""

    how: str
    pieces: tuple[Piece, ...]
    narrow: bool = False


def differences(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> list[Change]:
    """In the order of the later one; what was removed stands where it stood."""
    old = {each.id: each for each in before}
    kept = {each.id for each in after}
    found: list[Change] = []
    left = list(before)
    for each in after:
        while left and left[0].id not in kept:
            found.append(_whole("removed", left.pop(0)))
        found.append(_changed(old[each.id], each) if each.id in old else _whole("added", each))
        if left and left[0].id == each.id:
            left.pop(0)
    return found + [_whole("removed", each) for each in left if each.id not in kept]


def _whole(how: str, each: Paragraph) -> Change:
    return Change(how, (Piece(how, each.text),), each.narrow)


def _changed(before: Paragraph, after: Paragraph) -> Change:
    if before.text == after.text:
        return Change("same", (Piece("same", after.text),), after.narrow)
    return Change("changed", tuple(_pieces(before.text, after.text)), after.narrow or before.narrow)


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    bare_old, bare_new = ([word.strip() for word in words] for words in (old, new))
    matched = SequenceMatcher(None, bare_old, bare_new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matched.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            removed = "".join(old[old_from:old_to])
            yield Piece("removed", removed if new_to == new_from else f"{removed.rstrip()} ")
        if new_to > new_from:
            yield Piece("added", "".join(new[new_from:new_to]))
