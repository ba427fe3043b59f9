"""An address as a picture that a telephone reads."""

from base64 import b64encode
from io import BytesIO
from typing import Final

import segno

from jiwar.foundation.papers.child import MARK

_DOTS: Final = 6
"""Of a square of the picture: sharp at the size it is printed in."""


def of_address(address: str) -> str:
    """As a `data:` address (PNG). A quarter of it may be stained or torn (level Q)."""
    out = BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="png", scale=_DOTS, border=4)
    return MARK + b64encode(out.getvalue()).decode()
