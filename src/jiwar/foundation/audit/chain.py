"""The chain: each link's hash covers the entry and the link before it. Sealed every second, never in a request."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from jiwar.foundation.audit import checkpoints
from jiwar.foundation.audit.models import Entry, Link, Reason
from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.groups.models import Group

START = "0" * 64
BATCH = 1000
LOOKS_BACK = timedelta(minutes=10)


def link_hash(previous: str, sequence: int, entry: Entry, reason: bytes) -> str:
    """SHA-256 over the canonical form of the entry, its sealed reason and the link before."""
    canonical = json.dumps(
        {
            "id": str(entry.id),
            "group": str(entry.group_id),
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "kind": entry.kind,
            "member": str(entry.member_id or ""),
            "session": entry.session,
            "address": entry.address,
            "subject": str(entry.subject_id or ""),
            "compartment": entry.compartment,
            "object": [entry.object_kind, str(entry.object_id or "")],
            "about": entry.about,
            "reason": hashlib.sha256(reason).hexdigest() if reason else "",
        },
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(f"{previous}\n{sequence}\n{canonical}".encode()).hexdigest()


def seal_group(*, everything: bool = False) -> int:
    """Chains what the current group has written since the last time; returns how many entries.

    Looks back ten minutes from the last link, so that it costs the same after years. An entry whose transaction took
    longer is found when asked for `everything`, which the hourly check does.
    """
    with transaction.atomic():
        Group.objects.select_for_update().get(id=current_group_id())
        last = Link.objects.order_by("-sequence").first()
        sequence, previous = (last.sequence, last.hash) if last else (0, START)
        waiting = list(_unchained(None if everything else last))
        reasons = sealed_reasons([entry.id for entry in waiting])
        links = []
        for entry in waiting:
            sequence += 1
            previous = link_hash(previous, sequence, entry, reasons.get(entry.id, b""))
            links.append(Link(sequence=sequence, entry_id=entry.id, hash=previous))
        Link.objects.bulk_create(links)
    if links:
        checkpoints.write(sequence, previous)
    return len(links)


def sealed_reasons(entry_ids: list[UUID]) -> dict[UUID, bytes]:
    """The reasons' ciphertext: the chain holds after a person's key has been destroyed."""
    rows = Reason.objects.filter(entry_id__in=entry_ids).values_list("entry_id", "text")
    return {entry_id: bytes(text) for entry_id, text in rows}


def _unchained(last: Link | None) -> Iterator[Entry]:
    rows = Entry.objects.exclude(Exists(Link.objects.filter(entry_id=OuterRef("id"))))
    at = Entry.objects.filter(id=last.entry_id).values_list("at", flat=True).first() if last else None
    if at is not None:
        # The clock may have been set back since the last link.
        rows = rows.filter(at__gte=min(at, timezone.now()) - LOOKS_BACK)
    return islice(rows.order_by("at", "id").iterator(chunk_size=BATCH), BATCH)
