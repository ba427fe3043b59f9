"""One sealed value: it opens in its place, whole, and nowhere else."""

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from jiwar.foundation.vault import sealing
from jiwar.foundation.vault.sealing import SealBroken, associated, derive, new_key, seal, unseal

KEY = bytes(range(32))
PLACE = associated("v1", "cases_note", "text", "row", "subject", "general")


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_again(plain: bytes) -> None:
    cipher = AESGCM(KEY)
    assert unseal(cipher, seal(cipher, plain, PLACE), PLACE) == plain


def test_a_change_of_any_bit_of_any_byte_is_found() -> None:
    cipher = AESGCM(KEY)
    sealed = seal(cipher, b"she fled at night", PLACE)
    for position in range(len(sealed)):
        for bit in range(8):
            changed = bytearray(sealed)
            changed[position] ^= 1 << bit
            with pytest.raises(SealBroken):
                unseal(cipher, bytes(changed), PLACE)


def test_a_value_cut_short_or_made_longer_is_found() -> None:
    cipher = AESGCM(KEY)
    sealed = seal(cipher, b"she fled at night", PLACE)
    for broken in (*(sealed[:length] for length in range(len(sealed))), sealed + b"\0"):
        with pytest.raises(SealBroken):
            unseal(cipher, broken, PLACE)


@pytest.mark.parametrize("part", range(6))
def test_a_value_moved_to_another_place_does_not_open(part: int) -> None:
    here = ["v1", "cases_note", "text", "row", "subject", "general"]
    there = list(here)
    there[part] += "2"
    cipher = AESGCM(KEY)
    with pytest.raises(SealBroken):
        unseal(cipher, seal(cipher, b"x", associated(*here)), associated(*there))


@pytest.mark.parametrize("version", [b"\x00", b"\x02", b"{", b""])
def test_an_unknown_version_is_refused_and_never_read_as_it_is(version: bytes) -> None:
    cipher = AESGCM(KEY)
    sealed = seal(cipher, b"x", PLACE)
    with pytest.raises(SealBroken, match="version"):
        unseal(cipher, version + sealed[1:] if version else b"", PLACE)
    with pytest.raises(SealBroken, match="version"):
        unseal(cipher, b'{"text": "in clear"}', PLACE)


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealBroken):
        unseal(AESGCM(new_key()), seal(AESGCM(KEY), b"x", PLACE), PLACE)


def test_no_nonce_comes_twice() -> None:
    cipher = AESGCM(KEY)
    nonces = {seal(cipher, b"", PLACE)[1:13] for _ in range(100_000)}
    assert len(nonces) == 100_000


def test_the_same_text_is_sealed_differently_each_time() -> None:
    cipher = AESGCM(KEY)
    assert seal(cipher, b"yes", PLACE) != seal(cipher, b"yes", PLACE)


def test_derived_keys_differ_by_purpose_and_key() -> None:
    other = os.urandom(32)
    derived = {derive(KEY, "a/v1"), derive(KEY, "b/v1"), derive(other, "a/v1")}
    assert len(derived | {KEY, other}) == 5
    assert derive(KEY, "a/v1") == derive(KEY, "a/v1")
    assert {len(key) for key in derived} == {sealing.KEY_BYTES}


def test_an_earlier_release_is_still_read() -> None:
    """Written by the first release: a change of format that cannot read it must not be made."""
    cipher = AESGCM(KEY)
    nonce = bytes(12)
    kept = b"\x01" + nonce + cipher.encrypt(nonce, b"she fled at night", b"v1|cases_note|text|row|subject|general")
    assert unseal(cipher, kept, PLACE) == b"she fled at night"
