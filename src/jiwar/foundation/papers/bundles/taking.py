"""What others made, taken apart in the child: a page becomes a drawing of itself, and nothing that acts comes along.

Of a page only its content and what that draws with are taken. Actions, scripts, links and attached files hang on the
page, its notes or the document, and stay behind; what forms and notes show is drawn where it stood.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from jiwar.foundation.papers.bundles.refusals import NotBound, Refusal

_RESOURCES: Final = (
    "/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/ProcSet",
)  # fmt: skip
_LEFT_BEHIND: Final = ("/AF", "/JS", "/EF", "/OPI", "/PieceInfo", "/Metadata")
_NOT_DRAWN: Final = frozenset({"/Popup", "/Link", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia"})
_HIDDEN, _NO_VIEW = 2, 32
_LONGEST: Final = 14_400.0
"""Points a page may be long; a PDF reader takes no more."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing in the bundle, and how it is turned and moved so that its page stands upright at (0, 0)."""

    form: Any
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Taken:
    """A page as it is seen: its size in points and what is drawn on it, from the back."""

    width: float
    height: float
    drawn: tuple[Drawn, ...]


def opened(content: bytes) -> PdfReader:
    """Raises `NotBound`."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise NotBound(Refusal.ENCRYPTED)
    try:
        root = reader.trailer["/Root"].get_object()
        _refuse(root)
        pages = len(reader.pages)
    except FileNotDecryptedError:
        raise NotBound(Refusal.ENCRYPTED) from None
    except PyPdfError:
        raise NotBound(Refusal.DAMAGED) from None
    if not pages:
        raise NotBound(Refusal.EMPTY)
    return reader


def _refuse(root: Any) -> None:
    """What it shows must not depend on what a reader of PDF does with it."""
    names = _of(root, "/Names")
    opening = _of(root, "/OpenAction")
    form = _of(root, "/AcroForm")
    if "/JavaScript" in names or _of(opening, "/S") == "/JavaScript" or "/JS" in opening or "/XFA" in form:
        raise NotBound(Refusal.SCRIPTED)
    if "/Collection" in root:
        raise NotBound(Refusal.PORTFOLIO)
    layers = _of(_of(root, "/OCProperties"), "/D")
    if _of(layers, "/OFF") or _of(layers, "/BaseState") == "/OFF":
        raise NotBound(Refusal.LAYERS)


def _of(holder: Any, key: str) -> Any:
    found = holder.get(key) if isinstance(holder, DictionaryObject) else None
    found = found.get_object() if found is not None else None
    return found if found is not None else DictionaryObject()


def pages_of(writer: PdfWriter, reader: PdfReader) -> Iterator[Taken]:
    for page in reader.pages:
        yield page_of(writer, page)


def page_of(writer: PdfWriter, page: PageObject) -> Taken:
    left, bottom, right, top = _seen(page)
    upright, width, height = _upright(page.rotation % 360, left, bottom, right, top)
    content = page.get_contents()
    data = content.get_data() if content is not None else b""
    resources = _resources(page.get("/Resources"))
    form = _form(writer, data, (left, bottom, right, top), resources, page.get("/Group"))
    drawn = [Drawn(form, upright), *(_then(each, upright) for each in _notes(writer, page))]
    return Taken(width, height, tuple(drawn))


def _seen(page: PageObject) -> tuple[float, float, float, float]:
    """The part of the page that is shown."""
    media, crop = page.mediabox, page.cropbox
    left, right = max(media.left, crop.left), min(media.right, crop.right)
    bottom, top = max(media.bottom, crop.bottom), min(media.top, crop.top)
    box = tuple(float(each) for each in (left, bottom, right, top))
    if not (0 < box[2] - box[0] <= _LONGEST and 0 < box[3] - box[1] <= _LONGEST):
        raise NotBound(Refusal.DAMAGED)
    return box[0], box[1], box[2], box[3]


def _upright(turned: int, left: float, bottom: float, right: float, top: float) -> tuple[Matrix, float, float]:
    """What a page says of being turned, done to it, with its lower left corner at (0, 0)."""
    wide, high = right - left, top - bottom
    if turned == 90:
        return (0, -1, 1, 0, -bottom, right), high, wide
    if turned == 180:
        return (-1, 0, 0, -1, right, top), wide, high
    if turned == 270:
        return (0, 1, -1, 0, top, -left), high, wide
    return (1, 0, 0, 1, -left, -bottom), wide, high


def _resources(given: Any) -> DictionaryObject:
    found = given.get_object() if given is not None else DictionaryObject()
    if not isinstance(found, DictionaryObject):
        return DictionaryObject()
    return DictionaryObject({NameObject(key): found.raw_get(key) for key in _RESOURCES if key in found})


def _form(writer: PdfWriter, data: bytes, box: Any, resources: DictionaryObject, group: Any = None) -> Any:
    form = DecodedStreamObject()
    form.set_data(data)
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(each) for each in box]),
            NameObject("/Resources"): resources.clone(writer, ignore_fields=_LEFT_BEHIND),
        }
    )
    if isinstance(group := group.get_object() if group is not None else None, DictionaryObject):
        form[NameObject("/Group")] = group.clone(writer, ignore_fields=_LEFT_BEHIND)
    return writer._add_object(form.flate_encode())


def _notes(writer: PdfWriter, page: PageObject) -> Iterator[Drawn]:
    """What forms and notes of the page show."""
    for each in _list(page.get("/Annots")):
        note = each.get_object()
        if not isinstance(note, DictionaryObject) or note.get("/Subtype") in _NOT_DRAWN:
            continue
        shown = _shown(note)
        if int(note.get("/F", 0)) & (_HIDDEN | _NO_VIEW) or shown is None or "/Rect" not in note:
            continue
        box = [float(side.get_object()) for side in _list(shown.get("/BBox"))]
        rect = [float(side.get_object()) for side in _list(note["/Rect"])]
        if len(box) != 4 or len(rect) != 4:
            continue
        own = _matrix(shown.get("/Matrix"))
        data = shown.get_data()
        # The drawing has no matrix of its own any more: it is in how it is placed.
        form = _form(writer, data, box, _resources(shown.get("/Resources")), shown.get("/Group"))
        yield Drawn(form, times(own, _into(rect, _turned(own, box))))


def _shown(note: DictionaryObject) -> StreamObject | None:
    """How it looks now, of those looks it can have."""
    look = _of(_of(note, "/AP"), "/N")
    if isinstance(look, StreamObject):
        return look
    state = note.get("/AS")
    chosen = _of(look, state) if isinstance(state, str) else None
    return chosen if isinstance(chosen, StreamObject) else None


def _list(given: Any) -> list[Any]:
    found = given.get_object() if given is not None else None
    return list(found) if isinstance(found, ArrayObject) else []


def _matrix(given: Any) -> Matrix:
    found = [float(each.get_object()) for each in _list(given)]
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else (1, 0, 0, 1, 0, 0)


def _turned(matrix: Matrix, box: list[float]) -> tuple[float, float, float, float]:
    """The box around a box after a matrix."""
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    a, b, c, d, e, f = matrix
    along = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(along), min(up), max(along), max(up)


def _into(rect: list[float], box: tuple[float, float, float, float]) -> Matrix:
    left, right = sorted((rect[0], rect[2]))
    bottom, top = sorted((rect[1], rect[3]))
    across = (right - left) / (box[2] - box[0]) if box[2] > box[0] else 1
    up = (top - bottom) / (box[3] - box[1]) if box[3] > box[1] else 1
    return (across, 0, 0, up, left - box[0] * across, bottom - box[1] * up)


def times(first: Matrix, then: Matrix) -> Matrix:
    """One after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _then(drawn: Drawn, matrix: Matrix) -> Drawn:
    return Drawn(drawn.form, times(drawn.matrix, matrix))


def picture(writer: PdfWriter, jpeg: bytes, mode: str, width: int, height: int) -> Any:
    """A JPEG as something to draw, one unit wide and high."""
    image = StreamObject()
    image._data = jpeg
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(width),
            NameObject("/Height"): NumberObject(height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if mode == "L" else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    return writer._add_object(image)
