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
from jiwar.foundation.vault import custody, sealing
from jiwar.foundation.vault.ring import Place, Ring

if TYPE_CHECKING:
    from jiwar.foundation.vault.models import CompartmentKey, SubjectKey

Rows = TypeVar("Rows", bound=Model)


_last_read: dict[UUID, dict[str, bytes]] = {}
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
    held = rings.setdefault(group_id, Ring(group_id))
    held.settle()
    return held


def group_key(group_id: UUID) -> bytes:
    return key_store().group(group_id)


def cipher(subject_id: UUID, compartment: str, *, create: bool = False) -> AESGCM:
    """The cipher of a subject in a compartment. `create` makes the key when the subject has none there yet."""
    held = ring()
    place = (subject_id, compartment)
    if place not in held.ciphers:
        held.ciphers[place] = AESGCM(_subject_key(held, place, create=create))
    return held.ciphers[place]


def subject_key(subject_id: UUID, compartment: str) -> bytes:
    return _subject_key(ring(), (subject_id, compartment), create=True)


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
        wrapped = row.__dict__.get("brought_key")
        if wrapped is not None:
            subject = row.__dict__.get("brought_subject") or row.subject_id
            compartment = row.__dict__.get("brought_compartment") or row.compartment
            if (subject, compartment) not in held.subjects:
                held.keep((subject, compartment), _unwrap(held, subject, compartment, bytes(wrapped)))


def prefetch(places: Iterable[Place]) -> None:
    """Unwraps the keys of many places with one query, so that a list costs one query, not one a row."""
    held = ring()
    missing = {place for place in places if place not in held.subjects}
    if not missing or _rings.get() is None:
        return
    for subject_id, compartment, wrapped in _wrapped(tuple({subject for subject, _ in missing})):
        if (subject_id, compartment) in missing:
            held.keep((subject_id, compartment), _unwrap(held, subject_id, compartment, bytes(wrapped)))


@statement
def _wrapped(subjects: tuple[UUID, ...]) -> "QuerySet[SubjectKey, tuple[UUID, str, bytes | memoryview]]":
    from jiwar.foundation.vault.models import SubjectKey

    return SubjectKey.objects.filter(subject__in=subjects).values_list("subject_id", "compartment", "wrapped")


@statement
def _wrapped_parts() -> "QuerySet[CompartmentKey, tuple[str, bytes | memoryview]]":
    from jiwar.foundation.vault.models import CompartmentKey

    return CompartmentKey.objects.values_list("compartment", "wrapped")


def provide(places: Iterable[Place]) -> None:
    """Makes the keys of many new places with one statement: for imports and other work in bulk."""
    from jiwar.foundation.vault.models import SubjectKey

    held = ring()
    rows, made = [], {}
    for subject_id, compartment in places:
        key = sealing.new_key()
        place = _subject_place(held, subject_id, compartment)
        wrapped = sealing.seal(_compartment_cipher(held, compartment), key, place)
        rows.append(SubjectKey(subject_id=subject_id, compartment=compartment, wrapped=wrapped))
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
    rows = SubjectKey.objects.filter(subject_id=subject_id, compartment=compartment)
    wrapped = rows.values_list("wrapped", flat=True).first()
    if wrapped is None:
        if not create:
            raise Erased("No key is left for this subject.")
        wrapped = _make_subject_key(held, subject_id, compartment)
    held.keep(place, _unwrap(held, subject_id, compartment, bytes(wrapped)))
    return held.subjects[place]


def _make_subject_key(held: Ring, subject_id: UUID, compartment: str) -> bytes:
    from jiwar.foundation.vault.models import Subject, SubjectKey

    if Subject.objects.filter(id=subject_id, erased_at__isnull=False).exists():
        raise Erased("Nothing is sealed again under a subject that was erased.")
    wrapped = sealing.seal(
        _compartment_cipher(held, compartment), sealing.new_key(), _subject_place(held, subject_id, compartment)
    )
    try:
        with transaction.atomic():
            SubjectKey.objects.create(subject_id=subject_id, compartment=compartment, wrapped=wrapped)
    except IntegrityError:
        row = SubjectKey.objects.get(subject_id=subject_id, compartment=compartment)
        return bytes(row.wrapped)
    return wrapped


def _unwrap(held: Ring, subject_id: UUID, compartment: str, wrapped: bytes) -> bytes:
    return sealing.unseal(
        _compartment_cipher(held, compartment), wrapped, _subject_place(held, subject_id, compartment)
    )


def _subject_place(held: Ring, subject_id: UUID, compartment: str) -> bytes:
    return sealing.associated("subject-key", held.group_id, subject_id, compartment)


def _compartment_cipher(held: Ring, compartment: str) -> AESGCM:
    if compartment in held.compartments:
        return held.compartments[compartment]
    wrapping = AESGCM(sealing.derive(group_key(held.group_id), "wrap-compartments/v1"))
    place = sealing.associated("compartment-key", held.group_id, compartment)
    held.keep_compartment(compartment, AESGCM(_compartment_key(held, compartment, wrapping, place)))
    return held.compartments[compartment]


def _compartment_key(held: Ring, compartment: str, wrapping: AESGCM, place: bytes) -> bytes:
    """Unwrapped from what this process read last; read anew where that does not open it, made where there is none."""
    from jiwar.foundation.vault.models import CompartmentKey

    known = _last_read.get(held.group_id, {})
    if compartment in known:
        try:
            return sealing.unseal(wrapping, known[compartment], place)
        except sealing.SealBroken:
            pass  # the key was changed meanwhile
    known = {part: bytes(wrapped) for part, wrapped in _wrapped_parts()}
    if not transaction.get_connection().in_atomic_block:
        _last_read[held.group_id] = known  # what a transaction reads may be its own, and be rolled back
    if compartment not in known:
        try:
            with transaction.atomic():
                wrapped = sealing.seal(wrapping, sealing.new_key(), place)
                CompartmentKey.objects.create(compartment=compartment, wrapped=wrapped)
        except IntegrityError:
            wrapped = bytes(CompartmentKey.objects.get(compartment=compartment).wrapped)
        return sealing.unseal(wrapping, wrapped, place)
    return sealing.unseal(wrapping, known[compartment], place)
