"""Fixtures every room's tests may use."""

from pathlib import Path

import pytest
from pytest_django import Settings

from jiwar.foundation.vault import custody
from tests.cast import cast, group, other_group

__all__ = ["cast", "group", "other_group"]


@pytest.fixture
def keys(tmp_path: Path, settings: Settings) -> custody.KeyStore:
    """A fresh key file and an empty place for sealed files, for one test."""
    settings.JIWAR_KEYS = tmp_path / "keys"
    settings.JIWAR_FILES = tmp_path / "files"
    return custody.create(settings.JIWAR_KEYS)
