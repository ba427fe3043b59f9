"""A drawn page taken apart again: which signs stand on a line, from left to right as the eye sees them."""

from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

SMALL = 34
"""Dots an inch of the pictures kept to compare with."""


def seen_lines(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of a page from top to bottom; blanks left out."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    signs: list[tuple[float, float, str]] = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign.strip():
            left, bottom, right, top = text.get_charbox(index, loose=True)
            signs.append((round((bottom + top) / 2, 1), (left + right) / 2, sign))
    lines: list[list[tuple[float, float, str]]] = []
    for found in sorted(signs, key=lambda each: -each[0]):
        if lines and abs(lines[-1][0][0] - found[0]) < 3.5:
            lines[-1].append(found)
        else:
            lines.append([found])
    return ["".join(sign for _y, _x, sign in sorted(line, key=lambda each: each[1])) for line in lines]


def any_bracket(line: str) -> str:
    """What takes a page apart turns some brackets of a line from the right; which way they look is seen in pictures."""
    return line.replace("(", "|").replace(")", "|")


def digits_of(line: str) -> str:
    return "".join(sign for sign in line if sign.isdigit())


def small_picture(pdf: bytes, page: int = 0) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=SMALL / 72).to_pil()
    return picture.convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """How unlike two pictures are, 0 to 255, at the place where they are least alike; hair lines do not count."""
    if one.size != other.size:
        return 255.0
    soft = [picture.filter(ImageFilter.GaussianBlur(1.5)) for picture in (one, other)]
    unlike = ImageChops.difference(*soft).resize((one.width // 16, one.height // 16), Image.Resampling.BOX)
    return float(ImageStat.Stat(unlike).extrema[0][1])


def as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()
