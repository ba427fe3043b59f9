"""Keys that lie in the database, wrapped by a key of the group, which does not."""

from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jiwar.foundation.vault import sealing

COMPARTMENTS: Final = "wrap-compartments/v1"
INDEXES: Final = "wrap-index-keys/v1"


def closed(group_key: bytes, purpose: str, key: bytes, place: bytes) -> bytes:
    return sealing.seal(_cipher(group_key, purpose), key, place)


def opened(group_keys: Iterable[bytes], purpose: str, body: bytes, place: bytes) -> bytes:
    """By whichever key wrapped it; raises `SealBroken` where none did."""
    for group_key in group_keys:
        try:
            return sealing.unseal(_cipher(group_key, purpose), body, place)
        except sealing.SealBroken:
            continue
    raise sealing.SealBroken("no key of this group opens what it wrapped")


def _cipher(group_key: bytes, purpose: str) -> AESGCM:
    return AESGCM(sealing.derive(group_key, purpose))
