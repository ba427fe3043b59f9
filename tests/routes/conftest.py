"""The world every route is tried on."""

import pytest
from django.utils import timezone

from tests.routes.kept_world import cast, group, keys, other_group, told, told_world, world

__all__ = ["cast", "group", "keys", "other_group", "still", "told", "told_world", "world"]


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands: pages name the day, and what was asked on both sides of midnight cannot be compared."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
