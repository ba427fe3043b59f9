"""A PDF is signed, and what is said of it afterwards is true: ours and unchanged, changed, another's, none."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)
from pypdf import PdfWriter

from jiwar.foundation.papers.signatures import asking, certificates, limits
from jiwar.foundation.papers.signatures.asking import NotRead
from jiwar.foundation.papers.signatures.certificates import KeyPair

NOW = datetime(2026, 3, 6, 9, tzinfo=UTC)


def paper(marked: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_metadata({"/Title": marked or "A letter"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def ours() -> KeyPair:
    return certificates.self_made(name="جمعية الجوار", country="TR", now=datetime.now(UTC))


@cache
def signed() -> bytes:
    return asking.signed(paper(), ours(), name="Nadia", reason="Nadia, legal adviser, for جمعية الجوار")


def test_what_we_signed_is_ours_and_unchanged() -> None:
    [found] = asking.checked(signed(), [ours().certificates])
    assert found.unchanged
    assert found.fingerprint == certificates.told(ours().certificates).fingerprint
    assert (found.name, found.reason) == ("Nadia", "Nadia, legal adviser, for جمعية الجوار")
    assert found.at is not None
    assert b"ETSI.CAdES.detached" in signed()
    assert signed().startswith(paper()[:200])


def test_the_key_is_not_in_what_it_signed() -> None:
    assert b"PRIVATE" not in signed()


def test_one_changed_byte_is_seen() -> None:
    changed = signed().replace(b"A letter", b"B letter")
    [found] = asking.checked(changed, [ours().certificates])
    assert not found.whole


def test_what_was_added_afterwards_is_seen() -> None:
    other = certificates.self_made(name="Somebody else", country="TR", now=datetime.now(UTC))
    writer = PdfWriter(BytesIO(signed()), incremental=True)
    writer.add_metadata({"/Title": "Another letter"})
    out = BytesIO()
    writer.write(out)
    [found] = asking.checked(out.getvalue(), [ours().certificates])
    assert not found.unchanged
    [theirs] = asking.checked(asking.signed(paper(), other, name="X", reason=""), [ours().certificates])
    assert theirs.unchanged
    assert theirs.fingerprint != certificates.told(ours().certificates).fingerprint


def test_a_paper_without_a_signature_has_none() -> None:
    assert asking.checked(paper(), [ours().certificates]) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"no PDF", b"%PDF-1.7\n" + b"<<" * 60_000, paper()[:-200], b"\0" * (limits.PDF + 1)],
    ids=["nothing", "text", "deep", "cut", "too large"],
)
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(NotRead):
        asking.checked(content, [])


def test_a_certificate_is_brought_with_its_passphrase() -> None:
    key = load_pem_private_key(ours().key.encode(), None)
    own = x509.load_pem_x509_certificate(ours().certificates.encode())
    pack = pkcs12.serialize_key_and_certificates(b"ours", key, own, None, BestAvailableEncryption(b"a long one"))  # type: ignore[arg-type]  # what we made
    assert asking.brought(pack, "a long one") == ours()
    for wrong, passphrase in ((pack, "another"), (pack[:-40], "a long one"), (b"text", "")):
        with pytest.raises(NotRead):
            asking.brought(wrong, passphrase)


def test_a_certificate_of_our_own_says_whose_it_is() -> None:
    told = certificates.told(certificates.self_made(name="ج" * 90, country="TR", now=NOW).certificates)
    assert told.self_made
    assert told.name == "ج" * 32
    assert (told.begins < NOW < told.ends, told.ends.year) == (True, 2031)
