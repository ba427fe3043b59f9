"""Letters as they stand on paper: order of numbers, dates and brackets, one page each, and the look of the page.

After a change of the look, or of a text, on purpose:

    JIWAR_TEST_NEW_PICTURES=1 python -m pytest tests/lines/legal/letters/test_rendering.py    # then look at them
"""

import os
import subprocess
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from jiwar.foundation.papers import drawing
from jiwar.lines.legal.letters.catalogue import LETTERS
from jiwar.lines.legal.letters.texts import texts_of
from tests.lines.legal.letters.reading import any_bracket, as_png, difference, digits_of, seen_lines, small_picture
from tests.lines.legal.letters.said import letter

PICTURES = Path(__file__).parent / "pictures"
UNLIKE = 8.0
EVERY = [(kind.code, language) for kind in LETTERS for language in texts_of(kind.code)]
LOOKED_AT = [
    ("authorisation", "ar"), ("authorisation", "ar", "tr"), ("authorisation", "en"), ("scope", "ar"), ("scope", "fr"),
    ("scope", "tr"),
    ("appeal-cover", "ar"), ("appeal-cover", "tr"), ("appeal-cover", "en", "ar"), ("request-interpreter", "tr"),
    ("detention", "ar"), ("detention", "fr"), ("attendance", "ar"),
]  # fmt: skip


@cache
def drawn(code: str, *languages: str) -> bytes:
    return drawing.pdf(letter(code, *languages))


@pytest.mark.parametrize(("code", "language"), EVERY, ids=["-".join(each) for each in EVERY])
def test_a_letter_with_every_answer_stands_on_one_page_in_our_own_fonts(code: str, language: str) -> None:
    pdf = drawn(code, language)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    fonts = {line.split()[0].partition("+")[2] for line in listed.splitlines()[2:]}
    assert fonts <= {"Jiwar-Sans", "Jiwar-Sans-Bold", "Jiwar-Sans-Arabic", "Jiwar-Sans-Arabic-Bold"}
    assert "Jiwar-Sans" in fonts


@pytest.mark.parametrize("code", ["authorisation", "appeal-cover", "change-address"])
def test_two_languages_fit_on_one_page_too(code: str) -> None:
    assert len(pypdfium2.PdfDocument(drawn(code, "ar", "tr"))) == 1


@pytest.mark.parametrize("language", ["ar", "en", "fr", "tr"])
def test_references_and_brackets_run_from_left_to_right_whatever_the_letter_does(language: str) -> None:
    lines = [any_bracket(line) for line in seen_lines(drawn("appeal-cover", language))]
    for said in (
        "2026/4512|B|",
        "991234-56|B|",
        "E-77/2026",
        "+903120000000",
        "AtatürkBulvarı12/3",
        "Müdürlüğü|Ankara|",
    ):
        assert any(said in line for line in lines), (said, lines)


@pytest.mark.parametrize(
    ("language", "today"),
    [("en", "6March2026(17Ramadan1447)"), ("fr", "6mars2026(17ramadan1447)"), ("tr", "6Mart2026")],
)
def test_dates_read_as_they_are_written(language: str, today: str) -> None:
    assert any(today in line for line in seen_lines(drawn("appeal-cover", language)))


def test_an_arabic_date_begins_at_the_right_and_its_numbers_are_whole() -> None:
    """'٦ آذار ٢٠٢٦ (١٧ رمضان ١٤٤٧)' from the right: seen from the left, the years come before the days."""
    found = [digits_of(line) for line in seen_lines(drawn("attendance", "ar"))]
    assert any(digits.startswith("١٤٤٧١٧٢٠٢٦٦") for digits in found), found


def test_the_digits_of_the_reader_and_those_of_a_reference_are_not_mixed() -> None:
    everything = any_bracket("".join(seen_lines(drawn("appeal-cover", "ar"))))
    assert "٢٠٢٦" in everything
    assert "2026/4512|B|" in everything
    assert "٤٥١٢" not in everything


@pytest.mark.parametrize("asked", LOOKED_AT, ids="-".join)
def test_the_page_looks_as_it_did_when_somebody_looked_at_it(asked: tuple[str, ...]) -> None:
    now = small_picture(drawn(*asked))
    kept = PICTURES / f"{'-'.join(asked)}.png"
    if os.environ.get("JIWAR_TEST_NEW_PICTURES"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(as_png(now))
    with Image.open(kept) as before:
        assert difference(now, before.convert("L")) < UNLIKE


def test_a_page_that_is_turned_or_says_another_thing_does_not_look_the_same() -> None:
    """The eye of the tests is open: each of these would be seen."""
    right = small_picture(drawn("appeal-cover", "ar"))
    assert difference(right, small_picture(drawn("appeal-cover", "en"))) > UNLIKE
    assert difference(right, right.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) > UNLIKE
    other = drawing.pdf(letter("appeal-cover", "ar", hijri=False))
    assert difference(right, small_picture(other)) > UNLIKE
