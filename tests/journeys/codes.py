"""The code a phone shows, as RFC 6238 says, without the program's own library."""

import base64
import hmac
import struct
import time


def code(seed: str, *, ahead: int = 0) -> str:
    """Six digits for now; `ahead` half minutes from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(seed), counter, "sha1").digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
