"""On PostgreSQL who writes under the newest key, and who makes a newer one, wait for each other: what is asked of it.

That the database does what it is asked is shown on PostgreSQL itself, in `tests/site/keyring/test_changing.py`.
"""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from jiwar.foundation.vault import changing
from jiwar.foundation.vault.changing import NotStill, Passed, Step

GROUP = UUID("ffffff85-0000-0000-0000-000000000001")
NUMBER = -123
"""The first four bytes of the group's key, as PostgreSQL counts."""


class Postgres:
    """Writes down what it is asked; the lock is free after so many tries."""

    vendor = "postgresql"

    def __init__(self, *, taken: int) -> None:
        self.taken, self.asked, self.waited, self.now = taken, list[Any](), list[float](), 100.0

    def cursor(self) -> Any:
        return self

    def __enter__(self) -> "Postgres":
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def execute(self, statement: str, given: list[int]) -> None:
        self.asked.append((statement, given))

    def fetchone(self) -> tuple[bool]:
        self.taken -= 1
        return (self.taken < 0,)

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


def postgres(monkeypatch: pytest.MonkeyPatch, taken: int = 0) -> Postgres:
    found = Postgres(taken=taken)
    monkeypatch.setattr(changing, "connection", found)
    monkeypatch.setattr(changing, "time", SimpleNamespace(monotonic=lambda: found.now, sleep=found.sleep))
    return found


def test_who_writes_shares_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = postgres(monkeypatch)
    changing.hold(GROUP)
    assert asked.asked == [("SELECT pg_advisory_xact_lock_shared(%s, %s)", [0x6A6B, NUMBER])]


def test_who_makes_a_newer_key_tries_until_it_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = postgres(monkeypatch, taken=3)
    changing.alone(GROUP)
    assert asked.asked == [("SELECT pg_try_advisory_xact_lock(%s, %s)", [0x6A6B, NUMBER])] * 4
    assert asked.waited == [0.02] * 3


def test_after_a_minute_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = postgres(monkeypatch, taken=10_000)
    with pytest.raises(NotStill, match="nothing was changed"):
        changing.alone(GROUP)
    assert 60 < asked.now - 100 < 60.05


def test_sqlite_has_one_writer_and_is_asked_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = postgres(monkeypatch)
    monkeypatch.setattr(asked, "vendor", "sqlite", raising=False)
    changing.hold(GROUP)
    changing.alone(GROUP)
    assert asked.asked == []


def test_steps_are_registered_once_and_deep_ones_are_for_deep_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "_steps", {})
    plain, deep = (
        Step(code, code, lambda _after: Passed(None, 0, 0), deep=code == "deep") for code in ("plain", "deep")
    )
    changing.register(plain)
    changing.register(deep)
    with pytest.raises(ValueError, match="twice"):
        changing.register(plain)
    assert (changing.steps(deep=False), changing.steps(deep=True)) == ([plain], [plain, deep])
    assert not Step("another", "", plain.go_on).deep
