"""What is read of lists as they are: every kind of cell, every encoding, merged cells, several sheets."""

import datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.foundation.sheets import kinds, limits, ods, reading, text
from jiwar.foundation.sheets.cells import Mark, cell_name
from jiwar.foundation.sheets.refusals import SheetRefused
from tests.foundation.sheets.making import data, document, read, texts, workbook

ARABIC = "الاسم;الميلاد\nأحمد إبراهيم;1994\nفاطمة عبد الله;1998\n"
TURKISH = "Adı;Doğum\nŞükrü Yıldız;1990\nGülşah Işık;1991\n"
FRENCH = "Prénom;Né le\nÉlodie Lefèvre;1990\nFrançois Bâ;1991\n"


def book(*values: object) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(list(values))
    into = BytesIO()
    made.save(into)
    return into.getvalue()


def marked(made: bytes) -> list[tuple[str, str]]:
    (row,) = read(made)
    return [(cell.text, cell.mark.value) for cell in row.cells]


def test_cells_come_as_one_would_have_typed_them() -> None:
    made = book(1012345678, 3.0, 2.5, True, " a  b ", datetime.date(1998, 7, 21), "=1+1", "#N/A")
    assert marked(made) == [
        ("1012345678", ""),
        ("3", ""),
        ("2.5", ""),
        ("TRUE", ""),
        ("a  b", ""),
        ("1998-07-21", "date"),
        ("=1+1", "formula"),
        ("#N/A", "fault"),
    ]


def test_zeros_that_a_format_shows_are_kept() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = 1012345678
    sheet["A1"].number_format = "00000000000"
    into = BytesIO()
    made.save(into)
    assert marked(into.getvalue()) == [("01012345678", "")]


def test_an_endless_cell_is_cut_and_marked() -> None:
    (row,) = read(b"name,note\nAhmed," + b"x" * 10_000)[1:]
    assert (len(row.cells[1].text), row.cells[1].mark) == (limits.CELL, Mark.CUT)


def test_cells_merged_downwards_are_read_in_every_row() -> None:
    inside = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>F1</t></is></c><c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"/><c r="B2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
    )
    assert texts(workbook(("a", "visible", inside))) == [(1, ["F1", "1"]), (2, ["F1", "2"]), (3, ["", "3"])]


def test_sheets_hidden_ones_and_direction() -> None:
    right = '<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>' + data([["second"]])
    made = workbook(("secret", "hidden", data([["first"]])), ("empty", "visible", ""), ("list", "visible", right))
    seen = reading.look([made])
    assert [(sheet.name, sheet.hidden) for sheet in seen.sheets] == [
        ("secret", True),
        ("empty", False),
        ("list", False),
    ]
    assert (seen.sheet, seen.right_to_left) == ("list", True)
    assert texts(made) == [(1, ["second"])]
    assert texts(made, sheet="secret") == [(1, ["first"])]


