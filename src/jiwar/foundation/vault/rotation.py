"""A newer key for a group: what lies in the database is wrapped anew, not sealed anew.

`begin` brings the newer keys in, in one transaction; from then on everything new is under them. `rewrap_subjects` goes
through what lies under older ones. `leftover`, `drop_older_parts` and `uses_only` come at the end, when nobody writes
under older keys any more and what is left can be counted.
"""

from typing import Final
from uuid import UUID

from django.db import transaction

from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.vault import changing, keys, sealing, wrapped
from jiwar.foundation.vault.changing import Passed
from jiwar.foundation.vault.models import CompartmentKey, IndexKey, SubjectKey

AT_ONCE: Final = 500


def begin(*, deep: bool) -> None:
    """In the caller's transaction: wraps all keys under the group's coming key, and makes a newer key for indexes;
    `deep`: for compartments too.
    """
    group_id = current_group_id()
    changing.alone(group_id)
    of_group = keys.key_store().keys_of(group_id)
    if of_group.coming is None:
        raise ValueError("no key is coming for this group")
    if not IndexKey.objects.exists():
        _make_index_key(of_group.current, of_group.current, 1)
    _wrap_anew(of_group.all, of_group.coming)
    _make_index_key(of_group.coming, sealing.new_key(), _newest_version() + 1)
    if deep:
        _renew_parts(of_group.coming)
    keys.forget_versions()


def leftover() -> int:
    """Wraps under the group's key of now what still lies under one before; returns how many. Nobody adds to it."""
    with transaction.atomic():
        changing.alone(current_group_id())
        changed = _wrap_anew(keys.group_keys(current_group_id()), keys.group_key(current_group_id()))
    keys.forget_versions()
    return changed


def uses_only(group_key: bytes) -> bool:
    """Whether everything wrapped by a key of the group opens with this one: then no other is needed."""
    group_id = current_group_id()
    try:
        for part in CompartmentKey.objects.all():
            place = keys.compartment_place(group_id, part.compartment, part.version)
            wrapped.opened([group_key], wrapped.COMPARTMENTS, bytes(part.wrapped), place)
        for index in IndexKey.objects.all():
            place = keys.index_place(group_id, index.version)
            wrapped.opened([group_key], wrapped.INDEXES, bytes(index.wrapped), place)
    except sealing.SealBroken:
        return False
    return True


def rewrap_subjects(after: UUID | None, at_once: int = AT_ONCE) -> Passed:
    """Wraps the keys of further subjects under their compartments' newest keys."""
    with transaction.atomic():
        rows = SubjectKey.objects.order_by("id")
        found = list((rows.filter(id__gt=after) if after else rows)[:at_once])
        changed = [row for row in found if (body := keys.rewrapped(row)) is not None and _put(row, body)]
        SubjectKey.objects.bulk_update(changed, ["wrapped"], batch_size=100)
    return Passed(found[-1].id if len(found) == at_once else None, len(found), len(changed))


def drop_older_parts() -> int:
    """Lets the older keys of compartments go. Only after a whole pass of `rewrap_subjects` found nothing to change."""
    newest: dict[str, CompartmentKey] = {}
    for part in CompartmentKey.objects.order_by("version"):
        newest[part.compartment] = part
    gone = CompartmentKey.objects.exclude(id__in=[part.id for part in newest.values()]).delete()[0]
    keys.forget_versions()
    return gone


def _put(row: SubjectKey, body: bytes) -> bool:
    row.wrapped = body
    return True


def _newest_version() -> int:
    return max(IndexKey.objects.values_list("version", flat=True))


def _make_index_key(group_key: bytes, key: bytes, version: int) -> None:
    place = keys.index_place(current_group_id(), version)
    IndexKey(version=version, wrapped=wrapped.closed(group_key, wrapped.INDEXES, key, place)).save()


def _renew_parts(group_key: bytes) -> None:
    newest: dict[str, int] = {}
    for part in CompartmentKey.objects.order_by("version"):
        newest[part.compartment] = part.version
    for compartment, version in newest.items():
        place = keys.compartment_place(current_group_id(), compartment, version + 1)
        body = wrapped.closed(group_key, wrapped.COMPARTMENTS, sealing.new_key(), place)
        CompartmentKey(compartment=compartment, version=version + 1, wrapped=body).save()


def _wrap_anew(known: tuple[bytes, ...], group_key: bytes) -> int:
    """What does not open with `group_key` yet is opened with those known and wrapped under it."""
    group_id, changed = current_group_id(), 0
    for part in CompartmentKey.objects.select_for_update():
        place = keys.compartment_place(group_id, part.compartment, part.version)
        changed += _moved(part, known, group_key, wrapped.COMPARTMENTS, place)
    for index in IndexKey.objects.select_for_update():
        changed += _moved(index, known, group_key, wrapped.INDEXES, keys.index_place(group_id, index.version))
    return changed


def _moved(
    row: CompartmentKey | IndexKey, known: tuple[bytes, ...], group_key: bytes, purpose: str, place: bytes
) -> bool:
    body = bytes(row.wrapped)
    try:
        wrapped.opened([group_key], purpose, body, place)
    except sealing.SealBroken:
        row.wrapped = wrapped.closed(group_key, purpose, wrapped.opened(known, purpose, body, place), place)
        row.save(update_fields=["wrapped"])
        return True
    return False
