"""The recovery sheet brings back the same keys, and the identity that opens backups."""

from pathlib import Path
from uuid import uuid4

import pyrage
import pytest

from jiwar.foundation.vault import custody
from jiwar.site import recovery
from jiwar.site.command_line.refusal import Refusal


@pytest.fixture
def store(tmp_path: Path) -> custody.KeyStore:
    return custody.add_group(custody.create(tmp_path / "keys"), uuid4())


def sheet(store: custody.KeyStore, folder: Path) -> Path:
    path = folder / "sheet.txt"
    path.write_text(recovery.sheet(store, [(group, "Dar") for group in store.groups]), encoding="utf-8")
    return path


def test_a_sheet_brings_back_the_same_keys(store: custody.KeyStore, tmp_path: Path) -> None:
    found = recovery.from_sheet(sheet(store, tmp_path))
    assert (found.site, found.groups) == (store.site, dict(store.groups))
    found.write(tmp_path / "again")
    again = custody.load(tmp_path / "again")
    assert (again.site, again.groups) == (store.site, store.groups)


def test_a_sheet_typed_in_small_letters_with_zeros_is_read(store: custody.KeyStore, tmp_path: Path) -> None:
    path = sheet(store, tmp_path)
    lines = [
        line.lower().replace("o", "0") if line.startswith("site:") else line for line in path.read_text().split("\n")
    ]
    path.write_text("\n".join(lines))
    assert recovery.from_sheet(path).site == store.site


def test_a_letter_misread_is_named(store: custody.KeyStore, tmp_path: Path) -> None:
    path = sheet(store, tmp_path)
    code = custody.recovery_code(store.site)
    wrong = code.replace(code[0], "B" if code[0] != "B" else "C", 1)
    path.write_text(path.read_text().replace(code, wrong))
    with pytest.raises(Refusal, match="In the line 'site'"):
        recovery.from_sheet(path)


def test_other_keys_are_not_overwritten(store: custody.KeyStore, tmp_path: Path) -> None:
    custody.create(tmp_path / "other")
    with pytest.raises(Refusal, match="Other keys lie in"):
        recovery.from_home(store.path.parent).write(tmp_path / "other")


def test_keys_of_before_come_beside_those_of_now(store: custody.KeyStore, tmp_path: Path) -> None:
    """A backup of before is restored where a group's key was changed since: both open."""
    of_then = recovery.from_sheet(sheet(store, tmp_path))
    [group] = store.groups
    now = custody.change(store.path.parent, lambda file: file.with_group(group, custody.GroupKeys(b"n" * 32)))
    of_then.write(store.path.parent)
    of_then.write(store.path.parent)
    found = custody.load(store.path.parent).keys_of(group)
    assert (found.current, found.past) == (now.group(group), (store.group(group),))


def test_the_identity_of_backups_is_one_that_age_knows_and_stays_the_same(store: custody.KeyStore) -> None:
    keys = recovery.from_home(store.path.parent)
    sealed = pyrage.encrypt(b"all of it", [keys.identity.to_public()])
    assert pyrage.decrypt(sealed, [recovery.from_home(store.path.parent).identity]) == b"all of it"
    assert str(keys.identity).startswith("AGE-SECRET-KEY-1")
