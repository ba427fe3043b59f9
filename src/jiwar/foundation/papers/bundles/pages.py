"""Putting the bundle together: each page as it was, a little smaller, above the strip that carries its stamp."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import BooleanObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from jiwar.foundation.papers.bundles import photos, taking
from jiwar.foundation.papers.bundles.refusals import NotBound, Refusal
from jiwar.foundation.papers.bundles.taking import Matrix, Taken, times

PDF: Final = "application/pdf"
STRIP_WIDTH, STRIP_HEIGHT = 595.28, 22.7
"""A stamp as it is drawn, in points: as wide as A4, 8 mm high."""
_BROKEN: Final = (
    PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OverflowError,
    AssertionError, OSError, NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of the bundle. `kind`: its media type."""

    kind: str
    content: bytes


def count(paper: Paper) -> int:
    """Its pages, each of which was taken once to see that it can be. Raises `NotBound`."""
    return sum(1 for _page in _taken(PdfWriter(), paper))


def bind(
    *,
    front: bytes,
    stamps: bytes,
    papers: Sequence[Paper],
    marks: Sequence[tuple[str, int]],
    title: str,
    language: str,
    right_to_left: bool,
) -> bytes:
    """`stamps`: a PDF with one strip for each page of the bundle. `marks`: bookmarks, each with its page from 0."""
    writer = PdfWriter()
    strips = PdfReader(BytesIO(stamps)).pages
    number = 0
    for page in _all(writer, front, papers):
        strip = taking.page_of(writer, strips[number])
        _put(writer, page, strip)
        number += 1
    if number != len(strips):
        raise ValueError("as many stamps as pages")
    for text, page_number in marks:
        writer.add_outline_item(title=text, page_number=page_number)
    _describe(writer, title, language, right_to_left=right_to_left)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _all(writer: PdfWriter, front: bytes, papers: Sequence[Paper]) -> Iterator[Taken]:
    yield from taking.pages_of(writer, PdfReader(BytesIO(front)))
    for at, paper in enumerate(papers):
        try:
            yield from _taken(writer, paper)
        except NotBound as refused:
            raise NotBound(refused.code, at) from None


def _taken(writer: PdfWriter, paper: Paper) -> Iterator[Taken]:
    """Raises `NotBound`, whatever a hostile file breaks in a library."""
    try:
        if paper.kind == PDF:
            yield from taking.pages_of(writer, taking.opened(paper.content))
        elif paper.kind in photos.FORMATS:
            yield from photos.pages_of(writer, paper.content, paper.kind)
        else:
            raise NotBound(Refusal.KIND)
    except MemoryError:
        raise NotBound(Refusal.TOO_HEAVY) from None
    except (*_BROKEN, *photos.UNREADABLE):
        raise NotBound(Refusal.DAMAGED if paper.kind == PDF else Refusal.PICTURE) from None


def _put(writer: PdfWriter, page: Taken, strip: Taken) -> None:
    """A new page of the size of the old one: what was drawn shrinks towards its head, and nothing is covered."""
    across = page.width / STRIP_WIDTH
    high = STRIP_HEIGHT * across
    # A page far wider than high keeps most of its height for what it shows.
    if high > page.height / 6:
        across, high = page.height / 6 / STRIP_HEIGHT, page.height / 6
    left = (page.height - high) / page.height
    shrink: Matrix = (left, 0, 0, left, page.width * (1 - left) / 2, high)
    strip_at: Matrix = (across, 0, 0, across, (page.width - STRIP_WIDTH * across) / 2, 0)
    drawn = [(each.form, times(each.matrix, shrink)) for each in page.drawn]
    drawn += [(each.form, times(each.matrix, strip_at)) for each in strip.drawn]
    made = writer.add_blank_page(width=page.width, height=page.height)
    content = DecodedStreamObject()
    content.set_data(b"\n".join(_order(f"/D{at}", matrix) for at, (_form, matrix) in enumerate(drawn)))
    forms = DictionaryObject({NameObject(f"/D{at}"): form for at, (form, _matrix) in enumerate(drawn)})
    made[NameObject("/Contents")] = writer._add_object(content)
    made[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})


def _order(name: str, matrix: Matrix) -> bytes:
    numbers = " ".join(f"{each:.5f}" for each in matrix)
    return f"q {numbers} cm {name} Do Q".encode()


def _describe(writer: PdfWriter, title: str, language: str, *, right_to_left: bool) -> None:
    writer.add_metadata({"/Title": title, "/Producer": "Jiwar"})
    root: Any = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    shown: dict[Any, Any] = {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    if right_to_left:
        shown[NameObject("/Direction")] = NameObject("/R2L")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(shown)
