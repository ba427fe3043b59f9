"""The mark of the one who signs: drawn on the screen, or a photograph of a signature or a thumbprint.

It is written anew, small and grey, so that nothing of where and when it was made comes along.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error
from io import BytesIO
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageChops, ImageOps

from jiwar.casework.cases import paper_types, pictures
from jiwar.casework.cases.errors import NotPossible

WIDEST: Final = (700, 300)
ROOM: Final = 24
MOST: Final = 10 * paper_types.MB
PNG: Final = "data:image/png;base64,"
_DRAWN: Final = re.compile(re.escape(PNG) + r"[A-Za-z0-9+/]+={0,2}\Z")


def from_drawing(drawn: str) -> bytes:
    """What a canvas says of itself. Raises `NotPossible` for anything that is no picture."""
    if not _DRAWN.match(drawn):
        raise _unreadable()
    try:
        return b64decode(drawn.removeprefix(PNG), validate=True)
    except Error:
        raise _unreadable() from None


def as_mark(content: bytes) -> bytes:
    """A small grey picture (PNG) of what is on it, cut to its edges. Raises `NotPossible`."""
    if not content or len(content) > MOST:
        raise _unreadable()
    plain = pictures.without_traces(content, paper_types.media_type(content[:8192]))
    with Image.open(BytesIO(plain)) as opened:
        grey = _on_white(opened).convert("L")
    ink = ImageOps.autocontrast(grey, cutoff=1)
    box = ImageChops.invert(ink).point(lambda value: 255 if value > 60 else 0).getbbox()
    if box is None:
        raise NotPossible(_("There is nothing on this picture."))
    left, top, right, bottom = box
    ink = ink.crop((max(0, left - ROOM), max(0, top - ROOM), right + ROOM, bottom + ROOM))
    ink.thumbnail(WIDEST)
    out = BytesIO()
    ink.save(out, "PNG", optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """What is drawn on nothing is drawn on white."""
    if picture.mode not in {"RGBA", "LA"}:
        return picture
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen)


def to_be_placed(mark: bytes) -> str:
    """As it stands in the page that is drawn."""
    return PNG + b64encode(mark).decode()


def _unreadable() -> NotPossible:
    return NotPossible(_("This is no picture of a signature or a thumb. Photograph it anew."))
