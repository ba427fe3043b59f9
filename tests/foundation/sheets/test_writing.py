"""What we write harms nobody who opens it, and says what it was given."""

import csv
import time
from io import BytesIO, StringIO
from unittest.mock import patch

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.foundation.sheets import writing

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", " =1", "\u00a0=1", "\u200f=1", "\ufeff=1",
    "＝1", "＋1", "－1", "＠A", "−1", "\u202e=1",
)  # fmt: skip
NAMES = ("Ahmed", "أحمد", "O'Brien", "3-4", "a=b", "", "12")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_may_be_a_formula(text: str) -> None:
    assert writing.may_be_formula(text)
    written = writing.csv([[text]]).decode("utf-8-sig")
    ((cell,),) = csv.reader(StringIO(written, newline=""))
    assert cell.startswith("'")


@pytest.mark.parametrize("text", NAMES)
def test_what_is_none_stays_as_it_is(text: str) -> None:
    assert not writing.may_be_formula(text)
    assert writing.csv([[text, 5]]).decode("utf-8-sig").rstrip("\r\n") in {f"{text},5", f'"{text}",5'}


def cells_of(made: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(made)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_workbook_says_what_it_was_given() -> None:
    made = writing.xlsx([["الاسم", "no"], ["=1+1", 7], ["a\nb", None]], sheet="a/b:[c]", right_to_left=True)
    assert cells_of(made) == [["الاسم", "no"], ["=1+1", 7], ["a\nb", None]]
    book = openpyxl.load_workbook(BytesIO(made))
    sheet = book.active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=40), min_size=1, max_size=6))
def test_any_text_is_written_and_is_no_formula(row: list[str]) -> None:
    cells_of(writing.xlsx([["head"], row], sheet="x"))
    for (cell,) in csv.reader(StringIO(writing.csv([[text] for text in row]).decode("utf-8-sig"), newline="")):
        assert not writing.may_be_formula(cell) or cell.startswith("'")


def test_the_same_rows_are_the_same_file_at_any_hour() -> None:
    before = writing.xlsx([["name"], ["Sami"]], sheet="people")
    with patch("time.localtime", return_value=time.struct_time((2031, 1, 2, 3, 4, 5, 3, 2, 0))):
        assert writing.xlsx([["name"], ["Sami"]], sheet="people") == before
