"""Small papers as people bring them, made in memory."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

Size = tuple[float, float]
A4: Size = (595, 842)


def writing(pages: Iterable[tuple[str, Size, int]]) -> PdfWriter:
    """A PDF of pages with a word each, of a size, turned by so much."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    kept = writer._add_object(font)
    for word, (width, height), turned in pages:
        page = writer.add_blank_page(width, height)
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf {width / 4} {height / 2} Td ({word}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
        fonts = DictionaryObject({NameObject("/F1"): kept})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page.rotate(turned)
    return writer


def as_bytes(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf(*words: str, size: Size = A4, turned: int = 0) -> bytes:
    return as_bytes(writing((word, size, turned) for word in words))


def photo(kind: str = "JPEG", size: tuple[int, int] = (300, 200), colour: Any = "red", mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()
