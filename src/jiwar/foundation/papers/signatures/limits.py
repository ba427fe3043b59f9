"""How much reading a signed PDF may take."""

from typing import Final

from jiwar.foundation.papers import limits

MB: Final = 1024 * 1024
PDF: Final = limits.DRAWN
PACK: Final = 64 * 1024
"""Bytes of a key and certificates in one file (PKCS#12)."""
SIGNATURES: Final = 20
"""Of one PDF. What has more is read by nobody."""

# of the child process
MEMORY: Final = 768 * MB
CPU_SECONDS: Final = 20
SECONDS: Final = 40
