"""A person signs on the screen or with the thumb: the mark is in the PDF, and sealed beside the letter."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.queries.page import people_on
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault import files
from jiwar.lines.legal import actions
from jiwar.lines.legal.letters import marks
from jiwar.lines.legal.letters.catalogue import letter_kind
from jiwar.lines.legal.models import Letter
from tests.cast import Cast, Player


def photo(ink: bool = True, kind: str = "JPEG") -> bytes:
    picture = Image.new("RGB", (1200, 900), (236, 232, 220))
    if ink:
        ImageDraw.Draw(picture).ellipse((500, 300, 700, 600), fill=(40, 40, 90))
    exif = Image.Exif()
    exif[0x010F] = "Phone of the family"
    out = BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def stroke() -> str:
    """As a canvas gives it: ink on nothing."""
    picture = Image.new("RGBA", (700, 260), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((60, 200, 300, 60, 640, 180), fill=(28, 38, 34, 255), width=5)
    out = BytesIO()
    picture.save(out, "PNG")
    return marks.PNG + b64encode(out.getvalue()).decode()


@pytest.fixture
def letter(legal_adviser: Player, case: Case) -> Letter:
    kind = letter_kind("authorisation")
    assert kind is not None
    person = people_on(legal_adviser.viewer, case)[0].person
    draft = actions.Draft(kind, ("en",), person, {"authority_name": "The office"}, "Nadia")
    return actions.make_letter(legal_adviser.viewer, case=case, draft=draft)


def pictures_in(pdf: bytes) -> int:
    page = pypdfium2.PdfDocument(pdf)[0]
    return sum(isinstance(each, pypdfium2.PdfImage) for each in page.get_objects(max_depth=5))


@pytest.mark.parametrize("how", ["photo", "drawn"])
def test_the_mark_stands_in_the_next_version(legal_adviser: Player, letter: Letter, how: str) -> None:
    typed: dict[str, object] = {
        "token": str(uuid4()),
        "understood": "on",
        "how": "thumbprint",
        "witness": "Halima Abbakar",
    }
    typed |= {"picture": SimpleUploadedFile("thumb.jpg", photo())} if how == "photo" else {"drawn": stroke()}
    answer = legal_adviser.client.post(reverse("legal:letter_sign", kwargs={"letter": letter.id}), typed)
    assert answer.status_code == 302, answer.content.decode()
    signed = Letter.objects.select_related("document__file", "mark").get(number=2)
    assert signed.thread == letter.thread
    assert signed.document.title == "Authorisation (English), version 2, signed"
    told = {"how": "thumbprint", "witness": "Halima Abbakar", "on": "2026-03-06", "of": letter.document.sha256}
    assert signed.facts["signed"] == told
    pdf = b"".join(case_actions.read_document(legal_adviser.viewer, document=signed.document))
    said = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert "Thumbprint given on" in said
    assert "Halima Abbakar" in said
    before = b"".join(case_actions.read_document(legal_adviser.viewer, document=letter.document))
    assert (pictures_in(before), pictures_in(pdf)) == (0, 1)
    assert signed.mark is not None
    assert signed.mark.compartment == signed.compartment
    kept = b"".join(files.read(signed.mark))
    assert kept.startswith(b"\x89PNG")
    assert b"family" not in kept + pdf
    assert not any(b"PNG" in path.read_bytes()[:64] for path in Path(settings.JIWAR_FILES).glob("??/*"))
    assert Entry.objects.filter(kind="letter-signed").count() == 1
    shown = legal_adviser.client.get(reverse("legal:letters", kwargs={"case": letter.case_id})).content.decode()
    assert "Have it signed" not in shown


def test_nothing_is_signed_that_was_not_understood_or_has_no_mark(legal_adviser: Player, letter: Letter) -> None:
    here = reverse("legal:letter_sign", kwargs={"letter": letter.id})
    for typed in (
        {"drawn": stroke()},
        {"how": "signature", "understood": "on"},
        {"how": "signature", "understood": "on", "drawn": "data:text/html;base64,eA=="},
    ):
        assert legal_adviser.client.post(here, typed).status_code == 422
    for content in (photo(ink=False), b"%PDF-1.4 no picture", b"GIF89a" + b"0" * 60):
        upload = {"how": "signature", "understood": "on", "picture": SimpleUploadedFile("thumb.jpg", content)}
        assert legal_adviser.client.post(here, upload).status_code == 422
    assert Letter.objects.count() == 1


def test_an_older_version_is_not_signed_over(legal_adviser: Player, letter: Letter) -> None:
    actions.sign_letter(legal_adviser.viewer, letter=letter, picture=photo())
    with pytest.raises(NotPossible):
        actions.sign_letter(legal_adviser.viewer, letter=letter, picture=photo())
    assert Letter.objects.count() == 2


def test_only_who_works_on_the_case_has_it_signed(cast: Cast, letter: Letter) -> None:
    here = reverse("legal:letter_sign", kwargs={"letter": letter.id})
    assert cast.off_caseworker.client.get(here).status_code == 404
    assert cast.caseworker.client.get(here).status_code == 200


def test_a_mark_is_small_grey_and_cut_to_its_edges() -> None:
    mark = marks.as_mark(photo())
    with Image.open(BytesIO(mark)) as picture:
        assert picture.mode == "L"
        assert picture.width <= 300
        assert picture.height <= 300
    assert len(mark) < 20_000


def test_a_thumbprint_needs_a_witness_and_the_next_version_carries_no_mark(
    legal_adviser: Player, letter: Letter
) -> None:
    here = reverse("legal:letter_sign", kwargs={"letter": letter.id})
    alone = {"how": "thumbprint", "understood": "on", "drawn": stroke()}
    assert legal_adviser.client.post(here, alone).status_code == 422
    signed = actions.sign_letter(legal_adviser.viewer, letter=letter, picture=photo())
    kind = letter_kind(letter.kind)
    assert kind is not None
    person = people_on(legal_adviser.viewer, letter.case)[0].person
    draft = actions.Draft(kind, ("en",), person, {"authority_name": "Another office"}, "Nadia", after=signed)
    made = actions.make_letter(legal_adviser.viewer, case=letter.case, draft=draft)
    assert (made.number, made.mark, made.facts.get("signed")) == (3, None, None)
