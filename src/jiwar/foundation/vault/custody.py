"""Where the keys lie: one file outside the database, readable by the program's user alone.

The file holds a site key (accounts' second factors, sign-in secrets) and the keys of each group. Without it nothing
sealed can be read, by anyone but who holds the recovery sheet or enough shares. It may be locked by a passphrase.

Version 1 of the file: `site`, and one key a group. Version 2: the same with several keys a group and what is known of
the shares, as it is or sealed under a lock. Both are read; version 2 is written.
"""

import base64
import fcntl
import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from jiwar.foundation.vault import disk, passphrase
from jiwar.foundation.vault.passphrase import NoKey, Protection
from jiwar.foundation.vault.sealing import KEY_BYTES, new_key

__all__ = ["GroupKeys", "KeyStore", "NoKey", "Shares"]

FILE_NAME = "keys.json"
VERSION = 2


@dataclass(frozen=True)
class GroupKeys:
    """`current` seals. `coming` is made and not in use yet, `past` opens what is not sealed anew yet."""

    current: bytes = field(repr=False)
    coming: bytes | None = field(default=None, repr=False)
    past: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def all(self) -> tuple[bytes, ...]:
        return (self.current, *([self.coming] if self.coming else []), *self.past)


@dataclass(frozen=True)
class Shares:
    """How the keys were split last: to whom the sealed copy is written, and how many of how many shares open it."""

    recipient: str
    needed: int
    made: int
    on: str


@dataclass(frozen=True)
class KeyStore:
    """All keys of one installation. Never logged, never in the database."""

    path: Path
    site: bytes = field(repr=False)
    groups: Mapping[UUID, GroupKeys] = field(repr=False)
    shares: Shares | None = None
    protection: Protection | None = field(default=None, repr=False)

    def group(self, group_id: UUID) -> bytes:
        """The key that seals what is new."""
        return self.keys_of(group_id).current

    def keys_of(self, group_id: UUID) -> GroupKeys:
        try:
            return self.groups[group_id]
        except KeyError:
            raise NoKey(f"The key file {self.path} holds no key for this group.") from None

    def with_group(self, group_id: UUID, found: GroupKeys) -> "KeyStore":
        return replace(self, groups={**self.groups, group_id: found})

    def opening_also(self, groups: Mapping[UUID, GroupKeys]) -> "KeyStore":
        """With whatever else these hold, as keys of the past: they open and seal nothing new."""
        merged = dict(self.groups)
        for group_id, found in groups.items():
            own = merged.get(group_id, found)
            merged[group_id] = replace(own, past=(*own.past, *(key for key in found.all if key not in own.all)))
        return replace(self, groups=merged)


def key_file(directory: Path) -> Path:
    return directory / FILE_NAME


def create(
    directory: Path,
    *,
    site: bytes | None = None,
    groups: Mapping[UUID, GroupKeys] | None = None,
    shares: Shares | None = None,
    protection: Protection | None = None,
) -> KeyStore:
    """A new key file with new keys, or with those found on paper. Refuses to replace one that exists."""
    path = key_file(directory)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(directory):
        if path.exists():
            raise NoKey(f"A key file already exists at {path}; it is never overwritten.")
        store = KeyStore(path, site or new_key(), dict(groups or {}), shares, protection)
        _write(store)
    return store


def add_group(store: KeyStore, group_id: UUID, key: bytes | None = None) -> KeyStore:
    """The store with a key for `group_id` (a new one, or one given by a recovery sheet), written to the file."""

    def wider(found: KeyStore) -> KeyStore:
        if group_id in found.groups:
            raise NoKey("This group already has a key.")
        return found.with_group(group_id, GroupKeys(key or new_key()))

    return change(store.path.parent, wider)


def change(directory: Path, make: Callable[[KeyStore], KeyStore]) -> KeyStore:
    """Reads the file, changes what it holds and writes it, while no other process does."""
    with _alone(directory):
        before = load(directory)
        after = make(before)
        if after != before:
            _write(after)
    return after


def load(directory: Path) -> KeyStore:
    """The keys, from memory when the file has not changed. Raises `NoKey` with a sentence that says why."""
    path = key_file(directory)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise NoKey(f"The key file {path} is missing: restore it, or use the recovery sheet or shares.") from None
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise NoKey(f"The key file {path} can be read by others: run chmod 600 on it.")
    return _read(path, (found.st_mtime_ns, found.st_ino, found.st_size))


@lru_cache(maxsize=4)
def _read(path: Path, _changed: tuple[int, int, int]) -> KeyStore:
    protection = None
    try:
        data = json.loads(path.read_text())
        if "lock" in data:
            sealed = base64.b64decode(data["sealed"], validate=True)
            plaintext, protection = passphrase.opened(path, passphrase.lock_from(data["lock"]), sealed)
            data = {**json.loads(plaintext), "version": data["version"]}
        store = replace(from_data(path, data), protection=protection)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NoKey(f"The key file {path} is damaged.") from None
    return store


def from_data(path: Path, data: dict[str, Any]) -> KeyStore:
    """Raises ValueError, KeyError, TypeError or AttributeError where these are no keys."""
    version = data.get("version", 1)
    if version not in (1, VERSION):
        raise NoKey(f"The key file {path} is of a newer program (version {version}): install that one.")
    groups = {
        UUID(name): GroupKeys(_key(found)) if version == 1 else _group_keys(found)
        for name, found in data["groups"].items()
    }
    shares = Shares(**data["shares"]) if data.get("shares") else None
    return KeyStore(path, _key(data["site"]), groups, shares)


def as_data(store: KeyStore) -> dict[str, Any]:
    """Everything in the file, in clear."""
    return {
        "version": VERSION,
        "site": _text(store.site),
        "groups": {
            str(group): {
                "current": _text(found.current),
                "coming": _text(found.coming) if found.coming else None,
                "past": [_text(key) for key in found.past],
            }
            for group, found in store.groups.items()
        },
        "shares": vars(store.shares) if store.shares else None,
    }


def _group_keys(found: dict[str, Any]) -> GroupKeys:
    coming = _key(found["coming"]) if found.get("coming") else None
    return GroupKeys(_key(found["current"]), coming, tuple(_key(each) for each in found.get("past", ())))


def _key(text: str) -> bytes:
    key = base64.b64decode(text)
    if len(key) != KEY_BYTES:
        raise ValueError("no key has this length")
    return key


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """One process at a time changes the file; one that dies lets go by itself."""
    with open(os.open(directory / "keys.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(store: KeyStore) -> None:
    data = as_data(store)
    if store.protection:
        sealed = store.protection.seal(json.dumps(data).encode())
        data = {"version": VERSION, "lock": store.protection.lock.as_data(), "sealed": _text(sealed)}
    disk.put(store.path, json.dumps(data, indent=1).encode())


def recovery_code(key: bytes) -> str:
    """A key as groups of letters for paper, with a check at the end: `ABCD-EFGH-…`."""
    check = hashlib.sha256(b"jiwar recovery" + key).digest()[:3]
    text = base64.b32encode(key + check).decode().rstrip("=")
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def from_recovery_code(code: str) -> bytes:
    """The key a recovery code stands for. Raises `NoKey` when a letter was misread."""
    text = "".join(code.upper().replace("0", "O").replace("1", "I").replace("8", "B").split()).replace("-", "")
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        raise NoKey("The recovery code has letters that cannot be in one.") from None
    key, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    if len(key) != KEY_BYTES or hashlib.sha256(b"jiwar recovery" + key).digest()[:3] != check:
        raise NoKey("The recovery code is not right: compare it letter by letter.")
    return key
