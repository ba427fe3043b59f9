"""Rows counted as they are read: what is empty is passed over, what is too much is refused at once."""

from collections.abc import Iterable, Iterator, Sequence

from jiwar.foundation.sheets import limits
from jiwar.foundation.sheets.cells import Cell, Mark, Row
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused


def cell(text: str, mark: Mark = Mark.PLAIN) -> Cell:
    """Without the signs no text has, trimmed, and cut where it is endless."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(text) > limits.CELL:
        return Cell(text[: limits.CELL], Mark.CUT)
    return Cell(text, mark if text else Mark.PLAIN)


def counted(rows: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[Row]:
    """Filled rows only; the others keep their numbers. Raises `SheetRefused`."""
    last = given = 0
    for number, cells in rows:
        width = len(cells)
        while width and not cells[width - 1]:
            width -= 1
        if not width:
            if number - last > limits.EMPTY_ROWS:
                raise SheetRefused(Refusal.EMPTY_ROWS, last=last)
            continue
        if width > limits.COLUMNS:
            raise SheetRefused(Refusal.TOO_MANY_COLUMNS, row=number)
        if number - last > limits.EMPTY_ROWS:
            raise SheetRefused(Refusal.EMPTY_ROWS, last=last)
        given += 1
        if given > limits.ROWS:
            raise SheetRefused(Refusal.TOO_MANY_ROWS)
        last = number
        yield Row(number, tuple(cells[:width]))
