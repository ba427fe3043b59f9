"""ODS, read as a stream of its own. A formula stays its text, which the known readers drop or compute."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from zipfile import ZipFile

from jiwar.foundation.sheets import limits
from jiwar.foundation.sheets.cells import EMPTY, Cell, Look, Mark, Row, SheetSeen
from jiwar.foundation.sheets.counting import cell, counted
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused

_PIECE: Final = 64 * 1024
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_ODF}{name}:1.0 " for name in ("table", "office", "text", "style"))
_CELLS: Final = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
Attributes = dict[str, str]


@dataclass
class _Reader:
    """Takes the document's events; gives rows of the wanted sheet ('': the first that is shown and not empty)."""

    wanted: str
    sheets: list[SheetSeen] = field(default_factory=list)
    rows: "deque[tuple[int, list[Cell]]]" = field(default_factory=deque)
    styles: dict[str, Attributes] = field(default_factory=dict)
    style: str = ""
    sheet: str = ""
    chosen: str = ""
    right_to_left: bool = False
    depth: int = 0
    """How many tables we are in: a table inside a cell is not ours."""
    aside: int = 0
    """Inside a note beside a cell."""
    number: int = 0
    filled: bool = False
    """Whether a row of the chosen sheet says anything: a blank one may be spelt out."""
    row_repeats: int = 1
    cells: list[Cell] = field(default_factory=list)
    blanks: int = 0
    of_cell: Attributes | None = None
    said: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    @property
    def listens(self) -> bool:
        return self.depth == 1 and not self.aside and bool(self.sheet) and self.sheet == self.chosen

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == f"{_STYLE}style":
            self.style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties":
            self.styles[self.style] = attributes
        elif name == f"{_TABLE}table":
            self.depth += 1
            if self.depth == 1:
                self._begin_sheet(attributes)
        elif name == f"{_OFFICE}annotation":
            self.aside += 1
        elif self.listens:
            self._begin_inside(name, attributes)

    def _begin_sheet(self, attributes: Attributes) -> None:
        self.sheet = attributes.get(f"{_TABLE}name", "") or str(len(self.sheets) + 1)
        looks = self.styles.get(attributes.get(f"{_TABLE}style-name", ""), {})
        hidden = looks.get(f"{_TABLE}display") == "false"
        self.sheets.append(SheetSeen(self.sheet, hidden))
        if len(self.sheets) > limits.SHEETS:
            raise SheetRefused(Refusal.TOO_MANY_SHEETS)
        if not self.chosen and (self.wanted == self.sheet or not (self.wanted or hidden)):
            self.chosen = self.sheet
            self.right_to_left = looks.get(f"{_STYLE}writing-mode") == "rl-tb"
            self.number = 0

    def _begin_inside(self, name: str, attributes: Attributes) -> None:
        if name == f"{_TABLE}table-row":
            self.row_repeats = _count(attributes.get(f"{_TABLE}number-rows-repeated"))
            self.cells, self.blanks = [], 0
        elif name in _CELLS:
            self.of_cell, self.said, self.length = attributes, [], 0
        elif self.of_cell is not None:
            if name in {f"{_TEXT}p", f"{_TEXT}h"} and self.said:
                self.text("\n")
            elif name == f"{_TEXT}s":
                self.text(" " * min(100, _count(attributes.get(f"{_TEXT}c"))))
            elif name == f"{_TEXT}tab":
                self.text("\t")
            elif name == f"{_TEXT}line-break":
                self.text("\n")

    def text(self, said: str) -> None:
        if self.of_cell is not None and self.listens and self.length <= limits.CELL:
            self.said.append(said)
            self.length += len(said)

    def end(self, name: str) -> None:
        if name == f"{_OFFICE}annotation":
            self.aside -= 1
        elif name == f"{_TABLE}table":
            self.depth -= 1
            if not self.depth:
                self._end_sheet()
        elif self.listens and name in _CELLS and self.of_cell is not None:
            self._end_cell(self.of_cell)
            self.of_cell = None
        elif self.listens and name == f"{_TABLE}table-row":
            self._end_row()

    def _end_sheet(self) -> None:
        if self.sheet == self.chosen and not self.wanted and not self.filled:
            self.chosen = ""  # empty: the next one that is shown
        self.sheet = ""

    def _end_cell(self, attributes: Attributes) -> None:
        value = self._value(attributes)
        column = len(self.cells) + self.blanks
        running = self.spans.get(column)
        if running and not value:
            value = running[1]
        rows = _count(attributes.get(f"{_TABLE}number-rows-spanned"))
        if rows > 1 and value:
            self.spans[column] = (self.number + rows, value)
        repeats = _count(attributes.get(f"{_TABLE}number-columns-repeated"))
        if not value:
            self.blanks += repeats
            return
        if column + repeats > limits.COLUMNS:
            raise SheetRefused(Refusal.TOO_MANY_COLUMNS, row=self.number + 1)
        self.cells += [EMPTY] * self.blanks + [value] * repeats
        self.blanks = 0

    def _value(self, attributes: Attributes) -> Cell:
        formula = attributes.get(f"{_TABLE}formula")
        if formula:
            return cell(formula[formula.find("=") :] if "=" in formula else f"={formula}", Mark.FORMULA)
        kind = attributes.get(f"{_OFFICE}value-type", "")
        if kind == "date":
            moment = attributes.get(f"{_OFFICE}date-value", "")
            return cell(moment.removesuffix("T00:00:00").replace("T", " "), Mark.DATE)
        shown = "".join(self.said)
        if kind == "float" and not shown.strip("0123456789"):
            return cell(shown)  # zeros in front are kept as they are shown
        if kind in {"float", "currency"}:
            return cell(attributes.get(f"{_OFFICE}value", shown).removesuffix(".0"))
        return cell(shown)

    def _end_row(self) -> None:
        if self.cells:
            self.filled = True
            if self.row_repeats > limits.ROWS:
                raise SheetRefused(Refusal.TOO_MANY_ROWS)
            for _again in range(self.row_repeats):
                self.number += 1
                self.rows.append((self.number, list(self.cells)))
        else:
            self.number += self.row_repeats
        self.spans = {column: span for column, span in self.spans.items() if span[0] > self.number}


def _count(said: str | None) -> int:
    return max(1, min(int(said), 10**7)) if said and said.isdecimal() and len(said) < 12 else 1


def opened(archive: ZipFile, wanted: str) -> tuple[Look, Iterator[Row]]:
    """The sheets stand one after another, so the head is known only when all has been read once."""
    seen = _Reader(wanted)
    for _nothing in _run(archive, seen):
        seen.rows.clear()
    if wanted and not seen.chosen:
        raise SheetRefused(Refusal.NO_SUCH_SHEET)
    if not seen.chosen:
        raise SheetRefused(Refusal.EMPTY)
    head = Look("ods", sheet=seen.chosen, sheets=tuple(seen.sheets), right_to_left=seen.right_to_left)
    return head, counted(_rows(archive, seen.chosen))


def _rows(archive: ZipFile, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = _Reader(sheet)
    for _more in _run(archive, reader):
        while reader.rows:
            yield reader.rows.popleft()


def _run(archive: ZipFile, reader: _Reader) -> Iterator[None]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    with archive.open("content.xml") as file:
        while piece := file.read(_PIECE):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
