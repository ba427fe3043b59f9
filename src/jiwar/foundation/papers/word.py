"""The same letter as a text document (DOCX). Direction is kept beside the text: each piece says its own."""

from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from jiwar.foundation.papers.isolating import Piece, direction_of, pieces
from jiwar.foundation.papers.letter import Column, Letter

_LATIN: Final = "Noto Sans"
_ARABIC: Final = "Noto Sans Arabic"
_ACCENT: Final = RGBColor(0x0D, 0x5C, 0x4A)
_SOFT: Final = RGBColor(0x5A, 0x65, 0x5F)


def docx(letter: Letter) -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(24)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = letter.columns[0].title
    _head(document, letter)
    if len(letter.columns) == 1:
        _column(document, letter.columns[0])
    else:
        _beside(document, letter)
    foot = " · ".join(text for text in (letter.reference, letter.fictional) if text)
    _paragraph(section.footer, letter.columns[0], foot, size=8, colour=_SOFT)
    out = BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _undated(packed: bytes) -> bytes:
    """The same letter is the same file: an archive would tell, part by part, when it was packed."""
    out = BytesIO()
    with ZipFile(BytesIO(packed)) as given, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            kept.writestr(ZipInfo(name), given.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _head(document: Any, letter: Letter) -> None:
    first = letter.columns[0]
    _paragraph(document, first, letter.head.name, size=13, bold=True, colour=_ACCENT)
    for line in letter.head.lines:
        _paragraph(document, first, line, size=8.5, colour=_SOFT)
    _paragraph(document, first, "")


def _beside(document: Any, letter: Letter) -> None:
    table = document.add_table(rows=1, cols=len(letter.columns))
    if letter.direction == "rtl":
        table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblW", "w:jc", "w:tblLook")
    for cell, column in zip(table.rows[0].cells, letter.columns, strict=True):
        _column(cell, column)


def _column(place: Any, column: Column) -> None:
    for number, line in enumerate(column.to):
        _paragraph(place, column, line, bold=number == 0)
    _paragraph(place, column, column.dated)
    _paragraph(place, column, column.title, size=15, bold=True)
    if column.subject:
        _paragraph(place, column, column.subject, colour=_SOFT)
    if column.opening:
        _paragraph(place, column, column.opening)
    for term, said in column.facts:
        _paragraph(place, column, f"{term}: {said}")
    for line in (line for lines in column.body for line in lines):
        said = f"• {line[2:]}" if line.startswith("- ") else line.removeprefix("# ")
        _paragraph(place, column, said, bold=line.startswith("# "))
    if column.closing:
        _paragraph(place, column, column.closing)
    for each in column.signed:
        for line in ("", each.role, "", "……………………………………", each.name, *each.notes):
            _paragraph(place, column, line, bold=line == each.name)


def _paragraph(
    place: Any, column: Column, text: str, *, size: float = 10.5, bold: bool = False, colour: RGBColor | None = None
) -> None:
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    if column.direction == "rtl":
        paragraph._p.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
        # In a paragraph that runs from the right, 'left' is where it begins.
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for piece in pieces(text):
        run = paragraph.add_run(piece.text)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
        _direct(run, rightwards=not _runs_from_the_right(piece, column), size=size, bold=bold)


def _runs_from_the_right(piece: Piece, column: Column) -> bool:
    if piece.kept == "ltr":
        return False
    if piece.kept == "auto":
        return (direction_of(piece.text) or column.direction) == "rtl"
    return column.direction == "rtl"


def _direct(run: Any, *, rightwards: bool, size: float, bold: bool) -> None:
    properties = run._r.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for which, font in (("w:ascii", _LATIN), ("w:hAnsi", _LATIN), ("w:cs", _ARABIC)):
        fonts.set(qn(which), font)
    if rightwards:
        return
    run.font.rtl, run.font.cs_bold = True, bold
    half = OxmlElement("w:szCs")
    half.set(qn("w:val"), str(int(size * 2)))
    properties.find(qn("w:sz")).addnext(half)
