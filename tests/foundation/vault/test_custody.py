"""The key file: missing, damaged or open to others, it is said in a sentence; on paper, a misread letter is found."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiwar.foundation.vault import custody, disk
from jiwar.foundation.vault.custody import NoKey

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def test_keys_are_made_once_and_read_again(tmp_path: Path) -> None:
    store = custody.create(tmp_path / "keys")
    group = uuid4()
    wider = custody.add_group(store, group)
    read = custody.load(tmp_path / "keys")
    assert (read.site, read.group(group)) == (wider.site, wider.group(group))
    assert len({read.site, read.group(group)}) == 2


def test_a_file_of_the_first_version_is_read_and_written_anew_as_the_second(tmp_path: Path) -> None:
    path, group = custody.key_file(tmp_path), uuid4()
    keys = {name: base64.b64encode(name.encode() * 8).decode() for name in ("site", "ours")}
    disk.put(path, json.dumps({"version": 1, "site": keys["site"], "groups": {str(group): keys["ours"]}}).encode())
    store = custody.load(tmp_path)
    assert (store.site, store.group(group)) == (b"site" * 8, b"ours" * 8)
    custody.add_group(store, uuid4())
    assert json.loads(path.read_text())["version"] == 2
    assert custody.load(tmp_path).group(group) == b"ours" * 8


def test_a_file_of_a_newer_program_is_said(tmp_path: Path) -> None:
    store = custody.create(tmp_path)
    store.path.write_text(store.path.read_text().replace('"version": 2', '"version": 3'))
    with pytest.raises(NoKey, match="is of a newer program"):
        custody.load(tmp_path)


def test_a_key_in_three_states_comes_back_as_it_was(tmp_path: Path) -> None:
    group = uuid4()
    of_group = custody.GroupKeys(b"a" * 32, coming=b"b" * 32, past=(b"c" * 32, b"d" * 32))
    custody.create(tmp_path, groups={group: of_group}, shares=custody.Shares("age1x", 2, 3, "2026-11-26"))
    store = custody.load(tmp_path)
    assert (store.groups, store.shares) == ({group: of_group}, custody.Shares("age1x", 2, 3, "2026-11-26"))
    assert store.keys_of(group).all == (b"a" * 32, b"b" * 32, b"c" * 32, b"d" * 32)


def test_of_many_who_change_the_file_at_once_none_is_lost(tmp_path: Path) -> None:
    store = custody.create(tmp_path)
    groups = [uuid4() for _ in range(12)]
    with ThreadPoolExecutor(6) as together:
        list(together.map(lambda group: custody.add_group(store, group), groups))
    assert set(custody.load(tmp_path).groups) == set(groups)


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    custody.create(tmp_path / "keys")
    path = custody.key_file(tmp_path / "keys")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610])
def test_a_file_open_to_others_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    custody.create(tmp_path / "keys")
    custody.key_file(tmp_path / "keys").chmod(mode)
    with pytest.raises(NoKey, match="can be read by others: run chmod 600"):
        custody.load(tmp_path / "keys")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoKey, match="is missing: restore it, or use the recovery sheet"):
        custody.load(tmp_path / "keys")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"site": "", "groups": {}}', '{"site": 1, "groups": {}}', '{"site": "AAAA", "groups": {}}',
     '{"site": "not base64!", "groups": {}}', '{"site": "AAAA", "groups": []}', "null", '{"groups": {"x": "AAAA"}}'],
)  # fmt: skip
def test_a_damaged_file_is_said(tmp_path: Path, text: str) -> None:
    custody.create(tmp_path / "keys")
    custody.key_file(tmp_path / "keys").write_text(text)
    with pytest.raises(NoKey, match="is damaged"):
        custody.load(tmp_path / "keys")


def test_a_group_without_a_key_is_said(tmp_path: Path) -> None:
    store = custody.create(tmp_path / "keys")
    with pytest.raises(NoKey, match="holds no key for this group"):
        store.group(uuid4())


def test_no_key_is_ever_overwritten(tmp_path: Path) -> None:
    store = custody.create(tmp_path / "keys")
    group = uuid4()
    wider = custody.add_group(store, group)
    with pytest.raises(NoKey):
        custody.create(tmp_path / "keys")
    with pytest.raises(NoKey):
        custody.add_group(wider, group)
    assert custody.load(tmp_path / "keys").group(group) == wider.group(group)


def test_keys_are_in_no_repr(tmp_path: Path) -> None:
    store = custody.add_group(custody.create(tmp_path / "keys"), uuid4())
    data = json.loads(store.path.read_text())
    for key in (data["site"], *(found["current"] for found in data["groups"].values()), repr(store.site)):
        assert key not in repr(store)


@given(st.binary(min_size=32, max_size=32))
def test_a_recovery_code_stands_for_its_key(key: bytes) -> None:
    code = custody.recovery_code(key)
    assert custody.from_recovery_code(code) == key
    assert custody.from_recovery_code(code.lower().replace("-", " ")) == key
    assert custody.from_recovery_code(code.replace("O", "0").replace("I", "1").replace("B", "8")) == key


@given(st.binary(min_size=32, max_size=32), st.integers(0, 55), st.sampled_from(LETTERS))
def test_one_misread_letter_is_found(key: bytes, position: int, letter: str) -> None:
    code = custody.recovery_code(key).replace("-", "")
    misread = code[:position] + letter + code[position + 1 :]
    assume(misread != code)
    with pytest.raises(NoKey, match="recovery code"):
        custody.from_recovery_code(misread)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 54))
def test_two_letters_exchanged_are_found(key: bytes, position: int) -> None:
    code = custody.recovery_code(key).replace("-", "")
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assume(swapped != code)
    with pytest.raises(NoKey, match="recovery code"):
        custody.from_recovery_code(swapped)


@pytest.mark.parametrize("code", ["", "A", "ABCD", "!!!!", "ABCD-" * 14, "é" * 56, "A" * 500])
def test_what_is_no_code_is_said(code: str) -> None:
    with pytest.raises(NoKey, match="recovery code"):
        custody.from_recovery_code(code)
