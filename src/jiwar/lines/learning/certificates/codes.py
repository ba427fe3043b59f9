"""The code on a certificate, and the short one that is compared. No sign of them is mistaken for another."""

import hashlib
import secrets
import unicodedata
from typing import Final

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16
"""Eighty random bits: nobody finds one by trying."""
COMPARED: Final = 6
_MISTAKEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def read(typed: str) -> str | None:
    """As it was made, however it was typed; None for what can be no code."""
    signs = (sign for sign in typed.upper() if sign not in " -‐–\u00a0")
    found = "".join(str(unicodedata.digit(sign, sign)) for sign in signs).translate(_MISTAKEN)
    return found if len(found) == LENGTH and set(found) <= set(LETTERS) else None


def shown(code: str) -> str:
    """In groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def hashed(code: str) -> str:
    """Eighty random bits need no slow hash."""
    return hashlib.sha256(code.encode()).hexdigest()


def compared(code: str) -> str:
    """What stands beside the picture and on the page: it tells that the page is about this paper."""
    number = int.from_bytes(hashlib.sha256(b"compare/v1|" + code.encode()).digest()[:8])
    signs = [LETTERS[(number >> (5 * place)) % len(LETTERS)] for place in range(COMPARED)]
    return f"{''.join(signs[:3])} {''.join(signs[3:])}"
