"""Our own tables, made in memory. A cell is text or a number, never a formula, whatever somebody wrote into a name."""

import csv as csv_format
import re
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO, StringIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jiwar.foundation.sheets.cells import letters

Value = str | int | None
Table = Iterable[Sequence[Value]]

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv; charset=utf-8"

# What a spreadsheet may take for the beginning of a formula: also behind spaces and signs that do not show, and in the
# wide forms that some programs fold.
_FORMULA: Final = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]"
)
_LEADING: Final = ("\t", "\r", "\n", "\x00")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OOXML: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEADING, _AS_TEXT = 1, 2


def may_be_formula(text: str) -> bool:
    return text.startswith(_LEADING) or bool(_FORMULA.match(text))


def csv(rows: Table) -> bytes:
    """UTF-8 with its mark, so that Excel reads every script. What looks like a formula gets an apostrophe in front."""
    into = StringIO(newline="")
    writer = csv_format.writer(into)
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return b"\xef\xbb\xbf" + into.getvalue().encode("utf-8", "replace")


def _plain(value: Value) -> str | int:
    if not isinstance(value, str):
        return "" if value is None else value
    text = value.replace("\x00", "")
    return f"'{text}" if may_be_formula(value) else text


def xlsx(rows: Table, *, sheet: str, right_to_left: bool = False) -> bytes:
    """One sheet, its first row as heading. Text stays text also when somebody edits the cell (`quotePrefix`)."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for name, text in _frame(sheet).items():
            archive.writestr(_part(name), _HEAD + text)
        with archive.open(_part("xl/worksheets/sheet1.xml"), "w") as file:
            view = ' rightToLeft="1"' if right_to_left else ""
            file.write(
                f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{view} workbookViewId="0">'
                '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
                '<sheetFormatPr defaultRowHeight="15"/><sheetData>'.encode()
            )
            for number, row in enumerate(rows, start=1):
                file.write(_row(number, row).encode("utf-8"))
            file.write(b"</sheetData></worksheet>")
    return into.getvalue()


def _part(name: str) -> ZipInfo:
    """Without the moment it was made: the same rows are the same file."""
    part = ZipInfo(name)
    part.compress_type = ZIP_DEFLATED
    return part


def _row(number: int, row: Sequence[Value]) -> str:
    cells = "".join(_cell(f"{letters(column)}{number}", value, number == 1) for column, value in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: Value, heading: bool) -> str:
    if value is None or value == "":
        return ""
    style = _HEADING if heading else 0
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    style = style or (_AS_TEXT if may_be_formula(value) else 0)
    text = escape(_NOT_XML.sub("", value))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _frame(sheet: str) -> dict[str, str]:
    name = escape(re.sub(r"[\[\]:*?/\\]", " ", _NOT_XML.sub("", sheet))[:31] or "1")
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_OOXML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_OOXML}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_OOXML}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/>'
        '<sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>'
        '<xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="49" quotePrefix="1" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
