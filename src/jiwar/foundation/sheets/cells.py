"""What a table consists of once it is read: rows of text cells, each with what is worth knowing of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Mark(StrEnum):
    """What a cell was besides its text."""

    PLAIN = ""
    FORMULA = "formula"
    """The text is the formula as it stands, never its result."""
    DATE = "date"
    """A date cell: the text is ISO."""
    CUT = "cut"
    """Longer than what is read of a cell."""
    FAULT = "fault"
    """A formula that failed: #REF!, #N/A."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    mark: Mark = Mark.PLAIN

    def __bool__(self) -> bool:
        return bool(self.text)


EMPTY: Final = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the program that made the list shows it, from 1. Empty cells at the end are left out."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class SheetSeen:
    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """The beginning of a table. `encoding_why`: 'chosen', or the code with which `text.guessed` says why."""

    kind: str
    sheet: str = ""
    sheets: tuple[SheetSeen, ...] = ()
    right_to_left: bool = False
    encoding: str = ""
    encoding_why: str = ""
    delimiter: str = ""
    rows: tuple[Row, ...] = field(default=())


def letters(column: int) -> str:
    """`letters(0)` is A, `letters(27)` is AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(column: int, row: int) -> str:
    """`D12`."""
    return f"{letters(column)}{row}"


def packed(row: Row) -> list[Any]:
    """A row as JSON: a plain cell is its text alone."""
    return [row.number, [cell.text if cell.mark is Mark.PLAIN else [cell.text, cell.mark] for cell in row.cells]]


def unpacked(data: list[Any]) -> Row:
    number, cells = data
    return Row(number, tuple(Cell(cell) if isinstance(cell, str) else Cell(cell[0], Mark(cell[1])) for cell in cells))
