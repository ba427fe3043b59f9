"""While keys change: who writes under the newest keys, and who makes newer ones, wait for each other.

A transaction that writes under the newest key of a group holds it still to its end. So from the moment a newer one is
there, nobody writes under the one before, and what lies under it becomes less and never more. SQLite has one writer.

Rooms register what they must make anew when keys change (`register`): each a step that goes through its rows in pieces,
stops and goes on at any point, and says at last that nothing is left.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise

_LOCK = 0x6A6B
SECONDS_TO_WAIT = 60.0
PAUSE = 0.02


class NotStill(Exception):
    """Others wrote without a pause for so long that no newer key could be brought in."""


@dataclass(frozen=True)
class Passed:
    """What a piece of a step did. `upto`: go on after this row; None where nothing is left to look at."""

    upto: UUID | None
    looked_at: int
    changed: int


@dataclass(frozen=True)
class Step:
    """`deep`: only where the compartments' keys are renewed too."""

    code: str
    words: str | Promise
    go_on: Callable[[UUID | None], Passed]
    deep: bool = False


_steps: dict[str, Step] = {}


def register(step: Step) -> None:
    if step.code in _steps:
        raise ValueError(f"step {step.code} is registered twice")
    _steps[step.code] = step


def steps(*, deep: bool) -> list[Step]:
    return [step for step in _steps.values() if deep or not step.deep]


def hold(group_id: UUID) -> None:
    """No newer key of the group before the caller's transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_LOCK, _number(group_id)])


def alone(group_id: UUID) -> None:
    """Nobody writes under the group's newest keys before the caller's transaction ends. Never lets writers queue."""
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + SECONDS_TO_WAIT
    while not _taken(group_id):
        if time.monotonic() > until:
            raise NotStill("People wrote without a pause: nothing was changed; try again at a quieter time.")
        time.sleep(PAUSE)


def _taken(group_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, _number(group_id)])
        return bool(cursor.fetchone()[0])


def _number(group_id: UUID) -> int:
    return int.from_bytes(group_id.bytes[:4], "big", signed=True)
