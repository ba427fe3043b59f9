"""Files for the shelf: what is text comes out, what is hostile is refused with a sentence.

A few true children; else what they do is called as it is.
"""

import io
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document

from jiwar.casework.cases.errors import NotPossible
from jiwar.lines.legal.shelf import child, reading, splitting


def pdf(*lines: str) -> bytes:
    """As small as a PDF with text can be."""
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    stream = f"BT /F1 12 Tf 40 700 Td {shown}ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, part in enumerate(parts, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    table = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % table)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    made, out = Document(), io.BytesIO()
    for each in paragraphs:
        made.add_paragraph(each)
    made.save(out)
    return out.getvalue()


def altered(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return out.getvalue()


def numbered(text: str) -> list[tuple[str, str]]:
    return [(piece.number, piece.text) for piece in splitting.split(text)]


def test_a_pdf_in_its_own_numbers() -> None:
    text = child.read(pdf("12. Houses were burned", "in the market town.", "13. Return is barred."))
    assert numbered(text) == [("12", "Houses were burned in the market town."), ("13", "Return is barred.")]


def test_a_docx_paragraph_by_paragraph() -> None:
    assert numbered(child.read(docx("Erstens.", "مُنِعَ اللاجئون.", ""))) == [("1", "Erstens."), ("2", "مُنِعَ اللاجئون.")]


def test_text_with_a_mark_at_its_beginning_and_signs_no_database_keeps() -> None:
    assert numbered(child.read("\ufeff1. One\x00 two.".encode())) == [("1", "One two.")]
    assert numbered("1. Half \ud83d sign.") == [("1", "Half ? sign.")]


class TestHostile:
    @pytest.fixture
    def bomb(self) -> bytes:
        """Unpacked far larger than a text is."""
        return altered(docx("x"), "word/document.xml", b" " * (child.UNPACKED + 1))

    def entities(self) -> bytes:
        levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
        body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]>'
        return altered(
            docx("x"), "word/document.xml",
            f"{xml}{body}<w:body><w:p><w:r><w:t>said &l8;&f;</w:t></w:r></w:p></w:body></w:document>".encode(),
        )  # fmt: skip

    def test_what_unpacks_too_far_is_not_unpacked(self, bomb: bytes) -> None:
        with pytest.raises(ValueError, match="far larger"):
            child.read(bomb)

    def test_entities_neither_grow_nor_open_a_file(self) -> None:
        try:
            text = child.read(self.entities())
        except Exception:
            return
        assert "root:" not in text
        assert "lol" not in text

    @pytest.mark.parametrize(
        "data", [pdf("cut")[:200], b"%PDF-1.7\n%%EOF", b"PK\x03\x04nothing", docx("cut")[:900]], ids=str
    )
    def test_broken_files_break_as_an_exception(self, data: bytes) -> None:
        with pytest.raises(Exception):  # noqa: B017  # whichever the library raises: to the parent it is one
            child.read(data)


class TestTheProcess:
    """A child of its own, with its limits, for each answer it can give."""

    def test_text_comes_out(self) -> None:
        assert reading.text_of([b"1. One.\n\n", b"2. Two."]) == "1. One.\n\n2. Two."

    @pytest.mark.parametrize(
        ("data", "said"), [(b"\xff\xfe\x00\x81", "neither"), (b"PK\x03\x04nothing", "damaged"), (pdf(), "no text")]
    )
    def test_a_refusal_is_one_sentence(self, data: bytes, said: str) -> None:
        with pytest.raises(NotPossible, match=said):
            reading.text_of([data])

    def test_what_is_too_large_is_not_read_to_its_end(self) -> None:
        def endless() -> Iterator[bytes]:
            while True:
                yield b"x" * reading.BYTES

        with pytest.raises(NotPossible, match="25 MB"):
            reading.text_of(endless())
