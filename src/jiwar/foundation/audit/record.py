"""Writing entries. `record` inside the transaction of what it describes; `refuse` in one of its own."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from jiwar.foundation.audit import kinds
from jiwar.foundation.audit.models import Entry, Reason
from jiwar.foundation.vault.models import Subject

COMPARTMENT = "audit"


Look = Callable[["Actor", kinds.Kind, UUID], None]
_on_look: list[Look] = []


def on_look(subscriber: Look) -> None:
    """`subscriber(actor, kind, subject)` hears of a look at a file before it is kept, and may forbid it by raising."""
    if subscriber not in _on_look:
        _on_look.append(subscriber)


class Actor(Protocol):
    """Who did it, as far as the audit needs to know."""

    @property
    def id(self) -> UUID: ...
    @property
    def session(self) -> str: ...
    @property
    def address(self) -> str: ...


def record(
    actor: Actor | None,
    kind: kinds.Kind,
    *,
    subject: Subject | UUID | None = None,
    compartment: object = "",
    row: models.Model | None = None,
    reason: str = "",
    about: dict[str, Any] | None = None,
) -> Entry:
    """One entry. `actor` None is the program itself. `about` holds codes and numbers, never a name or content;
    what a person typed as `reason` is sealed under the subject, and needs one.
    """
    subject_id = subject.id if isinstance(subject, Subject) else subject
    if kind.looked and actor is not None and subject_id is not None:
        for heard in _on_look:
            heard(actor, kind, subject_id)
    entry = Entry.objects.create(
        at=timezone.now(),
        kind=kind.code,
        member_id=actor.id if actor else None,
        session=actor.session if actor else "",
        address=actor.address if actor else "",
        subject_id=subject_id,
        compartment=str(compartment),
        object_kind=row._meta.label_lower if row is not None else "",
        object_id=row.pk if row is not None else None,
        about=about or {},
    )
    if reason:
        if subject_id is None:
            raise ValueError("a typed reason is sealed under a subject: give one")
        Reason.objects.create(entry=entry, subject_id=subject_id, compartment=COMPARTMENT, text=reason)
    return entry


def refuse(actor: Actor | None, *, code: str, page: str, subject: UUID | None = None, compartment: str = "") -> None:
    """A refusal, kept although the transaction it happened in was rolled back."""
    with transaction.atomic():
        record(actor, kinds.REFUSED, subject=subject, compartment=compartment, about={"why": code, "page": page})
