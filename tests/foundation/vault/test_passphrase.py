"""A key file under a passphrase: nothing of the keys is in it, only that passphrase opens it, and none is said in a
sentence."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from jiwar.foundation.vault import custody, passphrase
from jiwar.foundation.vault.custody import NoKey

WORDS = "anchor violet gravel thimble oxide rumour"


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    """As in a process that has just begun; what the other tests had is given back."""
    known, asker = dict(passphrase._known), list(passphrase._asker)
    yield
    passphrase._known.clear()
    passphrase._known.update(known)
    passphrase._asker[:] = asker


@pytest.fixture
def locked(tmp_path: Path) -> custody.KeyStore:
    """A locked key file with a group, in a process that does not know the passphrase."""
    store = custody.create(tmp_path / "keys", protection=passphrase.protect(WORDS))
    store = custody.add_group(store, uuid4())
    custody._read.cache_clear()
    passphrase.forget()
    return store


def answering(*words: str) -> None:
    passphrase.ask_with(lambda _path: words)


def test_the_right_words_open_it_and_are_asked_for_once(locked: custody.KeyStore) -> None:
    asked = []
    passphrase.ask_with(lambda path: asked.append(path) or [WORDS])  # type: ignore[func-returns-value]
    found = custody.load(locked.path.parent)
    assert (found.site, found.groups) == (locked.site, locked.groups)
    custody.add_group(found, uuid4())
    assert len(custody.load(locked.path.parent).groups) == 2
    assert asked == [locked.path]


def test_nothing_of_the_keys_is_in_the_file(locked: custody.KeyStore) -> None:
    text = locked.path.read_text()
    assert set(json.loads(text)) == {"version", "lock", "sealed"}
    sealed = base64.b64decode(json.loads(text)["sealed"])
    for key in (locked.site, *(found.current for found in locked.groups.values())):
        assert base64.b64encode(key).decode() not in text
        assert key not in sealed
    assert WORDS not in text


def test_nobody_to_ask_is_said(locked: custody.KeyStore) -> None:
    with pytest.raises(NoKey, match=r"opens with a passphrase, and nobody can be asked for it here\.$"):
        custody.load(locked.path.parent)


@pytest.mark.parametrize("words", [(), ("wrong",), (WORDS.upper(), WORDS + " ")])
def test_wrong_words_are_said(locked: custody.KeyStore, words: tuple[str, ...]) -> None:
    answering(*words)
    with pytest.raises(NoKey, match="The passphrase does not open the key file"):
        custody.load(locked.path.parent)


def test_a_second_try_counts(locked: custody.KeyStore) -> None:
    answering("wrong", WORDS)
    assert custody.load(locked.path.parent).site == locked.site


def test_the_same_words_written_in_another_form_of_unicode_open_it(tmp_path: Path) -> None:
    store = custody.create(tmp_path, protection=passphrase.protect("café très tranquille ici"))
    custody._read.cache_clear()
    passphrase.forget()
    answering("cafe\N{COMBINING ACUTE ACCENT} tre\N{COMBINING GRAVE ACCENT}s tranquille ici")
    assert custody.load(tmp_path).site == store.site


def test_what_a_process_hands_over_opens_it_without_asking(locked: custody.KeyStore) -> None:
    answering(WORDS)
    custody.load(locked.path.parent)
    handed = passphrase.handover()
    assert WORDS.encode() not in handed
    passphrase.forget()
    custody._read.cache_clear()
    passphrase.take(handed)
    assert custody.load(locked.path.parent).site == locked.site


def test_a_changed_lock_does_not_open(locked: custody.KeyStore) -> None:
    """The lock is bound to what it seals: nobody makes it slower or quicker unseen."""
    answering(WORDS)
    data = json.loads(locked.path.read_text())
    data["lock"]["t"] += 1
    locked.path.write_text(json.dumps(data))
    with pytest.raises(NoKey, match="does not open"):
        custody.load(locked.path.parent)


@pytest.mark.parametrize(("what", "value"), [("t", 2), ("m", 64 * 1024 - 1), ("p", 0), ("salt", "AAAA")])
def test_a_lock_weaker_than_we_make_is_refused(locked: custody.KeyStore, what: str, value: object) -> None:
    answering(WORDS)
    data = json.loads(locked.path.read_text())
    data["lock"][what] = value
    locked.path.write_text(json.dumps(data))
    with pytest.raises(NoKey, match="guarded too weakly"):
        custody.load(locked.path.parent)


@pytest.mark.parametrize(("what", "value"), [("t", 10**6), ("m", 10**9), ("p", 1000)])
def test_a_lock_that_would_stop_the_server_is_refused(locked: custody.KeyStore, what: str, value: int) -> None:
    answering(WORDS)
    data = json.loads(locked.path.read_text())
    data["lock"][what] = value
    locked.path.write_text(json.dumps(data))
    with pytest.raises(NoKey, match="more memory or time"):
        custody.load(locked.path.parent)


@pytest.mark.parametrize("lock", [{}, [], None, {"kind": "scrypt", "salt": "A" * 24, "t": 3, "m": 65536, "p": 4}])
def test_what_is_no_lock_is_said(locked: custody.KeyStore, lock: object) -> None:
    answering(WORDS)
    data = json.loads(locked.path.read_text())
    locked.path.write_text(json.dumps({**data, "lock": lock}))
    with pytest.raises(NoKey, match="is damaged"):
        custody.load(locked.path.parent)


def test_a_changed_byte_is_found(locked: custody.KeyStore) -> None:
    data = json.loads(locked.path.read_text())
    sealed = bytearray(base64.b64decode(data["sealed"]))
    sealed[40] ^= 1
    locked.path.write_text(json.dumps({**data, "sealed": base64.b64encode(bytes(sealed)).decode()}))
    answering(WORDS)
    with pytest.raises(NoKey, match="does not open"):
        custody.load(locked.path.parent)


def test_new_words_close_it_to_the_old_ones(locked: custody.KeyStore) -> None:
    answering(WORDS)
    fresh = passphrase.protect("six other words than those before")
    custody.change(locked.path.parent, lambda store: replace(store, protection=fresh))
    custody._read.cache_clear()
    passphrase.forget()
    answering(WORDS)
    with pytest.raises(NoKey, match="does not open"):
        custody.load(locked.path.parent)
    answering("six other words than those before")
    assert custody.load(locked.path.parent).site == locked.site


def test_words_and_keys_are_in_no_repr(locked: custody.KeyStore) -> None:
    protection = passphrase.protect(WORDS)
    assert repr(protection.key) not in repr(replace(locked, protection=protection)) + repr(protection)


@pytest.mark.parametrize("text", ["", "short", "a" * 40, "abcdefg" * 5, "x" * 19])
def test_weak_words_are_refused(text: str) -> None:
    assert "too weak" in passphrase.weakness(text)


def test_six_words_are_strong_enough() -> None:
    assert passphrase.weakness(WORDS) == ""


@pytest.mark.parametrize(
    ("text", "enough"), [("abcdefgh" * 2 + "abcd", True), ("abcdefgh" * 2 + "abc", False), ("abcdefg" * 3, False)]
)
def test_twenty_characters_of_eight_kinds_are_just_enough(text: str, enough: bool) -> None:
    assert (passphrase.weakness(text) == "") is enough


@pytest.mark.parametrize(
    ("what", "least", "most"), [("t", 3, 64), ("m", 64 * 1024, 4 * 1024 * 1024), ("p", 1, 64), ("salt", 16, None)]
)
def test_a_lock_is_taken_up_to_its_edges(what: str, least: int, most: int | None) -> None:
    def lock(value: int) -> dict[str, object]:
        salt = base64.b64encode(bytes(value if what == "salt" else 16)).decode()
        return {
            "kind": "argon2id",
            "salt": salt,
            "t": 3,
            "m": 64 * 1024,
            "p": 4,
            **({} if what == "salt" else {what: value}),
        }

    for value in filter(None, (least, most)):
        assert passphrase.lock_from(lock(value)).as_data() == lock(value)
    with pytest.raises(custody.NoKey, match="too weakly"):
        passphrase.lock_from(lock(least - 1))
    if most is not None:
        with pytest.raises(custody.NoKey, match="more memory or time"):
            passphrase.lock_from(lock(most + 1))
