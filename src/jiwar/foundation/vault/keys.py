"""Unwrapped keys, held in memory (`ring`) for one request or job and forgotten after it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Model, OuterRef, QuerySet, Subquery

from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault import custody, sealing, wrapped
from jiwar.foundation.vault.ring import Place, Ring

if TYPE_CHECKING:
    from jiwar.foundation.vault.models import CompartmentKey, IndexKey, SubjectKey

Rows = TypeVar("Rows", bound=Model)


Versions = tuple[tuple[int, bytes], ...]

_last_read: dict[UUID, dict[str, Versions]] = {}
"""The wrapped keys of the compartments, as the database gave them last: sealed, few, and the same for months."""
_rings: ContextVar[dict[UUID, Ring] | None] = ContextVar("jiwar_keys", default=None)


class Erased(Exception):
    """The subject's key has been destroyed: what it sealed cannot be read again."""


@contextmanager
def session() -> Iterator[None]:
    """Keys unwrapped inside the block are kept until its end. Without a session each use unwraps anew."""
    token = _rings.set({})
    try:
        yield
    finally:
        _rings.reset(token)


def key_store() -> custody.KeyStore:
    return custody.load(Path(settings.JIWAR_KEYS))


def ring() -> Ring:
    group_id = current_group_id()
    rings = _rings.get()
    if rings is None:
        return Ring(group_id)
    held = rings.get(group_id)
    if held is None:
        held = rings[group_id] = Ring(group_id)
    held.settle()
    return held


def group_key(group_id: UUID) -> bytes:
    """The key that seals what is new."""
    return key_store().group(group_id)


def group_keys(group_id: UUID) -> tuple[bytes, ...]:
    """Every key that may have sealed what is there, the one that seals what is new first."""
    return key_store().keys_of(group_id).all


def forget_versions() -> None:
    """After keys were changed: what this process read of them before counts no more."""
    _last_read.pop(current_group_id(), None)
    ring().forget_versions()


def index_keys() -> dict[int, bytes]:
    """Of each version the key from which those of blind indexes and sealed lists are made, the newest last.

    The first stays the same for ever, whatever is changed: marks that have to be known again in an older backup and in
    a newer database are made with it.
    """
    held = ring()
    if held.indexes is None:
        held.indexes = _read_index_keys(held.group_id)
    return held.indexes


def newest_index_key() -> int:
    """The version to write with. In a transaction none newer comes before its end."""
    ring().steady()
    return max(index_keys())


def was_erased(subject_id: UUID) -> bool:
    """Of a subject of this group; of another's nothing is known here."""
    from jiwar.foundation.vault.models import Subject

    held = ring()
    if subject_id not in held.erased and Subject.objects.filter(id=subject_id, erased_at__isnull=False).exists():
        held.erased.add(subject_id)
    return subject_id in held.erased


def cipher(subject_id: UUID, compartment: str, *, create: bool = False) -> AESGCM:
    """The cipher of a subject in a compartment. `create` makes the key when the subject has none there yet."""
    held = ring()
    place = (subject_id, compartment)
    if place not in held.ciphers:
        held.ciphers[place] = AESGCM(_subject_key(held, place, create=create))
    return held.ciphers[place]


def at_hand(places: Iterable[Place]) -> dict[Place, AESGCM]:
    """The ciphers of those places whose keys were fetched before."""
    held = ring()
    found = {
        place: held.ciphers.get(place) or AESGCM(held.subjects[place]) for place in places if place in held.subjects
    }
    held.ciphers.update(found)
    return found


def subject_key(subject_id: UUID, compartment: str, *, create: bool) -> bytes:
    return _subject_key(ring(), (subject_id, compartment), create=create)


def keyed(rows: "QuerySet[Rows]", path: str) -> "QuerySet[Rows]":
    """`vault.keyed`."""
    from jiwar.foundation.vault.models import SubjectKey

    kept = SubjectKey.objects.filter(subject=OuterRef(f"{path}subject"), compartment=OuterRef(f"{path}compartment"))
    brought = {f"brought_{name}": F(f"{path}{name}") for name in ("subject", "compartment")} if path else {}
    return cast("QuerySet[Rows]", rows.annotate(brought_key=Subquery(kept.values("wrapped")[:1]), **brought))


