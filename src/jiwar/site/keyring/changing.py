"""Changing a group's key while people work.

1. A newer key goes into the key file as the *coming* one. Whoever reads the file can open with it from then on.
2. In one transaction everything wrapped by the group's key is wrapped under the coming one, and a newer key for indexes
   is made. From its end everything new is under newer keys.
3. In the key file the coming key becomes the current one, and the one before a past one.
4. In the background what must be made anew is, step by step (`go_on`).
5. When nothing uses the past key any more, it leaves the key file.

Killed anywhere, `begin` or the background work goes on from there.
"""

import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiwar.foundation.access import words as house_words
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.vault import changing, custody, keys, rotation
from jiwar.foundation.vault.custody import KeyStore
from jiwar.foundation.vault.sealing import new_key
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring import audit_kinds
from jiwar.site.keyring.models import KeyChange, KeyChangeStep

BEGUN_WORD: Final = "key-change-begun"
FINISHED_WORD: Final = "key-change-finished"


def under_way() -> KeyChange | None:
    return KeyChange.objects.filter(finished_at__isnull=True).first()


def prepare() -> None:
    """Step 1 alone: for installations whose machines have a copy of the key file each."""
    if under_way() is not None:
        raise Refusal("The key of this group is being changed already: wait until that is finished (jiwar key check).")
    custody.change(_directory(), _with_a_coming_key)


def begin(*, deep: bool = False) -> KeyChange:
    """Steps 1 to 3, or what of them is missing. Raises Refusal while an earlier change goes on."""
    change = under_way()
    if change is not None and keys.key_store().keys_of(current_group_id()).coming is None:
        raise Refusal("The key of this group is being changed already: wait until that is finished (jiwar key check).")
    if change is None:
        prepare()
        change = _bring_in(deep=deep)
    custody.change(_directory(), _with_the_coming_key_in_use)
    keys.forget_versions()
    return change


def go_on(seconds: float) -> bool:
    """Step 4 for so long, and step 5 when its time has come; whether something is left to do."""
    change = under_way()
    if change is None:
        return False
    custody.change(_directory(), _with_the_coming_key_in_use)
    try:
        return _go_on(change, time.monotonic() + seconds)
    except changing.NotStill:
        return True


def _go_on(change: KeyChange, until: float) -> bool:
    while steps := list(change.steps.filter(finished_at__isnull=True)):
        # Each in turn: one that has to wait holds up none of the others.
        moved = [_pass_on(step) for step in steps]
        if not any(moved) or time.monotonic() > until:
            return True
    return not _finish(change)


@transaction.atomic
def _bring_in(*, deep: bool) -> KeyChange:
    rotation.begin(deep=deep)
    change = KeyChange(deep=deep)
    change.save()
    for step in changing.steps(deep=deep):
        KeyChangeStep(change=change, code=step.code).save()
    record(None, audit_kinds.BEGUN, row=change, about={"deep": deep})
    house_words.tell_guardians(BEGUN_WORD, {})
    return change


@transaction.atomic
def _pass_on(row: KeyChangeStep) -> bool:
    """One piece of a step; False where it has to wait for something. A step of a line that is no more is done.

    Worker and command may both go on: the piece and its count are one, and the second waits for the first.
    """
    row = KeyChangeStep.objects.select_for_update().get(id=row.id)
    if row.finished_at is not None:
        return True
    step = next((step for step in changing.steps(deep=True) if step.code == row.code), None)
    passed = step.go_on(row.upto) if step else changing.Passed(None, 0, 0)
    row.looked_at += passed.looked_at
    row.changed += passed.changed
    row.changed_in_pass += passed.changed
    row.upto = passed.upto
    if passed.upto is None:
        # Counted once more from the start: only a pass that finds nothing to change shows that nothing is left.
        row.finished_at = timezone.now() if row.changed_in_pass == 0 else None
        row.changed_in_pass = 0
    row.save()
    return passed.upto is None or passed.looked_at > 0


def _finish(change: KeyChange) -> bool:
    """Whether the key before could leave. What is left under it is wrapped anew and kept, and only then counted."""
    rotation.leftover()
    if change.deep:
        _drop_older_parts()
    with transaction.atomic():
        changing.alone(current_group_id())
        # Worker and command may both have come to the end.
        change = KeyChange.objects.select_for_update().get(id=change.id)
        if change.finished_at is not None:
            return True
        current = keys.group_key(current_group_id())
        if not rotation.uses_only(current):
            return False
        change.finished_at = timezone.now()
        change.save(update_fields=["finished_at"])
        record(None, audit_kinds.FINISHED, row=change)
        house_words.tell_guardians(FINISHED_WORD, {})
        custody.change(_directory(), _without_past_keys)
    keys.forget_versions()
    return True


@transaction.atomic
def _drop_older_parts() -> None:
    changing.alone(current_group_id())
    rotation.drop_older_parts()


def _with_a_coming_key(store: KeyStore) -> KeyStore:
    of_group = store.keys_of(current_group_id())
    return store.with_group(current_group_id(), replace(of_group, coming=of_group.coming or new_key()))


def _with_the_coming_key_in_use(store: KeyStore) -> KeyStore:
    of_group = store.keys_of(current_group_id())
    if of_group.coming is None:
        return store
    past = (of_group.current, *of_group.past)
    return store.with_group(current_group_id(), custody.GroupKeys(of_group.coming, past=past))


def _without_past_keys(store: KeyStore) -> KeyStore:
    return store.with_group(current_group_id(), replace(store.keys_of(current_group_id()), past=()))


def _directory() -> Path:
    return Path(settings.JIWAR_KEYS)
