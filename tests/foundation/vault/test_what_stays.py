"""What lies on disks and in databases for years, and what guards it: each number and word stated here once more.

Who changes one of these changes what is read of what earlier releases wrote, or how hard it is to break.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from jiwar.foundation.vault import blind, changing, custody, files, keys, lists, passphrase, scanning, sealing, wrapped
from jiwar.foundation.vault.custody import GroupKeys, KeyStore, Shares
from jiwar.foundation.vault.passphrase import Lock, Protection

GROUP, SUBJECT = UUID(int=1), UUID(int=2)
KEY, OTHER, PAST = bytes(32), b"\x01" * 32, b"\x02" * 32

NUMBERS: dict[str, tuple[Any, Any]] = {
    "a sealed value begins with its version": (sealing.VERSION, b"\x01"),
    "and a nonce of 12 bytes": (sealing.NONCE_BYTES, 12),
    "AES-256": (sealing.KEY_BYTES, 32),
    "a blind index": (blind.INDEX_BYTES, 16),
    "a block of a file": (files.CHUNK, 65536),
    "a file's own nonce": (files.PREFIX_BYTES, 7),
    "a tag": (files.TAG_BYTES, 16),
    "files without a row that may be": (files.FEW_FILES, 20),
    "an entry of a list": (lists.ENTRY, 6),
    "the first piece of a list": (lists.FIRST, 8),
    "the largest": (lists.LARGEST, 8192),
    "how many it holds, in bytes": (lists._COUNT, 4),
    "whom lists serve": (lists.PURPOSE, "name-lists"),
    "where a list's nothing lies": (lists._NOWHERE, UUID(int=0)),
    "a list begins in": (lists.FIRST_ONE, lists.Generation(1, 1)),
    "the key file": (custody.FILE_NAME, "keys.json"),
    "its version": (custody.VERSION, 2),
    "Argon2id, second recommendation of RFC 9106": (
        (passphrase.PASSES, passphrase.MEMORY_KIB, passphrase.LANES, passphrase.SALT_BYTES),
        (3, 65536, 4, 16),
    ),
    "more than any passphrase needs": (
        (passphrase.MOST_PASSES, passphrase.MOST_MEMORY_KIB, passphrase.MOST_LANES),
        (64, 4194304, 64),
    ),
    "a passphrase": ((passphrase.SHORTEST, passphrase.FEWEST_LETTERS), (20, 8)),
    "keys of compartments are wrapped by": (wrapped.COMPARTMENTS, "wrap-compartments/v1"),
    "keys of indexes by": (wrapped.INDEXES, "wrap-index-keys/v1"),
    "whoever changes a key waits": ((changing.SECONDS_TO_WAIT, changing.PAUSE), (60.0, 0.02)),
    "clamd is waited for": ((scanning.SECONDS_TO_ANSWER, scanning.SECONDS_TO_LOOK), (3.0, 60.0)),
    "and gets pieces, and says little": ((scanning.PIECE, scanning.LONGEST_ANSWER), (65536, 4096)),
}
PLACES: dict[str, Callable[[], bytes]] = {
    "subject-key|00000000-0000-0000-0000-000000000001|00000000-0000-0000-0000-000000000002|general": (
        lambda: keys.subject_place(GROUP, SUBJECT, "general")
    ),
    "compartment-key|00000000-0000-0000-0000-000000000001|general": (
        lambda: keys.compartment_place(GROUP, "general", 1)
    ),
    "compartment-key|00000000-0000-0000-0000-000000000001|general|2": (
        lambda: keys.compartment_place(GROUP, "general", 2)
    ),
    "index-key|00000000-0000-0000-0000-000000000001|1": lambda: keys.index_place(GROUP, 1),
    'key-file|v2|{"kind": "argon2id", "m": 65536, "p": 4, "salt": "AAAA", "t": 3}': lambda: Lock(bytes(3)).place(),
}
"""What a seal is bound to: moved elsewhere it does not open."""


@pytest.mark.parametrize("what", NUMBERS)
def test_a_number_stays(what: str) -> None:
    is_, was = NUMBERS[what]
    assert is_ == was


@pytest.mark.parametrize("said", PLACES)
def test_a_place_is_spelt_as_ever(said: str) -> None:
    assert PLACES[said]().decode() == said


def test_a_key_file_reads_as_it_is_written(tmp_path: Any) -> None:
    shares = Shares(recipient="age1xyz", needed=2, made=3, on="2026-05-01")
    groups = {GROUP: GroupKeys(KEY, OTHER, (PAST,)), SUBJECT: GroupKeys(OTHER)}
    store = KeyStore(tmp_path, PAST, groups, shares)
    data = custody.as_data(store)
    zeros, ones, twos = "A" * 43 + "=", "AQEB" * 10 + "AQE=", "AgIC" * 10 + "AgI="
    assert data == {
        "version": 2,
        "site": twos,
        "groups": {
            str(GROUP): {"current": zeros, "coming": ones, "past": [twos]},
            str(SUBJECT): {"current": ones, "coming": None, "past": []},
        },
        "shares": {"recipient": "age1xyz", "needed": 2, "made": 3, "on": "2026-05-01"},
    }
    assert custody.from_data(tmp_path, data) == store
    bare = {"site": zeros, "groups": {str(GROUP): ones}}
    assert custody.from_data(tmp_path, bare) == KeyStore(tmp_path, KEY, {GROUP: GroupKeys(OTHER)})
    short = {"version": 2, "site": zeros, "groups": {str(GROUP): {"current": ones}}}
    assert custody.from_data(tmp_path, short) == KeyStore(tmp_path, KEY, {GROUP: GroupKeys(OTHER)})


def test_a_locked_key_file_says_how_it_is_locked_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = Lock(bytes(16))
    monkeypatch.setattr(passphrase, "_known", {lock: OTHER})
    store = custody.create(tmp_path / "keys", groups={GROUP: GroupKeys(KEY)}, protection=Protection(lock, OTHER))
    data = json.loads(store.path.read_text())
    assert set(data) == {"version", "lock", "sealed"}
    assert (data["version"], data["lock"]) == (2, lock.as_data())
    custody._read.cache_clear()
    assert custody.load(tmp_path / "keys") == store
    fresh = custody.change(tmp_path / "keys", lambda found: found.with_group(SUBJECT, GroupKeys(PAST)))
    assert set(json.loads(store.path.read_text())) == {"version", "lock", "sealed"}
    assert custody.load(tmp_path / "keys").groups == fresh.groups
    passphrase.take(handed := passphrase.handover())
    assert json.loads(handed) == [[lock.as_data(), "AQEB" * 10 + "AQE="]]
    passphrase._known[lock] = PAST
    custody._read.cache_clear()
    with pytest.raises(custody.NoKey, match="is damaged"):
        custody.load(tmp_path / "keys")


def test_keys_of_a_group_open_in_this_order_and_other_s_open_too(tmp_path: Any) -> None:
    assert GroupKeys(KEY, OTHER, (PAST,)).all == (KEY, OTHER, PAST)
    assert GroupKeys(KEY).all == (KEY,)
    store = KeyStore(tmp_path, KEY, {GROUP: GroupKeys(KEY, None, (PAST,))})
    wider = store.opening_also({GROUP: GroupKeys(KEY, OTHER, (PAST,)), SUBJECT: GroupKeys(OTHER, PAST)})
    assert wider.groups == {GROUP: GroupKeys(KEY, None, (PAST, OTHER)), SUBJECT: GroupKeys(OTHER, PAST)}
    assert (wider.group(GROUP), wider.site) == (KEY, KEY)


def test_a_list_made_anew_lies_elsewhere() -> None:
    assert lists.Generation(1, 2) > lists.Generation(1, 1)
    assert lists.Generation(2, 1) > lists.Generation(1, 9)
