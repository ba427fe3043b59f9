"""Direction marks that a stranger's text may not bring along.

An override (U+202E) inside a name can turn the rest of a line around, so that a reader sees another date or another
number than the one stored. What is displayed carries none; what is stored stays as it was given.
"""

import re
from typing import Final

_OVERRIDES: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def harmless(text: str) -> str:
    """`text` without characters that reorder or hide what stands beside it.

    Joiners (U+200C, U+200D) belong to the letters and stay.
    """
    return _CONTROLS.sub(" ", _OVERRIDES.sub("", text))
