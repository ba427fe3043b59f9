"""Tables for the tests, honest and hostile, made by hand."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from jiwar.foundation.sheets import reading
from jiwar.foundation.sheets.cells import Row

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def texts(data: bytes, **wanted: Any) -> list[tuple[int, list[str]]]:
    """Every row read: its number and its texts."""
    return [(row.number, [cell.text for cell in row.cells]) for row in read(data, **wanted)]


def read(data: bytes, **wanted: Any) -> list[Row]:
    return list(reading.rows([data], **wanted))


def zipped(members: dict[str, str | bytes]) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return into.getvalue()


def workbook(*sheets: tuple[str, str, str], **more: str | bytes) -> bytes:
    """XLSX of sheets given as name, state ('visible', 'hidden') and what stands inside `worksheet`."""
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId{at}"/>'
        for at, (name, state, _inside) in enumerate(sheets, start=1)
    )
    linked = "".join(
        f'<Relationship Id="rId{at}" Type="{links}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{parts}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{linked}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{links}"><sheets>{listed}</sheets></workbook>',
    }
    for at, (_name, _state, inside) in enumerate(sheets, start=1):
        members[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{MAIN}">{inside}</worksheet>'
    return zipped({**members, **more})


def data(rows: Iterable[Iterable[str]]) -> str:
    """`sheetData` of inline texts, without places: each cell follows the one before."""
    return (
        "<sheetData>"
        + "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>" for row in rows
        )
        + "</sheetData>"
    )


def document(inside: str, styles: str = "", **more: str | bytes) -> bytes:
    """ODS with these tables."""
    names = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, **more})
