"""A picture written anew: what is seen stays, what tells on it goes (where, when, which phone, an earlier small view).

Nothing of the original file is carried over but its points and their colours.
"""

import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from jiwar.casework.cases.errors import NotPossible

FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/tiff": "TIFF"}
MOST_POINTS: Final = 50_000_000
"""A page scanned at 600 dots an inch has 35 million. A 'photo' of 100 kB may claim a thousand million."""
MOST_PAGES: Final = 50

Image.MAX_IMAGE_PIXELS = MOST_POINTS
UNREADABLE: Final = (
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, ValueError,
    SyntaxError, EOFError, MemoryError,
)  # fmt: skip
HOW: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 92},
    "PNG": {},
    "WEBP": {"quality": 92},
    "TIFF": {"compression": "tiff_adobe_deflate"},
}

# One at a time: a picture of this size takes a few hundred megabytes while it is written.
_turn = threading.Lock()


def without_traces(content: bytes, media_type: str) -> bytes:
    """The same picture without what it tells beside what is seen. Raises `NotPossible`."""
    if media_type == "image/heic":
        raise NotPossible(
            _(
                "This photo is in the HEIC format, which cannot be written anew here. Send it as JPEG, PNG, WebP or "
                "TIFF: on an iPhone take it under Settings, Camera, Formats, Most Compatible, or send a picture of the "
                "screen."
            )
        )
    if media_type not in FORMATS:
        raise NotPossible(_("Only a JPEG, PNG, WebP or TIFF picture can be kept without its traces."))
    kind = FORMATS[media_type]
    try:
        with _turn:
            return _written(content, kind)
    except UNREADABLE:
        raise NotPossible(_("This picture is damaged, or far too large to be written anew.")) from None


def _written(content: bytes, kind: str) -> bytes:
    with Image.open(BytesIO(content), formats=[kind]) as given:
        pages = list(_pages(given, several=kind == "TIFF"))
    out = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(out, kind, **HOW[kind], **more)
    return out.getvalue()


def _pages(given: Image.Image, *, several: bool) -> Iterator[Image.Image]:
    """Upright, with nothing attached. A picture that moves keeps its first moment; a scan keeps all its pages."""
    left = MOST_POINTS
    for number, page in enumerate(ImageSequence.Iterator(given)):
        left -= page.width * page.height
        if left < 0 or number >= MOST_PAGES:
            raise ValueError("more than is written anew")
        seen = ImageOps.exif_transpose(page)
        bare = Image.new(seen.mode, seen.size)
        if seen.mode == "P":
            seen = seen.convert("RGBA" if "transparency" in seen.info else "RGB")
            bare = Image.new(seen.mode, seen.size)
        bare.paste(seen)
        yield bare
        if not several:
            return