def ods_cell(said: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{said}</text:p></table:table-cell>"


def test_an_ods_keeps_formulas_as_text() -> None:
    rows = (
        "<table:table-row>"
        + ods_cell("a<text:s text:c='2'/>b", "office:value-type='string'")
        + ods_cell("21.07.98", "office:value-type='date' office:date-value='1998-07-21T00:00:00'")
        + ods_cell("2", "office:value-type='float' office:value='2' table:formula='of:=1+1'")
        + ods_cell("0101", "office:value-type='float' office:value='101'")
        + ods_cell("1 234,50", "office:value-type='float' office:value='1234.5'")
        + "<table:table-cell><office:annotation><text:p>aside</text:p></office:annotation><text:p>x</text:p><text:p>y"
        "</text:p></table:table-cell><table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
        "<table:table-row table:number-rows-repeated='2'>" + ods_cell("F1") + "</table:table-row>"
    )
    (first, *rest) = read(document(f"<table:table table:name='a'>{rows}</table:table>"))
    assert [(cell.text, cell.mark.value) for cell in first.cells] == [
        ("a  b", ""),
        ("1998-07-21", "date"),
        ("=1+1", "formula"),
        ("0101", ""),
        ("1234.5", ""),
        ("x\ny", ""),
    ]
    assert [(row.number, row.cells[0].text) for row in rest] == [(5, "F1"), (6, "F1")]


def test_a_sheet_of_blank_rows_is_empty() -> None:
    blank = "<table:table-row><table:table-cell/></table:table-row>"
    said = f"<table:table-row>{ods_cell('Ahmed')}</table:table-row>"
    made = document(
        f"<table:table table:name='one'>{blank}</table:table><table:table table:name='two'>{said}</table:table>"
    )
    assert (reading.look([made]).sheet, texts(made)) == ("two", [(1, ["Ahmed"])])
    with pytest.raises(SheetRefused, match="empty"):
        reading.look([document(f"<table:table table:name='one'>{blank}</table:table>")])


def test_an_ods_with_hidden_and_right_to_left_sheets_and_merged_cells() -> None:
    styles = (
        "<style:style style:name='h'><style:table-properties table:display='false'/></style:style>"
        "<style:style style:name='r'><style:table-properties style:writing-mode='rl-tb'/></style:style>"
    )
    one = f"<table:table-row>{ods_cell('secret')}</table:table-row>"
    spanned = ods_cell("F1", "table:number-rows-spanned='2'")
    two = (
        f"<table:table-row>{spanned}{ods_cell('1')}</table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{ods_cell('2')}</table:table-row>"
        f"<table:table-row><table:table-cell/>{ods_cell('3')}</table:table-row>"
    )
    made = document(
        f"<table:table table:name='one' table:style-name='h'>{one}</table:table><table:table table:name='none'/>"
        f"<table:table table:name='two' table:style-name='r'>{two}</table:table>",
        styles,
    )
    seen = reading.look([made])
    assert [(sheet.name, sheet.hidden) for sheet in seen.sheets] == [("one", True), ("none", False), ("two", False)]
    assert (seen.sheet, seen.right_to_left) == ("two", True)
    assert texts(made) == [(1, ["F1", "1"]), (2, ["F1", "2"]), (3, ["", "3"])]
    assert texts(made, sheet="one") == [(1, ["secret"])]


@pytest.mark.parametrize(
    ("said", "encoding", "found", "why"),
    [
        (ARABIC, "utf-8", "utf-8", "fits"),
        (ARABIC, "utf-8-sig", "utf-8-sig", "mark"),
        (ARABIC, "utf-16", "utf-16", "mark"),
        (ARABIC, "utf-16-le", "utf-16-le", "zeros"),
        (FRENCH, "utf-16-be", "utf-16-be", "zeros"),
        (ARABIC, "cp1256", "cp1256", "arabic-words"),
        (TURKISH, "cp1254", "cp1254", "turkish-letters"),
        (FRENCH, "cp1252", "cp1252", "western-letters"),
    ],
)
def test_encodings_are_guessed_with_the_reason(said: str, encoding: str, found: str, why: str) -> None:
    sent = said.encode(encoding)
    seen = reading.look([sent])
    assert (seen.encoding, seen.encoding_why, seen.delimiter) == (found, why, ";")
    assert [";".join(row) for _number, row in texts(sent)] == said.splitlines()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_delimiter(mark: str) -> None:
    sent = mark.join(["name", "note"]) + "\r\n" + mark.join(["Ahmed", '"one, two; three\nlines"']) + "\r\n"
    assert texts(sent.encode()) == [(1, ["name", "note"]), (2, ["Ahmed", "one, two; three\nlines"])]


def test_a_delimiter_that_is_said_or_chosen() -> None:
    assert texts(b"sep=|\na|b,c\n") == [(2, ["a", "b,c"])]
    assert texts(b"a|b,c\n", delimiter=",") == [(1, ["a|b", "c"])]
    assert texts("é".encode(), encoding="cp1252") == [(1, ["Ã©"])]


def test_places_are_named_as_spreadsheets_name_them() -> None:
    assert [cell_name(column, 7) for column in (0, 25, 26, 255)] == ["A7", "Z7", "AA7", "IV7"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(sent: bytes) -> None:
    try:
        kind, _archive = kinds.kind_of(sent)
        rows = list(text.opened(sent, "", "")[1]) if kind == kinds.CSV else []
    except SheetRefused:
        return
    assert all(any(row.cells) for row in rows)


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=200),
    st.sampled_from(text.ENCODINGS),
)
def test_any_text_is_read_in_any_encoding(said: str, encoding: str) -> None:
    try:
        list(text.opened(said.encode(encoding, "replace"), encoding, "")[1])
    except SheetRefused:
        return


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_ods_is_read_or_refused(draw: st.DataObject) -> None:
    made = bytearray(
        document("<table:table table:name='a'><table:table-row>" + ods_cell("x") + "</table:table-row></table:table>")
    )
    for _each in range(draw.draw(st.integers(1, 6))):
        made[draw.draw(st.integers(4, len(made) - 1))] = draw.draw(st.integers(0, 255))
    try:
        kind, archive = kinds.kind_of(bytes(made))
        if kind == kinds.ODS and archive is not None:
            list(ods.opened(archive, "")[1])
    except Exception as error:
        # The child turns whatever breaks into 'damaged'; here it must at least be an error and not a fault of memory.
        assert not isinstance(error, MemoryError)  # noqa: PT017 - any other kind is the child's to answer


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_by_the_child(draw: st.DataObject) -> None:
    made = bytearray(workbook(("a", "visible", data([["name"], ["Ahmed"]]))))
    for _each in range(draw.draw(st.integers(1, 6))):
        made[draw.draw(st.integers(4, len(made) - 1))] = draw.draw(st.integers(0, 255))
    try:
        read(bytes(made))
    except SheetRefused:
        return
