"""Sealing. Nothing outside this room touches ciphertext or keys.

Doors: `fields.SealedText`, `fields.SealedJSON` on a `models.SealedModel`; `blind.index`; `lists.read/change`;
`files.store/read/remove`; `keyed(queryset)` and `prefetch(rows)` before a list is opened, `opened(rows, …)` to open it;
`keys.session()` round a request or job; `custody` for the key file.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from jiwar.foundation.vault.models import SealedModel

    Rows = TypeVar("Rows", bound=Model)
    Sealed = TypeVar("Sealed", bound=SealedModel)


def keyed(rows: "QuerySet[Rows]", path: str = "") -> "QuerySet[Rows]":
    """The same rows, bringing their wrapped keys along, so that `prefetch` need not ask for them.

    `path`: where the sealed row stands, seen from these rows ('person__'); without it, the rows themselves.
    """
    from jiwar.foundation.vault import keys

    return keys.keyed(rows, path)


def prefetch(rows: "Iterable[SealedModel]", *, holders: "Iterable[Model]" = ()) -> None:
    """Has the keys of all `rows` at hand: those that came with them, the rest with one query.

    `holders`: the rows of a `keyed` queryset with a path, whose sealed rows are among `rows`.
    """
    from jiwar.foundation.vault import keys

    found = list(rows)
    keys.take([*found, *holders])
    keys.prefetch((row.subject_id, row.compartment) for row in found)


def opened(rows: "Iterable[Sealed]", *names: str) -> "list[Sealed]":
    """The rows, all of one kind, with these fields open: one after another they open by themselves, and slower."""
    from jiwar.foundation.vault import fields

    found = list(rows)
    prefetch(found)
    fields.open_all(found, names)
    return found
