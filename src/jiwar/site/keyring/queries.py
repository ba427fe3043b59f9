"""What the administrator's page asks of the keys. Nothing of a key is told."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import changing as steadiness
from jiwar.foundation.vault import custody, keys
from jiwar.site import options
from jiwar.site.keyring import changing, rehearsing, shares
from jiwar.site.keyring.models import KeyChange


@dataclass(frozen=True, slots=True)
class StepShown:
    words: str | Promise
    looked_at: int
    done: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """`shares`: None where one sheet opens the keys. `changing_since` and `steps`: while the group's key is changed."""

    guarded: bool
    shares: custody.Shares | None
    fingerprint: str
    rehearsed: datetime | None
    rehearsal_is_old: bool
    days: int
    changed_at: datetime | None
    changing_since: datetime | None
    steps: list[StepShown]


def standing_for(viewer: Viewer) -> Standing:
    policy.require(viewer, can.MANAGE_GROUP)
    store = keys.key_store()
    last, change = rehearsing.last(options.read()), changing.under_way()
    finished = KeyChange.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
    return Standing(
        guarded=store.protection is not None,
        shares=store.shares,
        fingerprint=shares.fingerprint(store.shares) if store.shares else "",
        rehearsed=last.at if last else None,
        rehearsal_is_old=rehearsing.is_old(last),
        days=rehearsing.OLDEST.days,
        changed_at=finished.finished_at if finished else None,
        changing_since=change.begun_at if change else None,
        steps=_steps(change) if change else [],
    )


def _steps(change: KeyChange) -> list[StepShown]:
    words = {step.code: step.words for step in steadiness.steps(deep=True)}
    return [
        StepShown(words.get(row.code, row.code), row.looked_at, row.finished_at is not None)
        for row in change.steps.order_by("code")
    ]
