"""How much is bound into one bundle. What is more than this, nobody reads as one file: it is made as two."""

from typing import Final

from jiwar.foundation.papers import limits

MB: Final = 1024 * 1024
PAPERS: Final = 200
PAGES: Final = 1000
BYTES: Final = 100 * MB
"""Of all papers as they came; photos are written smaller."""
BOUND: Final = limits.DRAWN
"""Bytes of the bundle, the same as for any file of a case."""
POINTS: Final = 50_000_000
"""Of one picture. A page scanned at 600 dots an inch has 35 million."""
DOTS_AN_INCH: Final = 200
"""Of a picture on its page: small print stays readable."""
QUALITY: Final = 85

# of the child process
MEMORY: Final = 1536 * MB
CPU_SECONDS: Final = 120
SECONDS: Final = 240
