"""Words from a sheet, hostile until read: looked at row by row, shown, and looked at again when they are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from jiwar.foundation.sheets import reading
from jiwar.foundation.sheets.cells import Cell, Mark
from jiwar.foundation.vault import scanning
from jiwar.lines.learning.models import OwnDeck, OwnPhrase
from jiwar.lines.learning.phrases.cards import LARGEST
from jiwar.lines.learning.phrases.decking import Written, faults_in_words

BYTES: Final = 2 * 1024 * 1024
_READABLE: Final = {Mark.PLAIN, Mark.DATE, Mark.CUT}


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as in the sheet. Without `why` it comes in."""

    number: int
    written: Written
    why: tuple[str, ...]

    @property
    def plain(self) -> list[str | int]:
        return [self.number, self.written.text, self.written.meaning, self.written.said, self.written.example]


def read(content: bytes, deck: OwnDeck, *, headed: bool) -> list[Row]:
    """Word, meaning, how it is said, an example: in this order. Raises `SheetRefused` and `scanning.Refused`."""
    scanning.examined([content])
    found = []
    for row in reading.rows([content]):
        if headed:
            headed = False
            continue
        cells = [row.at(column) for column in range(4)]
        if any(cells):
            found.append((row.number, cells))
        if len(found) > LARGEST:
            break
    return judged(found, deck)


def sent_back(plain: object, deck: OwnDeck) -> list[Row]:
    """What the page that showed them sends to be kept: as little believed as the sheet. Raises `ValueError`."""
    if not isinstance(plain, list) or len(plain) > LARGEST + 1:
        raise ValueError("no rows of ours")
    found = []
    for row in plain:
        if not isinstance(row, list) or len(row) != 5 or not isinstance(row[0], int):
            raise ValueError("no row of ours")
        if not all(isinstance(cell, str) for cell in row[1:]):
            raise ValueError("no cells of ours")
        found.append((row[0], [Cell(cell) for cell in row[1:]]))
    return judged(found, deck)


def judged(rows: Iterable[tuple[int, Sequence[Cell]]], deck: OwnDeck) -> list[Row]:
    there = set(OwnPhrase.objects.filter(deck=deck, taken_out_at__isnull=True).values_list("text", flat=True))
    found = []
    for number, cells in rows:
        text, meaning, said, example = (" ".join(cell.text.split()) for cell in cells)
        written = Written(text, meaning, said, example)
        why = [_("There is a formula in it, not a word.")] if any(map(_is_formula, cells)) else []
        why += faults_in_words(written, deck)
        if text in there:
            why.append(_("This word stands in the deck already."))
        there.add(text)
        found.append(Row(number, written, tuple(why)))
    return found


def _is_formula(cell: Cell) -> bool:
    """Also as text: a CSV file marks none."""
    return cell.mark not in _READABLE or cell.text.lstrip()[:1] in {"=", "+", "@"}
