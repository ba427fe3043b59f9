"""Whether the keys open what they should, how far a change of them is, and what is known of the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import custody, keys, rotation, sampling
from jiwar.site.keyring import changing, rehearsing, shares
from jiwar.site.keyring.models import KeyChange, KeyChangeStep
from jiwar.site.options import Options


@dataclass(frozen=True)
class Found:
    """One sentence about the keys."""

    well: bool
    text: str


def check(given: Options, groups: Sequence[Group]) -> Iterator[Found]:
    try:
        store = custody.load(given.keys)
    except custody.NoKey as missing:
        yield Found(False, str(missing))
        return
    yield Found(True, f"{store.path} opens; {_lock(store)}.")
    for group in groups:
        with acting_for(group), keys.session():
            yield from _of_group(store, group)
    yield paper(given)


def paper(given: Options) -> Found:
    """The sheet or the shares, and when they were last typed back."""
    made = custody.load(given.keys).shares
    what = (
        f"{made.needed} of {made.made} shares open them (fingerprint {shares.fingerprint(made)}, {made.on})"
        if made
        else "one recovery sheet opens them"
    )
    last = rehearsing.last(given)
    if last is None:
        return Found(False, f"{what}, and nobody has typed it back yet: run jiwar key recover --rehearse.")
    days = (datetime.now(UTC) - last.at).days
    if rehearsing.is_old(last):
        return Found(False, f"{what}; last typed back {days} days ago: run jiwar key recover --rehearse.")
    return Found(True, f"{what}; typed back {days} days ago.")


def _lock(store: custody.KeyStore) -> str:
    if store.protection:
        return "a passphrase guards it"
    return "no passphrase guards it, so whoever copies this disk while it is unlocked has the keys (jiwar key protect)"


def _of_group(store: custody.KeyStore, group: Group) -> Iterator[Found]:
    if group.id not in store.groups:
        yield Found(False, f"{group.name}: the key file holds no key for this group; use the recovery sheet or shares.")
        return
    sample = sampling.take()
    yield Found(
        sample.closed == sample.files_broken == 0,
        f"{group.name}: {sample.opened} sealed values and {sample.files_read} files opened as a sample"
        + (f", {sample.closed + sample.files_broken} did NOT." if sample.closed + sample.files_broken else "."),
    )
    change = changing.under_way()
    if change is not None:
        yield Found(True, f"{group.name}: the key is being changed since {change.begun_at:%Y-%m-%d %H:%M} UTC.")
        yield from (Found(True, f"{group.name}: {_step(step)}") for step in steps_of(change))
    elif not rotation.uses_only(store.group(group.id)):
        yield Found(False, f"{group.name}: something lies under another key than the one in use; restore the key file.")
    elif store.keys_of(group.id).coming:
        yield Found(True, f"{group.name}: a newer key is prepared; jiwar key rotate brings it into use.")


def steps_of(change: KeyChange) -> QuerySet[KeyChangeStep]:
    return change.steps.order_by("code")


def _step(step: KeyChangeStep) -> str:
    state = "done" if step.finished_at else "to do"
    return f"{step.code}: {state}; {step.looked_at} looked at, {step.changed} made anew."
