"""Telephones and numbers of papers under a newer key: each is opened, and found by the newer key from then on."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.db import transaction

from jiwar.casework.people import search
from jiwar.casework.people.models import Identifier, Phone
from jiwar.foundation import vault
from jiwar.foundation.vault.changing import Passed
from jiwar.foundation.vault.keys import Erased

AT_ONCE: Final = 500


def phones(after: UUID | None = None, at_once: int = AT_ONCE) -> Passed:
    return _go_on(Phone, search.phone_key, after, at_once)


def identifiers(after: UUID | None = None, at_once: int = AT_ONCE) -> Passed:
    return _go_on(Identifier, search.identifier_key, after, at_once)


def _go_on(
    model: type[Phone] | type[Identifier], key_of: Callable[[str], bytes], after: UUID | None, at_once: int
) -> Passed:
    with transaction.atomic():
        rows = model._default_manager.order_by("id")
        found = list((rows.filter(id__gt=after) if after else rows)[:at_once])
        vault.prefetch(found)
        changed = [row for row in found if _changes(row, key_of)]
        model._default_manager.bulk_update(changed, ["key"], batch_size=100)
    return Passed(found[-1].id if len(found) == at_once else None, len(found), len(changed))


def _changes(row: Phone | Identifier, key_of: Callable[[str], bytes]) -> bool:
    try:
        key = key_of(row.number)
    except Erased:
        return False  # nobody finds it, and nobody is to
    if bytes(row.key) == key:
        return False
    row.key = key
    return True
