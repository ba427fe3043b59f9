"""Pictures put onto pages of A4 in the child: upright, on white, no finer than print needs, without what they tell."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, ImageSequence
from pypdf import PdfWriter

from jiwar.foundation.papers.bundles import limits
from jiwar.foundation.papers.bundles.taking import Drawn, Taken, picture

FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/tiff": "TIFF"}
SHORT, LONG = 595.28, 841.89
"""A4 in points."""
MARGIN: Final = 28.0

Image.MAX_IMAGE_PIXELS = limits.POINTS
UNREADABLE: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, ValueError, SyntaxError)


def count(content: bytes, kind: str) -> int:
    """How many pages it makes: a scan may have several. A picture that moves shows its first moment."""
    with Image.open(BytesIO(content), formats=[FORMATS[kind]]) as given:
        given.load()
        return int(getattr(given, "n_frames", 1)) if kind == "image/tiff" else 1


def pages_of(writer: PdfWriter, content: bytes, kind: str) -> Iterator[Taken]:
    with Image.open(BytesIO(content), formats=[FORMATS[kind]]) as given:
        for frame in ImageSequence.Iterator(given):
            yield _page(writer, frame)
            if kind != "image/tiff":
                return


def _page(writer: PdfWriter, given: Image.Image) -> Taken:
    if given.width * given.height > limits.POINTS:
        raise ValueError("more than one page shows")
    seen = _on_white(ImageOps.exif_transpose(given))
    wide, high = (LONG, SHORT) if seen.width > seen.height else (SHORT, LONG)
    room_across, room_up = wide - 2 * MARGIN, high - 2 * MARGIN
    scale = min(room_across / seen.width, room_up / seen.height)
    across, up = seen.width * scale, seen.height * scale
    points = (round(across * limits.DOTS_AN_INCH / 72), round(up * limits.DOTS_AN_INCH / 72))
    if points[0] < seen.width:
        seen = seen.resize((max(1, points[0]), max(1, points[1])), Image.Resampling.LANCZOS)
    out = BytesIO()
    seen.save(out, "JPEG", quality=limits.QUALITY)
    form = picture(writer, out.getvalue(), seen.mode, seen.width, seen.height)
    return Taken(wide, high, (Drawn(form, (across, 0, 0, up, (wide - across) / 2, (high - up) / 2)),))


def _on_white(given: Image.Image) -> Image.Image:
    if given.mode in ("1", "L", "RGB"):
        return given.convert("RGB" if given.mode == "RGB" else "L")
    if given.mode in ("RGBA", "LA", "PA", "P"):
        through = given.convert("RGBA")
        paper = Image.new("RGBA", through.size, "white")
        paper.alpha_composite(through)
        return paper.convert("RGB")
    if given.mode.startswith("I;16") or given.mode in ("I", "F"):
        return given.convert("F").point(lambda value: value / 257).convert("L")
    return given.convert("RGB")
