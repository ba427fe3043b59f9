"""Whether the paper opens the keys: typed back, compared, and only the day of it is kept."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pyrage.x25519 import Identity

from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import custody, disk
from jiwar.site import recovery
from jiwar.site.backups import writing
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring import audit_kinds, shares
from jiwar.site.options import Options

OLDEST = timedelta(days=100)
"""Once in a quarter, with some days to spare."""


@dataclass(frozen=True)
class Rehearsed:
    """`of`: the public half of the shares that were typed in; empty for the sheet."""

    at: datetime
    of: str


def last(given: Options) -> Rehearsed | None:
    """The last one of the paper that is in people's hands now: of shares that were replaced it tells nothing."""
    try:
        data = json.loads(given.last_share_rehearsal.read_text())
        found = Rehearsed(datetime.fromisoformat(data["at"]), str(data["of"]))
        made = custody.load(given.keys).shares
    except (OSError, ValueError, KeyError, TypeError, custody.NoKey):
        return None
    return found if found.of in ("", made.recipient if made else "") else None


def is_old(found: Rehearsed | None) -> bool:
    """Too long ago, never, or further in the future than a clock goes wrong by itself."""
    now = datetime.now(UTC)
    return found is None or now - found.at > OLDEST or found.at - now > timedelta(hours=1)


def with_shares(given: Options, identity: Identity, copy: Path | None) -> None:
    """Raises Refusal where the shares are not those of now, or do not open `copy`: without one the newest there is."""
    store = custody.load(given.keys)
    if store.shares is None or str(identity.to_public()) != store.shares.recipient:
        raise Refusal("These shares fit together, but were not made for these keys: look for the newest set.")
    beside = _beside_the_last_backup(given) if copy is None else copy
    if beside and shares.opened_copy(beside, identity).site != store.site:
        raise Refusal(f"{beside} holds the keys of another installation.")
    _keep(given, store.shares.recipient)


def _beside_the_last_backup(given: Options) -> Path | None:
    last = writing.last_noted(given).get("path")
    copy = shares.copy_of(Path(last)) if last else None
    return copy if copy and copy.exists() else None


def with_sheet(given: Options, typed: recovery.Keys) -> None:
    """Raises Refusal where the sheet holds other keys than those of now."""
    store = custody.load(given.keys)
    if typed.site != store.site:
        raise Refusal("The sheet is of another installation.")
    for group, found in store.groups.items():
        if group not in typed.groups:
            raise Refusal("The sheet lacks a group: print a new one (jiwar key split --of 1).")
        if found.current not in typed.groups[group].all:
            raise Refusal("The key of a group was changed since: print a new sheet (jiwar key split --of 1).")
    _keep(given, "")


def _keep(given: Options, of: str) -> None:
    data = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "of": of}
    disk.put(given.last_share_rehearsal, json.dumps(data).encode())
    note(audit_kinds.REHEARSED, {"shares": bool(of)})


def note(kind: audit_kinds.Kind, about: dict[str, object]) -> None:
    """In the audit of every group whose key it concerns."""
    for group in Group.objects.all():
        with acting_for(group):
            record(None, kind, about=about)