def take(rows: Iterable[Any]) -> None:
    """Unwraps the keys that came with rows of a `keyed` queryset."""
    if _rings.get() is None:
        return
    held = ring()
    for row in rows:
        body = row.__dict__.get("brought_key")
        if body is not None:
            subject = row.__dict__.get("brought_subject") or row.subject_id
            compartment = row.__dict__.get("brought_compartment") or row.compartment
            if (subject, compartment) not in held.subjects:
                held.keep((subject, compartment), _unwrap(held, subject, compartment, bytes(body)))


def prefetch(places: Iterable[Place]) -> None:
    """Unwraps the keys of many places with one query, so that a list costs one query, not one a row."""
    held = ring()
    missing = {place for place in places if place not in held.subjects}
    if not missing or _rings.get() is None:
        return
    for subject_id, compartment, body in _wrapped(tuple({subject for subject, _ in missing})):
        if (subject_id, compartment) in missing:
            held.keep((subject_id, compartment), _unwrap(held, subject_id, compartment, bytes(body)))


@statement
def _wrapped(subjects: tuple[UUID, ...]) -> "QuerySet[SubjectKey, tuple[UUID, str, bytes | memoryview]]":
    from jiwar.foundation.vault.models import SubjectKey

    return SubjectKey.objects.filter(subject__in=subjects).values_list("subject_id", "compartment", "wrapped")


@statement
def _wrapped_parts() -> "QuerySet[CompartmentKey, tuple[str, int, bytes | memoryview]]":
    from jiwar.foundation.vault.models import CompartmentKey

    return CompartmentKey.objects.order_by("-version").values_list("compartment", "version", "wrapped")


@statement
def _wrapped_indexes() -> "QuerySet[IndexKey, tuple[int, bytes | memoryview]]":
    from jiwar.foundation.vault.models import IndexKey

    return IndexKey.objects.order_by("version").values_list("version", "wrapped")


def _read_index_keys(group_id: UUID) -> dict[int, bytes]:
    # The key file before the rows: where there are none, the key of then is the first version.
    for _again in range(2):
        known = key_store().keys_of(group_id)
        rows = list(_wrapped_indexes())
        try:
            found = {
                version: wrapped.opened(known.all, wrapped.INDEXES, bytes(body), index_place(group_id, version))
                for version, body in rows
            }
        except sealing.SealBroken:
            continue  # wrapped anew between the two
        return found or {1: known.current}
    raise sealing.SealBroken("no key of this group opens the keys of its indexes")


def provide(places: Iterable[Place]) -> None:
    """Makes the keys of many new places with one statement: for imports and other work in bulk."""
    from jiwar.foundation.vault.models import SubjectKey

    held = ring()
    rows, made = [], {}
    with transaction.atomic():
        for subject_id, compartment in places:
            key = sealing.new_key()
            place = subject_place(held.group_id, subject_id, compartment)
            body = sealing.seal(_newest_cipher(held, compartment), key, place)
            rows.append(SubjectKey(subject_id=subject_id, compartment=compartment, wrapped=body))
            made[subject_id, compartment] = key
        SubjectKey.objects.bulk_create(rows)
    for place_of_key, key in made.items():
        held.keep(place_of_key, key)


def destroy(subject_id: UUID) -> None:
    """Every key of a subject: what it sealed is unreadable once the transaction holds."""
    from jiwar.foundation.vault.models import SubjectKey

    SubjectKey.objects.filter(subject_id=subject_id).delete()
    held = ring()
    for place in [place for place in held.subjects if place[0] == subject_id]:
        held.subjects.pop(place)
        held.ciphers.pop(place, None)


def _subject_key(held: Ring, place: Place, *, create: bool) -> bytes:
    from jiwar.foundation.vault.models import SubjectKey

    if place in held.subjects:
        return held.subjects[place]
    subject_id, compartment = place
    if subject_id in held.erased:
        raise Erased("No key is left for this subject.")
    rows = SubjectKey.objects.filter(subject_id=subject_id, compartment=compartment)
    body = rows.values_list("wrapped", flat=True).first()
    if body is None:
        if not create:
            raise Erased("No key is left for this subject.")
        body = _make_subject_key(held, subject_id, compartment)
    held.keep(place, _unwrap(held, subject_id, compartment, bytes(body)))
    return held.subjects[place]


