"""The group signs a letter, and says of a PDF whether it is one of those."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.papers.signatures import asking, certificates
from jiwar.lines.legal.models import GroupSignature, Letter, SigningCertificate
from jiwar.lines.legal.signing import actions
from tests.cast import Cast, Player

CHECK = "legal:signature-check"


def paper() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_metadata({"/Title": "A letter"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def letter(legal_adviser: Player, case: Case) -> Letter:
    """Without the second that drawing takes."""
    document = cases.add_document(
        legal_adviser.viewer, case=case, chunks=[paper()], name="l.pdf", title="Appeal", kind=Document.Kind.LETTER
    )
    return Letter.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment="general",
        document=document,
        kind="appeal-cover",
        languages=["en"],
        facts={},
        made_by=legal_adviser.member,
    )


@pytest.fixture
def certificate(cast: Cast) -> SigningCertificate:
    return actions.make_certificate(cast.administrator.viewer)


def said(player: Player, content: bytes) -> str:
    sent = {"file": SimpleUploadedFile("shown.pdf", content)}
    return player.client.post(reverse(CHECK), sent).content.decode()


def test_a_letter_is_signed_beside_the_one_that_stays(
    cast: Cast, legal_adviser: Player, letter: Letter, certificate: SigningCertificate
) -> None:
    here = reverse("legal:letter-certified", kwargs={"letter": letter.id})
    sent = {"token": str(uuid4()), "signed_as": "legal adviser", "read": "on"}
    answers = [legal_adviser.client.post(here, sent).status_code for _time in range(2)]
    row = GroupSignature.objects.select_related("document", "of").get()
    assert (answers, row.of, row.signed_as) == ([302, 302], letter.document, "legal adviser")
    assert row.document.title == "Appeal, signed for the group"
    signed = b"".join(cases.read_document(legal_adviser.viewer, document=row.document))
    assert signed.startswith(paper())
    assert Entry.objects.filter(kind="signed-for-group").count() == 1
    shown = legal_adviser.client.get(reverse("legal:letters", args=[letter.case_id])).content.decode()
    assert "Signed for the group" in shown
    assert "Signed by this group, and unchanged since" in (ours := said(cast.reception, signed))
    assert "legal adviser" in ours
    assert "Changed after this group signed it" in said(cast.reception, signed.replace(b"A letter", b"B letter"))
    assert "No signature" in said(cast.reception, paper())
    other = certificates.self_made(name="Jiwar", country="TR", now=datetime.now(UTC))
    theirs = asking.signed(paper(), certificates.KeyPair(other.key, other.certificates), name="X", reason="for us")
    assert "Signed, but not with our certificate" in (strange := said(cast.reception, theirs))
    assert "for us" not in strange
    assert "no PDF we can read" in said(cast.reception, b"text")


def test_the_key_is_sealed_and_gone_when_it_ends(cast: Cast, certificate: SigningCertificate) -> None:
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    assert "PRIVATE KEY" in certificate.key
    if database.exists():
        assert b"PRIVATE KEY" not in database.read_bytes()
    newer = actions.make_certificate(cast.administrator.viewer)
    certificate.refresh_from_db()
    assert (certificate.key, certificate.ended_by) == ("", cast.administrator.member)
    actions.end_certificate(cast.administrator.viewer, certificate=newer)
    assert not SigningCertificate.objects.filter(ended_at__isnull=True).exists()
    kinds = list(Entry.objects.filter(kind__startswith="signing-certificate").values_list("kind", flat=True))
    assert sorted(kinds) == ["signing-certificate-ended"] * 2 + ["signing-certificate-made"] * 2


def test_without_a_certificate_nothing_is_signed(legal_adviser: Player, letter: Letter) -> None:
    with pytest.raises(NotPossible, match="no certificate"):
        actions.sign_for_group(legal_adviser.viewer, document=letter.document, signed_as="adviser")
    page = legal_adviser.client.get(reverse("legal:letter-certified", args=[letter.id])).content.decode()
    assert "The group has no certificate" in page


def test_nothing_is_signed_with_a_certificate_that_is_not_valid_today(
    cast: Cast, legal_adviser: Player, letter: Letter, certificate: SigningCertificate
) -> None:
    over = certificates.self_made(name="House", country="TR", now=datetime(2015, 1, 1, tzinfo=UTC))
    certificate.key, certificate.certificates = over.key, over.certificates
    certificate.save(update_fields=["key", "certificates"])
    with pytest.raises(NotPossible, match="not valid today"):
        actions.sign_for_group(legal_adviser.viewer, document=letter.document, signed_as="adviser")
    assert not GroupSignature.objects.exists()


def test_who_may_not_sign_or_keep_the_key(cast: Cast, letter: Letter, certificate: SigningCertificate) -> None:
    with pytest.raises(Refused):
        actions.sign_for_group(cast.caseworker.viewer, document=letter.document, signed_as="caseworker")
    with pytest.raises(Refused):
        actions.make_certificate(cast.caseworker.viewer)
    assert cast.caseworker.client.get(reverse("legal:letter-certified", args=[letter.id])).status_code == 403


def test_the_administrator_s_page(cast: Cast) -> None:
    client, here = cast.administrator.client, reverse("legal:certificate")
    assert "The group has no certificate" in client.get(here).content.decode()
    assert client.post(here, {"do": "make"}).status_code == 302
    row = SigningCertificate.objects.get()
    text = client.get(here).content.decode()
    assert row.fingerprint in text
    assert "PRIVATE" not in text
    file = client.get(reverse("legal:certificate-file"))
    assert b"BEGIN CERTIFICATE" in file.content
    assert b"PRIVATE" not in file.content
    wrong = {"do": "bring", "file": SimpleUploadedFile("k.p12", b"no key"), "passphrase": "x"}
    assert client.post(here, wrong).status_code == 422
    assert client.post(here, {"do": "end"}).status_code == 302
    assert "Before" in client.get(here).content.decode()
