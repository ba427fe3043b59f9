"""Which letters the fonts of paper have: a word in any other is a row of boxes, or looks as the machine pleases."""

import unicodedata
from functools import cache

from jiwar.foundation.ui.fonts import FOR_PAPER, PAPER_FONTS


def can_write(text: str) -> bool:
    """Whether every letter and mark of it is in our fonts, itself or put together of its parts. True as long as they
    are not built: then nothing is drawn, and `drawing` says why."""
    try:
        known = _signs()
    except OSError:
        return True
    signs = (sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] in "LM")
    return all(ord(sign) in known or known.issuperset(map(ord, unicodedata.normalize("NFD", sign))) for sign in signs)


@cache
def _signs() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for font in PAPER_FONTS:
        with TTFont(FOR_PAPER / font.name, lazy=True) as opened:
            found.update(opened.getBestCmap())
    return frozenset(found)
