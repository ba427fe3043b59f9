"""Keyed blind indexes: find an exact number or telephone while it is sealed.

A keyed hash per group and purpose; without the group's key nobody can test a guess. Only for values with many
possible forms (numbers, telephones, whole names): never for country, sex or a flag, where counting alone tells.
"""

import hmac
from hashlib import sha256

from jiwar.foundation.vault import keys, sealing

INDEX_BYTES = 16


def index(purpose: str, value: str) -> bytes:
    """The index entry of an already normalised `value`, 16 bytes."""
    held = keys.ring()
    if purpose not in held.blind:
        held.blind[purpose] = sealing.derive(keys.group_key(held.group_id), f"blind/{purpose}/v1")
    return hmac.new(held.blind[purpose], value.encode(), sha256).digest()[:INDEX_BYTES]
