"""A certificate is drawn on one page, says both languages, and carries its address as a picture and in letters."""

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
import segno
from PIL import Image

from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.attesting import picture
from jiwar.foundation.papers.attesting.saying import Attestation, Side
from jiwar.foundation.papers.child import MARK
from jiwar.foundation.papers.drawing import NotDrawn
from jiwar.foundation.papers.isolating import isolated, reference
from jiwar.foundation.papers.letter import Letterhead
from jiwar.foundation.papers.signatures import asking, certificates, for_group

ADDRESS = "https://desk.example.org/learning/check/K7QM2F9TXW4D8HNP"
ENGLISH = Side(
    language="en",
    title="Certificate",
    opening="This says that",
    name=isolated("Ahmed Ibrahim Adam"),
    said="has reached A2.",
    facts=(("Number", reference("L-0007")),),
    signed="For the group",
    check=("Compare the code.",),
)
ARABIC = replace(ENGLISH, language="ar", title="شهادة", name=isolated("أحمد إبراهيم آدم"))
SAID = Attestation(Letterhead("The group", ()), (ENGLISH, ARABIC), "L-0007", ADDRESS, "K7Q 2F9", "The address")


def test_it_stands_on_one_page_in_both_languages_with_its_address() -> None:
    drawn = drawing.attestation(SAID)
    document = pypdfium2.PdfDocument(drawn)
    said = document[0].get_textpage().get_text_bounded()
    assert len(document) == 1
    assert all(text in said for text in ("Ahmed Ibrahim Adam", "K7Q 2F9", ADDRESS, "Compare the code."))
    assert drawing.attestation(SAID) == drawn


def test_what_does_not_fit_on_one_page_is_not_drawn() -> None:
    with pytest.raises(NotDrawn):
        drawing.attestation(replace(SAID, sides=(replace(ENGLISH, check=("one line more",) * 60),)))


def test_the_picture_is_that_of_the_address() -> None:
    """Square by square what the package makes of it: read back from the picture."""
    shown = Image.open(BytesIO(b64decode(picture.of_address(ADDRESS).removeprefix(MARK)))).convert("1")
    squares = [[int(dark) for dark in row] for row in segno.make(ADDRESS, error="q", micro=False).matrix_iter(border=4)]
    size = len(squares)
    scale = shown.width // size
    read = [[int(not shown.getpixel((x * scale + 2, y * scale + 2))) for x in range(size)] for y in range(size)]
    assert read == squares


def test_rooms_sign_with_the_key_another_room_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(for_group, "_keepers", [])
    drawn = drawing.attestation(SAID)
    assert for_group.signed(drawn, name="A teacher", reason="certificate") is None
    pair = certificates.self_made(name="The group", country="TR", now=datetime.now(UTC))
    for_group.kept_by(lambda: None)
    for_group.kept_by(lambda: pair)
    signed = for_group.signed(drawn, name="A teacher", reason="certificate")
    assert signed is not None
    [found] = asking.checked(signed, [pair.certificates])
    assert (found.unchanged, found.name) == (True, "A teacher")
