"""Telephones and numbers of papers under a newer key: each is opened, and found by the newer key from then on."""

from collections.abc import Callable
from typing import Final, TypeVar
from uuid import UUID

from django.db import transaction

from jiwar.casework.people import search
from jiwar.casework.people.models import Identifier, Phone
from jiwar.foundation import vault
from jiwar.foundation.vault.changing import Passed
from jiwar.foundation.vault.keys import Erased

Row = TypeVar("Row", Phone, Identifier)

AT_ONCE: Final = 500
_FIRST: Final = UUID(int=0)


def phones(after: UUID | None = None, at_once: int = AT_ONCE) -> Passed:
    with transaction.atomic():
        found = list(Phone.objects.filter(id__gt=after or _FIRST).order_by("id")[:at_once])
        changed = _changed(found, search.phone_key)
        Phone.objects.bulk_update(changed, ["key"], batch_size=100)
    return Passed(found[-1].id if len(found) == at_once else None, len(found), len(changed))


def identifiers(after: UUID | None = None, at_once: int = AT_ONCE) -> Passed:
    with transaction.atomic():
        found = list(Identifier.objects.filter(id__gt=after or _FIRST).order_by("id")[:at_once])
        changed = _changed(found, search.identifier_key)
        Identifier.objects.bulk_update(changed, ["key"], batch_size=100)
    return Passed(found[-1].id if len(found) == at_once else None, len(found), len(changed))


def _changed(rows: list[Row], key_of: Callable[[str], bytes]) -> list[Row]:
    vault.prefetch(rows)
    return [row for row in rows if _changes(row, key_of)]


def _changes(row: Phone | Identifier, key_of: Callable[[str], bytes]) -> bool:
    try:
        key = key_of(row.number)
    except Erased:
        return False  # nobody finds it, and nobody is to
    if bytes(row.key) == key:
        return False
    row.key = key
    return True
