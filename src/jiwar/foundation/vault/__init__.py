"""Sealing. Nothing outside this room touches ciphertext or keys.

Doors: `fields.SealedText`, `fields.SealedJSON` on a `models.SealedModel`; `blind.index`; `lists.read/change`;
`files.store/read/remove`;
`prefetch(rows)` before a list is opened; `keys.session()` round a request or job; `custody` for the key file.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiwar.foundation.vault.models import SealedModel


def prefetch(rows: "Iterable[SealedModel]") -> None:
    """Fetches the keys of all `rows` with one query."""
    from jiwar.foundation.vault import keys

    keys.prefetch((row.subject_id, row.compartment) for row in rows)