def _make_subject_key(held: Ring, subject_id: UUID, compartment: str) -> bytes:
    from jiwar.foundation.vault.models import SubjectKey

    if was_erased(subject_id):
        raise Erased("Nothing is sealed again under a subject that was erased.")
    place = subject_place(held.group_id, subject_id, compartment)
    try:
        with transaction.atomic():
            body = sealing.seal(_newest_cipher(held, compartment), sealing.new_key(), place)
            SubjectKey.objects.create(subject_id=subject_id, compartment=compartment, wrapped=body)
    except IntegrityError:
        row = SubjectKey.objects.get(subject_id=subject_id, compartment=compartment)
        return bytes(row.wrapped)
    return body


def _unwrap(held: Ring, subject_id: UUID, compartment: str, body: bytes) -> bytes:
    place = subject_place(held.group_id, subject_id, compartment)
    found = _first(_ciphers(held, compartment), body, place)
    if found is None:  # the compartment's key was changed meanwhile
        found = _first(_read_ciphers(held, compartment), body, place)
    if found is None:
        raise sealing.SealBroken("the subject's key does not open here")
    return found


def rewrapped(row: "SubjectKey") -> bytes | None:
    """The subject's key under its compartment's newest key; None where it lies under that already."""
    held = ring()
    place = subject_place(held.group_id, row.subject_id, row.compartment)
    newest, body = _newest_cipher(held, row.compartment), bytes(row.wrapped)
    if _first([newest], body, place) is not None:
        return None
    return sealing.seal(newest, _unwrap(held, row.subject_id, row.compartment, body), place)


def _first(ciphers: Iterable[AESGCM], body: bytes, place: bytes) -> bytes | None:
    for cipher in ciphers:
        try:
            return sealing.unseal(cipher, body, place)
        except sealing.SealBroken:
            continue
    return None


def subject_place(group_id: UUID, subject_id: UUID, compartment: str) -> bytes:
    return sealing.associated("subject-key", group_id, subject_id, compartment)


def compartment_place(group_id: UUID, compartment: str, version: int) -> bytes:
    """The first version stands where it stood when there was only one."""
    return sealing.associated("compartment-key", group_id, compartment, *([version] if version > 1 else []))


def index_place(group_id: UUID, version: int) -> bytes:
    return sealing.associated("index-key", group_id, version)


def _newest_cipher(held: Ring, compartment: str) -> AESGCM:
    """To wrap a key that is kept; makes the compartment's where it has none."""
    held.steady()
    found = _ciphers(held, compartment)
    return found[0] if found else _make_compartment_key(held, compartment)


def _ciphers(held: Ring, compartment: str) -> tuple[AESGCM, ...]:
    if compartment not in held.compartments:
        # What is written must be under the newest key; what is only read may try the one this process saw last.
        known = {} if held.is_steady else _last_read.get(held.group_id, {})
        try:
            found = _opened(held, compartment, known.get(compartment, ()))
        except sealing.SealBroken:
            found = ()
        if not found:
            return _read_ciphers(held, compartment)
        held.keep_compartment(compartment, found)
    return held.compartments[compartment]


def _read_ciphers(held: Ring, compartment: str) -> tuple[AESGCM, ...]:
    known: dict[str, Versions] = {}
    for part, version, body in _wrapped_parts():
        known[part] = (*known.get(part, ()), (version, bytes(body)))
    if not transaction.get_connection().in_atomic_block:
        _last_read[held.group_id] = known  # what a transaction reads may be its own, and be rolled back
    found = _opened(held, compartment, known.get(compartment, ()))
    if found:
        held.keep_compartment(compartment, found)
    return found


def _opened(held: Ring, compartment: str, versions: Versions) -> tuple[AESGCM, ...]:
    if not versions:
        return ()
    known = group_keys(held.group_id)
    return tuple(
        AESGCM(
            wrapped.opened(known, wrapped.COMPARTMENTS, body, compartment_place(held.group_id, compartment, version))
        )
        for version, body in versions
    )


def _make_compartment_key(held: Ring, compartment: str) -> AESGCM:
    from jiwar.foundation.vault.models import CompartmentKey

    key = sealing.new_key()
    place = compartment_place(held.group_id, compartment, 1)
    body = wrapped.closed(group_key(held.group_id), wrapped.COMPARTMENTS, key, place)
    try:
        with transaction.atomic():
            CompartmentKey.objects.create(compartment=compartment, wrapped=body)
    except IntegrityError:
        return _read_ciphers(held, compartment)[0]
    held.keep_compartment(compartment, (AESGCM(key),))
    return held.compartments[compartment][0]
