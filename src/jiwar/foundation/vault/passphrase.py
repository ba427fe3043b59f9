"""A key file that opens with a passphrase only: Argon2id makes the key, AES-256-GCM seals what is in the file.

The key made from the passphrase stays in this process. A process started by this one gets it through a file descriptor
(`handover`, `take`), never through its arguments, its environment or a disk.
"""

import base64
import json
import os
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jiwar.foundation.vault import sealing

PASSES: Final = 3
MEMORY_KIB: Final = 64 * 1024
LANES: Final = 4
"""The second recommendation of RFC 9106."""
SALT_BYTES: Final = 16
MOST_PASSES, MOST_MEMORY_KIB, MOST_LANES = 64, 4 * 1024 * 1024, 64
SHORTEST: Final = 20
FEWEST_LETTERS: Final = 8

Asker = Callable[[Path], Iterable[str]]


class NoKey(Exception):
    """A key is missing or unsafe. The message is one sentence for the person who runs the server."""


@dataclass(frozen=True)
class Lock:
    """How a key is made from a passphrase. Stands in the key file, in clear and bound to what it seals."""

    salt: bytes
    passes: int = PASSES
    memory_kib: int = MEMORY_KIB
    lanes: int = LANES

    def key_from(self, passphrase: str) -> bytes:
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode(),
            self.salt,
            time_cost=self.passes,
            memory_cost=self.memory_kib,
            parallelism=self.lanes,
            hash_len=sealing.KEY_BYTES,
            type=Type.ID,
        )

    def as_data(self) -> dict[str, Any]:
        salt = base64.b64encode(self.salt).decode()
        return {"kind": "argon2id", "salt": salt, "t": self.passes, "m": self.memory_kib, "p": self.lanes}

    def place(self) -> bytes:
        return sealing.associated("key-file", "v2", json.dumps(self.as_data(), sort_keys=True))


@dataclass(frozen=True)
class Protection:
    """A lock with its key: what it takes to write the file again."""

    lock: Lock
    key: bytes

    def __repr__(self) -> str:
        return "Protection()"

    def seal(self, plaintext: bytes) -> bytes:
        return sealing.seal(AESGCM(self.key), plaintext, self.lock.place())

    def unseal(self, sealed: bytes) -> bytes:
        return sealing.unseal(AESGCM(self.key), sealed, self.lock.place())


_known: dict[Lock, bytes] = {}
_asker: list[Asker] = []


def ask_with(asker: Asker) -> None:
    """`asker(path)` gives passphrases to be tried, one after another; raises `NoKey` where nobody can be asked."""
    _asker[:] = [asker]


def weakness(passphrase: str) -> str:
    """Why it is too weak, in one sentence; empty where it is not."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < SHORTEST or len(set(text)) < FEWEST_LETTERS:
        return f"The passphrase is too weak: take six words drawn by dice, {SHORTEST} characters or more."
    return ""


def protect(passphrase: str) -> Protection:
    """A new lock for a new passphrase, known to this process from now on."""
    lock = Lock(os.urandom(SALT_BYTES))
    _known[lock] = lock.key_from(passphrase)
    return Protection(lock, _known[lock])


def lock_from(data: dict[str, Any]) -> Lock:
    """Raises ValueError, TypeError or KeyError where it is none, `NoKey` where it is too weak or asks for too much."""
    lock = Lock(base64.b64decode(data["salt"], validate=True), int(data["t"]), int(data["m"]), int(data["p"]))
    if data["kind"] != "argon2id":
        raise ValueError("unknown kind of lock")
    if len(lock.salt) < SALT_BYTES or lock.passes < PASSES or lock.memory_kib < MEMORY_KIB or lock.lanes < 1:
        raise NoKey("The key file's passphrase is guarded too weakly: the file was changed by somebody; restore it.")
    if lock.passes > MOST_PASSES or lock.memory_kib > MOST_MEMORY_KIB or lock.lanes > MOST_LANES:
        raise NoKey("The key file asks for more memory or time than any passphrase needs: restore it.")
    return lock


def opened(path: Path, lock: Lock, sealed: bytes) -> tuple[bytes, Protection]:
    """What the file holds, with the key known already or made from what is asked."""
    if lock in _known:
        return _tried(path, Protection(lock, _known[lock]), sealed)
    if not _asker:
        raise NoKey(f"The key file {path} opens with a passphrase, and nobody can be asked for it here.")
    wrong = f"The passphrase does not open the key file {path}."
    for passphrase in _asker[0](path):
        protection = Protection(lock, lock.key_from(passphrase))
        try:
            plaintext = protection.unseal(sealed)
        except sealing.SealBroken:
            continue
        _known[lock] = protection.key
        return plaintext, protection
    raise NoKey(wrong)


def _tried(path: Path, protection: Protection, sealed: bytes) -> tuple[bytes, Protection]:
    try:
        return protection.unseal(sealed), protection
    except sealing.SealBroken:
        raise NoKey(f"The key file {path} is damaged.") from None


def handover() -> bytes:
    """All this process knows, for a process it starts."""
    return json.dumps([[lock.as_data(), base64.b64encode(key).decode()] for lock, key in _known.items()]).encode()


def take(handed: bytes) -> None:
    """What the process that started this one knew."""
    for data, key in json.loads(handed or b"[]"):
        _known[lock_from(data)] = base64.b64decode(key)


def forget() -> None:
    """Nothing is known any more, and nobody is asked."""
    _known.clear()
    _asker.clear()
