"""Authenticated encryption of one value: AES-256-GCM, and key derivation. Bytes in, bytes out; no database.

Format of a sealed value: version (1 byte) | nonce (12 bytes) | ciphertext with tag. The associated data names the
place the value stands in, so a ciphertext copied to another row, column or person does not open. Random nonces are
safe here because every subject and compartment has a key of its own.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32


class SealBroken(Exception):
    """A sealed value does not open: another key, another place, or changed bytes."""


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def derive(key: bytes, purpose: str) -> bytes:
    """A key of its own for `purpose`, from which `key` cannot be found again (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def associated(*parts: object) -> bytes:
    """The place a value stands in, as bytes nothing else can spell (parts never contain the separator)."""
    return "|".join(str(part) for part in parts).encode()


def seal(cipher: AESGCM, plaintext: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + cipher.encrypt(nonce, plaintext, place)


def unseal(cipher: AESGCM, sealed: bytes, place: bytes) -> bytes:
    """Raises `SealBroken`; never falls back to reading bytes as they are."""
    if sealed[:1] != VERSION:
        raise SealBroken("unknown version of sealed value")
    try:
        return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place)
    except (InvalidTag, ValueError) as error:  # ValueError: cut so short that no nonce is left
        raise SealBroken("sealed value does not open here") from error
