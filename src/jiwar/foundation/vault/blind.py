"""Keyed blind indexes: find an exact number or telephone while it is sealed.

A keyed hash per group and purpose; without the group's key nobody can test a guess. Only for values with many
possible forms (numbers, telephones, whole names): never for country, sex or a flag, where counting alone tells.
"""

import hmac
from hashlib import sha256

from jiwar.foundation.vault import keys, sealing

INDEX_BYTES = 16


def index(purpose: str, value: str) -> bytes:
    """The entry to be written for an already normalised `value`, 16 bytes, under the newest key."""
    version = keys.newest_index_key()
    return _entry(version, purpose, value)


def indexes(purpose: str, value: str) -> list[bytes]:
    """Every entry the value may have been written under, the newest first: for looking up."""
    return [_entry(version, purpose, value) for version in sorted(keys.index_keys(), reverse=True)]


def _entry(version: int, purpose: str, value: str) -> bytes:
    held, roots = keys.ring(), keys.index_keys()
    if (version, purpose) not in held.blind:
        held.blind[version, purpose] = sealing.derive(roots[version], f"blind/{purpose}/v1")
    return hmac.new(held.blind[version, purpose], value.encode(), sha256).digest()[:INDEX_BYTES]
