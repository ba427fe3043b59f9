"""XLSX, read by openpyxl row by row. What openpyxl does not say while streaming (merged cells, direction) is looked up
in the sheet's own text."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from jiwar.foundation.sheets import limits
from jiwar.foundation.sheets.cells import Cell, Look, Mark, Row, SheetSeen
from jiwar.foundation.sheets.counting import cell, counted
from jiwar.foundation.sheets.merged import Span, filled_down
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_RIGHT_TO_LEFT: Final = re.compile(rb'rightToLeft="(?:1|true)"')
_ZEROS: Final = re.compile(r"0{2,20}")
_PIECE: Final = 1024 * 1024
_LONGEST_TAG: Final = 200


def opened(data: bytes, archive: ZipFile, wanted: str) -> tuple[Look, Iterator[Row]]:
    """The table's head and its rows. Raises `SheetRefused`; what breaks inside openpyxl means a damaged file."""
    import openpyxl

    warnings.simplefilter("ignore")  # about styles and extensions of other programs
    book: Any = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets = list(book.worksheets)
    if len(sheets) > limits.SHEETS:
        raise SheetRefused(Refusal.TOO_MANY_SHEETS)
    sheet = _chosen(sheets, wanted)
    spans, right_to_left = _looked_up(archive, sheet._worksheet_path)
    seen = tuple(SheetSeen(each.title, each.sheet_state != "visible") for each in sheets)
    head = Look("xlsx", sheet=sheet.title, sheets=seen, right_to_left=right_to_left)
    return head, counted(filled_down(_rows(sheet), spans))


def _chosen(sheets: list[Any], wanted: str) -> Any:
    if wanted:
        found = next((sheet for sheet in sheets if sheet.title == wanted), None)
        if found is None:
            raise SheetRefused(Refusal.NO_SUCH_SHEET)
        return found
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
    if not visible:
        raise SheetRefused(Refusal.EMPTY)
    return next((sheet for sheet in visible if _has_rows(sheet)), visible[0])


def _has_rows(sheet: Any) -> bool:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if any(each.value not in (None, "") for each in row):
            return True
        if number > limits.EMPTY_ROWS:
            return False
    return False


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    # What the file says of its own size is not believed: it may say a million rows and mean three.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [_cell(each) for each in row]


def _cell(each: Any) -> Cell:
    value = each.value
    if value is None or value == "":
        return cell("")
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    if each.data_type == "f" or not isinstance(value, str | int | float | bool):
        return cell(str(getattr(value, "text", None) or value), Mark.FORMULA)
    if each.data_type == "e":
        return cell(str(value), Mark.FAULT)
    return cell(_number(value, each.number_format) if isinstance(value, int | float) else value)


def _moment(value: datetime | date | time | timedelta) -> Cell:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return cell(str(value), Mark.DATE if isinstance(value, date) else Mark.PLAIN)


def _number(value: int | float, shown_as: str | None) -> str:
    """As one would have typed it: no `.0`, and with the leading zeros a format shows."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and shown_as and _ZEROS.fullmatch(shown_as):
        return str(value).zfill(len(shown_as))
    return str(value)


def _looked_up(archive: ZipFile, path: str) -> tuple[list[Span], bool]:
    """Spans over several rows, and whether the sheet runs from right to left."""
    spans: list[Span] = []
    right_to_left, kept = False, b""
    with archive.open(path.removeprefix("/")) as file:
        while piece := file.read(_PIECE):
            if not kept:
                right_to_left = bool(_RIGHT_TO_LEFT.search(piece[:8192]))
            text = kept + piece
            for match in _MERGED.finditer(text):
                first, last = int(match[2]), int(match[4])
                if last > first:
                    spans.append((_column(match[1]), first, last))
            if len(spans) > limits.MERGED:
                raise SheetRefused(Refusal.TOO_HEAVY)
            kept = text[text.rfind(b"<") :][:_LONGEST_TAG] or b" "
    return spans, right_to_left


def _column(name: bytes) -> int:
    column = 0
    for letter in name:
        column = column * 26 + letter - ord("A") + 1
    return column - 1
