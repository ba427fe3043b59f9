"""Drawing: a process that has nothing, reads nothing, writes nothing and stops in time."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from jiwar.foundation.papers import drawing, limits
from jiwar.foundation.papers.drawing import NotDrawn
from jiwar.foundation.papers.isolating import isolated, reference
from jiwar.foundation.papers.letter import Column, Letter, Letterhead, Signature

COLUMN = Column(
    language="en",
    to=("The office",),
    dated="6 March 2026",
    title="Request",
    subject="",
    opening=f"We write for {isolated('أحمد إدريس')} (file {reference('2026/45 (B)')}).",
    facts=(("Name", isolated("Ahmed Idris")),),
    body=(("It is asked:",), ("- one", "- two")),
    closing="",
    signed=(Signature("For the group", "Yusuf"),),
)
LETTER = Letter(Letterhead("The group", ("Old town",)), "C-0001 · 1", (COLUMN,))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_letter_says_what_it_was_given_and_the_same_letter_is_the_same_file() -> None:
    first = drawing.pdf(LETTER)
    assert "Ahmed Idris" in text_of(first)
    assert "2026/45 (B)" in text_of(first).replace("\u00a0", " ")
    assert drawing.pdf(LETTER) == first
    word = drawing.word(LETTER)
    time.sleep(2.1)  # an archive counts in steps of two seconds
    assert drawing.word(LETTER) == word


def test_what_is_typed_is_text_and_never_markup() -> None:
    hostile = '<img src="file:///etc/passwd"><style>@import url(http://127.0.0.1/)</style>{{ 7*7 }}'
    drawn = drawing.pdf(replace(LETTER, columns=(replace(COLUMN, opening=hostile),)))
    assert "{{ 7*7 }}" in text_of(drawn)
    assert "root:" not in text_of(drawn)
    assert "&lt;img" in drawing.html(replace(LETTER, columns=(replace(COLUMN, opening=hostile),)))


@pytest.mark.parametrize(
    "inside",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="/../etc/hostname">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@font-face { font-family: x; src: url("file:///etc/passwd") } p { font-family: x }</style><p>x</p>',
        '<iframe src="http://127.0.0.1:1/"></iframe>',
    ],
)
def test_even_markup_reads_no_file_and_fetches_nothing(inside: str) -> None:
    """Past the escaping nothing is won: what draws is given no way to a file or an address."""
    wanted = {
        "do": "pdf",
        "html": f"<html lang='en'><title>x</title><body>{inside}<p>seen</p></body></html>",
        "identifier": "x",
    }
    drawn = drawing._asked(wanted)[0]
    assert b"root:" not in drawn
    assert b"/EmbeddedFile" not in drawn
    assert "seen" in text_of(drawn)


def test_nothing_is_left_on_the_disk() -> None:
    before = set(Path(tempfile.gettempdir()).glob("weasyprint-*"))
    drawing.pages(LETTER)
    drawing.word(LETTER)
    assert set(Path(tempfile.gettempdir()).glob("weasyprint-*")) == before


def test_the_child_cannot_write_and_has_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, dict[str, str]] = {}
    run = subprocess.run

    def heard(*args: object, **named: object) -> object:
        told["env"] = named["env"]  # type: ignore[assignment]
        return run(*args, **named)  # type: ignore[call-overload]

    monkeypatch.setenv("JIWAR_SECRET", "of the house")
    monkeypatch.setattr(subprocess, "run", heard)
    drawing.word(LETTER)
    assert set(told["env"]) == {"PATH", "PYTHONPATH", "FONTCONFIG_FILE"}


@pytest.mark.parametrize(
    "tried", ["open('left', 'wb', 0).write(b'x')", "import socket; socket.socket()", "bytearray(2 * 1024**3)"]
)
def test_within_its_bounds_nothing_is_written_fetched_or_swollen(tried: str, tmp_path: Path) -> None:
    confined = "confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)"
    rooms = "from jiwar.foundation.confining import confine; from jiwar.foundation.papers import limits"
    program = f"{rooms}; {confined}; {tried}"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"OSError" in done.stderr or b"MemoryError" in done.stderr
    assert b"".join(path.read_bytes() for path in tmp_path.iterdir()) == b""


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(NotDrawn):
        drawing.pdf(replace(LETTER, columns=(replace(COLUMN, body=(("x " * limits.SAID,),)),)))
    many = tuple(("one more paragraph of it",) for _number in range(60 * limits.PAGES))
    with pytest.raises(NotDrawn):
        drawing.pdf(replace(LETTER, columns=(replace(COLUMN, body=many),)))


def test_where_what_draws_is_missing_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(drawing, "FOR_PAPER", tmp_path)
    with pytest.raises(NotDrawn):
        drawing.pdf(LETTER)
    monkeypatch.undo()
    monkeypatch.setattr(sys, "executable", os.devnull)
    with pytest.raises(NotDrawn):
        drawing.pdf(LETTER)


def test_pictures_are_of_the_pages() -> None:
    pdf, pictures = drawing.pages(LETTER)
    assert len(pictures) == len(pypdfium2.PdfDocument(pdf)) == 1
    assert pictures[0].startswith(b"\x89PNG")
