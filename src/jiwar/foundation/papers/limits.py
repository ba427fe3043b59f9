"""How much drawing a letter may take. A letter has a few pages; what needs more is no letter."""

from typing import Final

MEMORY: Final = 1024 * 1024 * 1024
CPU_SECONDS: Final = 30
SECONDS: Final = 60
PAGES: Final = 20
SAID: Final = 2 * 1024 * 1024
"""Bytes handed to the process."""
DRAWN: Final = 25 * 1024 * 1024
"""Bytes it may answer with; the same as for any file of a case."""
DOTS_AN_INCH: Final = 110
"""Of the picture of a page on the screen."""
