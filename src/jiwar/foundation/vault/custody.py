"""Where the keys lie: one file outside the database, readable by the program's user alone.

The file holds a site key (accounts' second factors, sign-in secrets) and one key per group. Without it nothing
sealed can be read, by anyone: the recovery sheet printed at `jiwar setup` is the only other copy.
"""

import base64
import hashlib
import json
import os
import stat
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from jiwar.foundation.vault.sealing import KEY_BYTES, new_key

FILE_NAME = "keys.json"


class NoKey(Exception):
    """A key is missing or unsafe. The message is one sentence for the person who runs the server."""


@dataclass(frozen=True)
class KeyStore:
    """All keys of one installation. Never logged, never in the database."""

    path: Path
    site: bytes = field(repr=False)
    groups: dict[UUID, bytes] = field(repr=False)

    def group(self, group_id: UUID) -> bytes:
        try:
            return self.groups[group_id]
        except KeyError:
            raise NoKey(f"The key file {self.path} holds no key for this group.") from None


def key_file(directory: Path) -> Path:
    return directory / FILE_NAME


def create(directory: Path, *, site: bytes | None = None) -> KeyStore:
    """A new key file with a new site key (or one given by a recovery sheet). Refuses to replace one that exists."""
    path = key_file(directory)
    if path.exists():
        raise NoKey(f"A key file already exists at {path}; it is never overwritten.")
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = KeyStore(path, site or new_key(), {})
    _write(store)
    return store


def add_group(store: KeyStore, group_id: UUID, key: bytes | None = None) -> KeyStore:
    """The store with a key for `group_id` (a new one, or one given by a recovery sheet), written to the file."""
    if group_id in store.groups:
        raise NoKey("This group already has a key.")
    wider = KeyStore(store.path, store.site, {**store.groups, group_id: key or new_key()})
    _write(wider)
    return wider


def load(directory: Path) -> KeyStore:
    """The keys, from memory when the file has not changed. Raises `NoKey` with a sentence that says why."""
    path = key_file(directory)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise NoKey(f"The key file {path} is missing: restore it, or use the recovery sheet.") from None
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise NoKey(f"The key file {path} can be read by others: run chmod 600 on it.")
    return _read(path, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> KeyStore:
    try:
        data = json.loads(path.read_text())
        groups = {UUID(name): base64.b64decode(key) for name, key in data["groups"].items()}
        store = KeyStore(path, base64.b64decode(data["site"]), groups)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoKey(f"The key file {path} is damaged.") from None
    if any(len(key) != KEY_BYTES for key in (store.site, *store.groups.values())):
        raise NoKey(f"The key file {path} is damaged.")
    return store


def _write(store: KeyStore) -> None:
    """Replaced in one step: a power cut leaves the old file or the new one, never half of one."""
    data = {
        "version": 1,
        "site": base64.b64encode(store.site).decode(),
        "groups": {str(group): base64.b64encode(key).decode() for group, key in store.groups.items()},
    }
    draft = store.path.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(store.path)


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
